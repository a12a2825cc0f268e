//! The reports that were asked for.

use crate::files::folded;
use crate::model::unit::Settings;
use crate::problem::Problem;
use crate::project::census::Census;
use crate::project::scope::{Scope, Selection};
use crate::read::{Reading, has_misnamed_year, unit_years};

/// One report to be made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Selected {
    /// The unit's folder under `data/`.
    pub folder: String,
    /// The year.
    pub year: u16,
}

/// What was asked for: reports to be made, and units that have none to make.
#[derive(Debug, Default)]
pub(super) struct Selections {
    /// The reports, in the order of folders.
    pub reports: Vec<Selected>,
    /// Reports of units that have files of earlier years and none of the project's.
    pub behind: Vec<Selected>,
}

/// The reports that were asked for; a selection that names none is a problem.
pub(super) fn select(
    reading: &Reading<'_>,
    project: &Settings,
    census: &Census,
    scope: &Scope,
) -> Selections {
    let folders = census.folders();
    if folders.is_empty() {
        reading.problem(Problem::error("no-unit", "data 文件夹里没有单位").help(
            "每个单位一个文件夹，里面有 unit.toml 和各年度的数据文件，如 data/某单位/unit.toml",
        ));
        return Selections::default();
    }
    let (mut chosen, mut behind) = (Vec::new(), Vec::new());
    if scope.selections.is_empty() {
        for folder in &folders {
            match turn(reading, project, folder) {
                Turn::Due => chosen.push(of(folder, project.year)),
                Turn::Behind => behind.push(of(folder, project.year)),
                Turn::Later => {}
            }
        }
        if chosen.is_empty() {
            reading.problem(nothing_due(project.year));
        }
    }
    for selection in &scope.selections {
        let before = chosen.len();
        for folder in folders.iter().filter(|folder| selection.names(folder, census.name(folder))) {
            chosen.extend(years(reading, project, folder, selection));
        }
        if chosen.len() == before {
            reading.problem(unknown(&selection.written, &folders));
        }
    }
    chosen.sort();
    chosen.dedup();
    Selections { reports: chosen, behind }
}

/// The report of a unit of a year.
fn of(folder: &str, year: u16) -> Selected {
    Selected { folder: folder.to_owned(), year }
}

/// Whether it is a unit's turn to report for the project's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// It is.
    Due,
    /// Its files all end earlier: that of this year may have been forgotten.
    Behind,
    /// Its files all begin later.
    Later,
}

/// Whether it is a unit's turn; one that is behind is noted. One whose files cannot be told is due, so that it says why.
fn turn(reading: &Reading<'_>, project: &Settings, folder: &str) -> Turn {
    let year = project.year;
    let Some(years) = unit_years(reading, folder) else { return Turn::Due };
    let is_misnamed = || has_misnamed_year(reading, folder, year);
    if years.is_empty() || years.contains(&year) || is_misnamed() {
        return Turn::Due;
    }
    if years.iter().all(|other| *other > year) {
        return Turn::Later;
    }
    let headline = format!("data/{folder} 没有 {year} 年度的数据文件，已略过");
    let help = format!("这个单位 {year} 年度要公开的，请建立 data/{folder}/{year}.toml");
    reading.problem(Problem::warning("no-year", headline).help(help));
    Turn::Behind
}

/// The problem of a project none of whose units has the year.
fn nothing_due(year: u16) -> Problem {
    Problem::error("no-report", format!("没有一个单位有 {year} 年度的数据文件"))
        .help("请核对 juesuan.toml 的 year；生成别的年度，写成 单位/年度")
}

/// The reports of a unit that a selection asks for.
fn years(
    reading: &Reading<'_>,
    project: &Settings,
    folder: &str,
    selection: &Selection,
) -> Vec<Selected> {
    let Some(wanted) = &selection.year else { return vec![of(folder, project.year)] };
    if let Ok(year) = wanted.parse() {
        return vec![of(folder, year)];
    }
    // One whose files cannot be told is asked for its report of the project's year, so that it says why.
    let years = unit_years(reading, folder).unwrap_or_else(|| vec![project.year]).into_iter();
    years.filter(|year| selection.is_of(*year, project.year)).map(|year| of(folder, year)).collect()
}

/// The problem of a selection that names nothing.
fn unknown(selection: &str, folders: &[&str]) -> Problem {
    let some: Vec<&str> = folders.iter().take(10).copied().collect();
    let more = if folders.len() > some.len() { " 等" } else { "" };
    let problem = Problem::error("unknown-unit", format!("没有与“{selection}”对应的单位或年度"));
    let same = folders.iter().find(|folder| folded(folder) == folded(selection));
    let problem = match same {
        Some(same) => problem.help(format!("是否想写 {same}？大小写也要相同")),
        None => problem,
    };
    problem
        .help(format!("现有单位：{}{more}", some.join("、")))
        .help("写法：单位文件夹名、单位全称、单位/年度，可以用 * 代替任意文字")
}
