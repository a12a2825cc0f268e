//! SELECT: `unit`, `unit/year`, a glob of these, or nothing for all of the project's year.

use glob::Pattern;

use crate::model::unit::{Project, Unit};
use crate::problem::Problem;
use crate::read::{Reading, read_unit, unit_folders, unit_years};

/// One report to be made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Selected {
    /// The unit's folder under `data/`.
    pub folder: String,
    /// The year.
    pub year: u16,
}

/// The reports that some selections name, in the order of folders; one that names none is a problem.
pub fn select(reading: &Reading<'_>, project: &Project, selections: &[String]) -> Vec<Selected> {
    let folders = unit_folders(reading);
    if folders.is_empty() {
        reading.problem(Problem::error("no-unit", "data 文件夹里没有单位").help(
            "每个单位一个文件夹，里面有 unit.toml 和各年度的数据文件，如 data/某单位/unit.toml",
        ));
        return Vec::new();
    }
    let mut chosen = Vec::new();
    if selections.is_empty() {
        let due = folders.iter().filter(|folder| is_due(reading, project, folder));
        chosen.extend(due.map(|folder| Selected { folder: folder.clone(), year: project.year }));
        if chosen.is_empty() {
            reading.problem(nothing_due(project.year));
        }
    }
    for selection in selections {
        let before = chosen.len();
        let (wanted, year) = match selection.rsplit_once('/') {
            Some((wanted, year)) => (wanted, Some(year)),
            None => (selection.as_str(), None),
        };
        for folder in folders.iter().filter(|folder| matches(reading, wanted, folder)) {
            chosen.extend(years(reading, project, folder, year));
        }
        if chosen.len() == before {
            reading.problem(unknown(selection, &folders));
        }
    }
    chosen.sort();
    chosen.dedup();
    chosen
}

/// Whether a unit is to report for the project's year: not one whose files all begin later; one whose files all end
/// earlier is noted, for its file may have been forgotten.
fn is_due(reading: &Reading<'_>, project: &Project, folder: &str) -> bool {
    let (year, years) = (project.year, unit_years(reading, folder));
    let misnamed = reading.root.join(format!("data/{folder}/{year}.toml.txt"));
    if years.is_empty() || years.contains(&year) || misnamed.is_file() {
        return true;
    }
    let earlier = years.iter().any(|other| *other < year);
    if earlier {
        let headline = format!("data/{folder} 没有 {year} 年度的数据文件，已略过");
        let help = format!("这个单位 {year} 年度要公开的，请建立 data/{folder}/{year}.toml");
        reading.problem(Problem::warning("no-year", headline).help(help));
    }
    false
}

/// The problem of a project none of whose units has the year.
fn nothing_due(year: u16) -> Problem {
    Problem::error("no-report", format!("没有一个单位有 {year} 年度的数据文件"))
        .help("请核对 juesuan.toml 的 year；生成别的年度，写成 单位/年度")
}

/// Whether a word or pattern names a unit by its folder or its full name.
fn matches(reading: &Reading<'_>, wanted: &str, folder: &str) -> bool {
    let pattern = Pattern::new(wanted).ok();
    let fits = |name: &str| wanted == name || pattern.as_ref().is_some_and(|p| p.matches(name));
    fits(folder)
        || (!wanted.is_ascii()
            && quiet_unit(reading, folder).is_some_and(|unit| fits(&unit.name.value)))
}

/// A unit; problems in its file are noted when the report is read.
pub(super) fn quiet_unit(reading: &Reading<'_>, folder: &str) -> Option<Unit> {
    let quiet = Reading::new(&reading.root, reading.catalog);
    read_unit(&quiet, folder).map(|(unit, _)| unit)
}

/// The years of a unit that a selection names.
fn years(
    reading: &Reading<'_>,
    project: &Project,
    folder: &str,
    wanted: Option<&str>,
) -> Vec<Selected> {
    let of = |year| Selected { folder: folder.to_owned(), year };
    let Some(wanted) = wanted else { return vec![of(project.year)] };
    if let Ok(year) = wanted.parse() {
        return vec![of(year)];
    }
    let Ok(pattern) = Pattern::new(wanted) else { return Vec::new() };
    let years = unit_years(reading, folder).into_iter();
    years.filter(|year| pattern.matches(&year.to_string())).map(of).collect()
}

/// The problem of a selection that names nothing.
fn unknown(selection: &str, folders: &[String]) -> Problem {
    let some: Vec<&str> = folders.iter().take(10).map(String::as_str).collect();
    let more = if folders.len() > some.len() { " 等" } else { "" };
    Problem::error("unknown-unit", format!("没有与“{selection}”对应的单位或年度"))
        .help(format!("现有单位：{}{more}", some.join("、")))
        .help("写法：单位文件夹名、单位全称、单位/年度，可以用 * 代替任意文字")
}
