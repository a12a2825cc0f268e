//! What stands in a unit's folder and is not used.

use crate::files::{Entry, Files, is_clutter, is_shadow};
use crate::problem::Problem;
use crate::read::units::is_data_file;
use crate::tables::Reading;
use crate::tables::file;

/// Notes what stands in a unit's folder and is not used, as far as it seems to be meant to be; a name that cannot be read
/// is an error.
pub(super) fn note(reading: &Reading<'_>, folder: &str, year: u16) {
    let entries = match reading.files.list(folder) {
        Ok(entries) => entries.unwrap_or_default(),
        // That has been told where the files in it were read.
        Err(_) if !reading.files.is_there(format!("{folder}/unit.toml")) => return,
        Err(error) => {
            return reading.problem_once(file::unreadable_folder(reading, folder, &error));
        }
    };
    // What is in other folders changes what is said here, and no report.
    let aside = reading.files.afresh();
    for entry in &entries {
        let shown = format!("{folder}/{}", entry.name);
        match entry.told {
            true => stray(&aside, entry, &shown, year).into_iter().for_each(|p| reading.problem(p)),
            false => reading.problem(file::noted(reading, &shown, file::unnamed(&shown))),
        }
    }
}

/// The warning about something in a unit's folder that is not used and seems to be meant to be.
fn stray(files: &Files, entry: &Entry, shown: &str, year: u16) -> Option<Problem> {
    let name = entry.name.to_lowercase();
    // What is missing for the files of this year is told where they are looked for.
    let told = ["unit.toml.txt".to_owned(), format!("{year}.toml.txt")].contains(&name);
    let used = name == "unit.toml" || name.strip_suffix(".toml").is_some_and(is_year);
    if entry.found.is_folder() {
        return stray_folder(files, entry, shown, year);
    }
    if told || used || is_shadow(&name) || !is_data_file(&name) {
        return None;
    }
    let problem = Problem::warning("ignored-file", format!("{shown} 没有用到"));
    Some(match name.strip_suffix(".txt") {
        Some(_) => problem.help("数据文件的名字末尾不能有 .txt；备份的文件请移出 data"),
        None => problem.help(format!(
            "单位的文件夹里只用 unit.toml 和以年度为名的文件，如 {year}.toml：改在别的文件里的数不会进报告；要用的请改名，备份的请移出 data"
        )),
    })
}

/// The warning about a folder in a unit's that holds data and is not used.
fn stray_folder(files: &Files, entry: &Entry, shown: &str, year: u16) -> Option<Problem> {
    if files.is_file(entry.path.join("unit.toml")) {
        let headline = format!("{shown} 里有 unit.toml，没有用到");
        return Some(
            Problem::warning("ignored-folder", headline)
                .help("单位的文件夹要直接放在 data 里；备份的请移出 data"),
        );
    }
    if is_year(&entry.name) || is_clutter(&entry.name) {
        return None;
    }
    let inside = files.list(&entry.path).ok().flatten().unwrap_or_default();
    let data = |entry: &Entry| is_data_file(&entry.name) && !is_clutter(&entry.name);
    inside.iter().any(data).then(|| {
        Problem::warning("ignored-folder", format!("{shown} 里的数据文件没有用到"))
            .help(format!("自评报告放在以年度为名的文件夹里，如 {year}；备份的请移出 data"))
    })
}

/// Whether a name is a year's.
fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
}
