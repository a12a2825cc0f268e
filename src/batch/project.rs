//! The project folder and the names in it.

use std::path::{Path, PathBuf};

use crate::model::unit::{Kind, Project, Unit};

/// The nearest folder upwards with a `juesuan.toml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|folder| folder.join("juesuan.toml").is_file()).map(Path::to_owned)
}

/// The file name of a report after the project's pattern; characters that a file system refuses become full-width.
pub fn safe_file_name(project: &Project, unit: &Unit, year: u16) -> String {
    format!("{}.pdf", stem(project, unit, year))
}

/// The file name of a draft, which is never that of a report.
pub(super) fn draft_file_name(project: &Project, unit: &Unit, year: u16) -> String {
    format!("{}（草稿）.pdf", stem(project, unit, year))
}

/// The file name without its ending.
fn stem(project: &Project, unit: &Unit, year: u16) -> String {
    let kind = match unit.kind {
        Kind::Unit => "单位",
        Kind::Department => "部门",
    };
    let name = project
        .output
        .value
        .replace("{unit}", &unit.name.value)
        .replace("{year}", &year.to_string())
        .replace("{kind}", kind);
    let safe: String = name
        .chars()
        .map(|c| match c {
            '/' => '／',
            '\\' => '＼',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '"' => '＂',
            '<' => '＜',
            '>' => '＞',
            '|' => '｜',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    safe.trim_end_matches(['.', ' ']).to_owned()
}
