//! How the PDFs of a project are called.

use crate::files::device;
use crate::model::unit::{Kind, Settings, Unit};
use crate::problem::{Problem, steers};

/// The mark at the end of a draft's name.
pub(crate) const DRAFT: &str = "（草稿）";

/// The longest file name that file systems take, in bytes.
const LONGEST: usize = 255;

/// The file name of a report after the project's pattern; characters that a file system refuses become full-width.
pub fn safe_file_name(project: &Settings, unit: &Unit, year: u16) -> String {
    format!("{}.pdf", file_stem(project, unit, year))
}

/// The file name of a draft, which is never that of a report.
pub(crate) fn draft_file_name(project: &Settings, unit: &Unit, year: u16) -> String {
    format!("{}{DRAFT}.pdf", file_stem(project, unit, year))
}

/// The file name of an edition: that of the report, and from the second on that it is corrected.
pub(crate) fn edition_file_name(
    project: &Settings,
    unit: &Unit,
    year: u16,
    edition: usize,
) -> String {
    let mark = match edition {
        0 | 1 => String::new(),
        2 => "（更正）".to_owned(),
        more => format!("（第{}次更正）", more - 1),
    };
    format!("{}{mark}.pdf", file_stem(project, unit, year))
}

/// The file names that a unit's reports and drafts of a year have, be it a unit or a department.
pub(crate) fn file_names(project: &Settings, unit: &Unit, year: u16) -> Vec<String> {
    let kinds = [Kind::Unit, Kind::Department].map(|kind| Unit { kind, ..unit.clone() });
    kinds
        .iter()
        .flat_map(|unit| {
            [safe_file_name(project, unit, year), draft_file_name(project, unit, year)]
        })
        .collect()
}

/// What is wrong with the name of a unit's report, at the unit's name.
pub(super) fn unusable(project: &Settings, unit: &Unit, year: u16) -> Option<Problem> {
    let name = written(project, unit, year);
    if let Some(device) = device(&name) {
        let headline = format!(
            "报告的文件名“{}”在 Windows 上是设备名 {device}，改写成“{}”",
            short(&name),
            short(&file_stem(project, unit, year))
        );
        return Some(
            Problem::warning("bad-name", headline)
                .at(unit.name.place, "报告以它为名")
                .help("请写单位全称，或改 juesuan.toml 的 output，让文件名以别的字开头"),
        );
    }
    if draft_file_name(project, unit, year).len() > LONGEST {
        let headline =
            format!("报告的文件名太长：“{}”，共 {} 个字", short(&name), name.chars().count());
        return Some(
            Problem::error("long-name", headline)
                .at(unit.name.place, "报告以它为名")
                .help("文件名至多八十来个汉字；请核对单位名称，或缩短 juesuan.toml 中 output 里单位名称以外的字"),
        );
    }
    None
}

/// So many characters of a name are shown.
const SHOWN: usize = 40;

/// The beginning of a name.
fn short(name: &str) -> String {
    let begin: String = name.chars().take(SHOWN).collect();
    if begin.len() < name.len() { begin + "…" } else { begin }
}

/// The file name without its ending, as the pattern says it; characters that a file system refuses become full-width.
fn written(project: &Settings, unit: &Unit, year: u16) -> String {
    let name = project
        .output
        .value
        .replace("{unit}", &unit.name.value)
        .replace("{year}", &year.to_string())
        .replace("{kind}", unit.kind.term());
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
            c if steers(c) => '_',
            c => c,
        })
        .collect();
    safe.trim_end_matches(['.', ' ']).to_owned()
}

/// The file name without its ending, which names a file on every system.
pub(crate) fn file_stem(project: &Settings, unit: &Unit, year: u16) -> String {
    let name = written(project, unit, year);
    if name.is_empty() {
        return "_".to_owned();
    }
    match device(&name) {
        // An ending does not make another name of it.
        Some(_) => match name.split_once('.') {
            Some((bare, rest)) => format!("{bare}_.{rest}"),
            None => format!("{name}_"),
        },
        None => name,
    }
}
