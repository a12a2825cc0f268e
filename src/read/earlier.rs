//! The years before last, for what is shown over several years.

use crate::model::report::{EarlierYear, Report};
use crate::problem::{Problem, any_error};
use crate::read::names;
use crate::read::report::read_year;
use crate::tables::Reading;

/// How many years are shown at most, this year and last year included.
const SHOWN: u16 = 5;

/// Adds the years before last that a unit has files of to its report, the earliest first; a department's figures are its
/// units', so that its own earlier files say nothing. A file with errors is left out with a warning.
pub(crate) fn earlier_years(reading: &Reading<'_>, report: &mut Report) {
    if !report.unit.members.is_empty() {
        return;
    }
    let folder = format!("data/{}", report.unit.folder);
    let this = report.year.year;
    for year in this.saturating_sub(SHOWN - 1)..this.saturating_sub(1) {
        let path = format!("{folder}/{year}.toml");
        if matches!(reading.files.is_absent(&path), Ok(true)) {
            continue;
        }
        let (read, problems, _) = reading.apart(|inner| {
            names::peek(inner, &path);
            read_year(inner, &folder, year, false)
        });
        match read {
            Ok(Some((file, figures))) if !any_error(&problems) => {
                report.files.push(file);
                report.earlier.push(EarlierYear { year, figures });
            }
            _ => reading.problem(
                Problem::warning(
                    "earlier-year-unused",
                    format!("历年图里没有 {year} 年度：{path} 有错误"),
                )
                .help(format!("请运行 juesuan check {}/{year}，照所说的改正", report.unit.folder)),
            ),
        }
    }
}
