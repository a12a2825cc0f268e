//! What stands in the data folder: units, and what may have been meant to be one.

use std::path::{Path, PathBuf};

use crate::files::{Entry, Files, Kind, is_clutter, is_hidden, is_shadow};
use crate::problem::{Problem, Severity};
use crate::tables::Reading;
use crate::tables::file;

/// The folder under `data/` that holds no unit.
const CATALOG: &str = "catalog";

/// A folder under `data/` by its name as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DataFolder {
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// What it holds.
    pub holds: Holds,
}

/// What something under `data/` holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A unit; or it cannot be told, and reading the unit will say why.
    Unit,
    /// A unit that cannot be taken as one: why.
    Misplaced(Problem),
    /// Data files, and yet no unit; or that cannot be told of something hidden.
    Data,
    /// Nothing that has to do with units.
    Other,
}

/// All that is under `data/`, sorted by name, with a warning for what seems to be meant otherwise; none where that cannot
/// be told, which is noted.
pub(crate) fn data_folders(reading: &Reading<'_>) -> Option<Vec<DataFolder>> {
    let entries = match reading.files.list("data") {
        Ok(entries) => entries.unwrap_or_default(),
        Err(error) => {
            reading.problem(file::unreadable_folder(reading, "data", &error));
            return None;
        }
    };
    let holds = |entry: &Entry| match is_clutter(&entry.name) {
        true => hidden(&reading.files, entry),
        false => visible(reading, entry),
    };
    let folders = entries.into_iter().map(|entry| {
        let holds = holds(&entry);
        DataFolder { name: entry.name, path: entry.path, holds }
    });
    Some(folders.collect())
}

/// What something holds that systems and editors pass over, and that nobody would look for units in.
fn hidden(files: &Files, entry: &Entry) -> Holds {
    if !is_hidden(&entry.name) || is_shadow(&entry.name) {
        return Holds::Other;
    }
    if !files.is_file(entry.path.join("unit.toml")) {
        let may_be_folder = matches!(entry.found.kind, Kind::Folder | Kind::Unknown);
        return if may_be_folder && holds_data(files, &entry.path) {
            Holds::Data
        } else {
            Holds::Other
        };
    }
    let name = &entry.name;
    let mark = name.chars().next().unwrap_or_default();
    Holds::Misplaced(
        Problem::error(
            "hidden-unit",
            format!("data/{name} 里有 unit.toml，但文件夹名以“{mark}”开头，不当作单位"),
        )
        .help(format!("要用的，改掉文件夹名开头的“{mark}”；不要的，移出 data")),
    )
}

/// What something holds that anybody sees.
fn visible(reading: &Reading<'_>, entry: &Entry) -> Holds {
    let path = format!("data/{}", entry.name);
    match entry.found.kind {
        Kind::Folder => {}
        Kind::File | Kind::Special => {
            if is_data_file(&entry.name) {
                reading.problem(
                    Problem::warning(
                        "ignored-file",
                        format!("{path} 没有放在单位的文件夹里，没有用到"),
                    )
                    .help("数据文件要放在 data/单位/ 里，如 data/某单位/2024.toml"),
                );
            }
            return Holds::Other;
        }
        Kind::Unknown if entry.name == CATALOG => return Holds::Other,
        Kind::Unknown if entry.told => return Holds::Unit,
        Kind::Unknown => return Holds::Misplaced(file::unnamed(&path)),
    }
    if !matches!(reading.files.is_absent(entry.path.join("unit.toml")), Ok(true)) {
        return match entry.told {
            true => Holds::Unit,
            false => Holds::Misplaced(file::unnamed(&path)),
        };
    }
    if entry.name == CATALOG {
        return Holds::Other;
    }
    let problem = file::missing(reading, &format!("{path}/unit.toml"));
    let headline = format!("{}，这个文件夹已略过", problem.headline);
    let mut warning = Problem { severity: Severity::Warning, headline, ..problem };
    if let Some(unit) = unit_below(&reading.files, &entry.path) {
        warning = warning.help(format!("里面的 {unit} 是单位的文件夹，要直接放在 data 里"));
    }
    reading.problem(warning.help("请补上 unit.toml；不是单位的文件夹请移出 data"));
    if holds_data(&reading.files, &entry.path) { Holds::Data } else { Holds::Other }
}

/// A folder in another that holds a unit.
fn unit_below(files: &Files, folder: &Path) -> Option<String> {
    let entries = files.list(folder).ok()??.into_iter();
    let mut units = entries.filter(|entry| files.is_file(entry.path.join("unit.toml")));
    units.next().map(|entry| entry.name)
}

/// Whether there are data files in a folder, or that cannot be told.
pub(crate) fn holds_data(files: &Files, folder: &Path) -> bool {
    match files.list(folder) {
        Ok(entries) => entries.into_iter().flatten().any(|entry| is_data_file(&entry.name)),
        Err(_) => true,
    }
}

/// Whether a name is one of a data file, or was meant to be.
pub(super) fn is_data_file(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".toml") || name.ends_with(".toml.txt")
}
