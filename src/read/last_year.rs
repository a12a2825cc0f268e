//! Where last year's figures come from.

use crate::model::comparison::Comparison;
use crate::model::place::FileNumber;
use crate::model::report::YearFile;
use crate::model::unit::Unit;
use crate::problem::Problem;
use crate::tables::Reading;
use crate::tables::file::{self, FileError};

/// Last year's figures.
#[derive(Debug, Default)]
pub(super) struct LastYear {
    /// What this year is compared with.
    pub(super) compared: Option<YearFile>,
    /// Last year's file, where `[prior]` restates it.
    pub(super) as_published: Option<YearFile>,
}

/// Last year's figures: its own file, or `[prior]`, which restates a file beside it; a unit set up in the year has none.
pub(super) fn last_year(
    reading: &Reading<'_>,
    unit: &Unit,
    year: u16,
    read: Result<Option<(FileNumber, YearFile)>, FileError>,
    written: Option<Comparison>,
    files: &mut Vec<FileNumber>,
) -> LastYear {
    let before = year.saturating_sub(1);
    let folder = format!("data/{}", unit.folder);
    let restated = written.map(|written| YearFile::Comparison(Box::new(written)));
    match read {
        Ok(read) => {
            let Some((number, last)) = read else { return LastYear::default() };
            files.push(number);
            match restated {
                Some(YearFile::Comparison(written)) if !unit.members.is_empty() => {
                    reading.problem(
                        Problem::error(
                            "prior-twice",
                            format!("上年数写了两处：[prior] 和 {before}.toml"),
                        )
                        .at(written.place, "请删去这张表")
                        .help(format!("汇总的部门有 {before}.toml 时，上年数从该文件和所属单位取")),
                    );
                    LastYear { compared: Some(last), as_published: None }
                }
                Some(restated) => LastYear { compared: Some(restated), as_published: Some(last) },
                None => LastYear { compared: Some(last), as_published: None },
            }
        }
        Err(FileError::Unreadable) => LastYear::default(),
        Err(FileError::Missing) => {
            if restated.is_none() && unit.established != Some(year) && unit.members.is_empty() {
                let help = format!(
                    "请建立 {folder}/{before}.toml（只供比较的写 comparison-only = true），\
                     或在 {year}.toml 中写 [prior]；本年新设立的单位在 unit.toml 中写 established = {year}"
                );
                let missing = file::missing(reading, &format!("{folder}/{before}.toml"));
                let headline = format!("没有 {before} 年的数，无法与上年比较");
                let problem = Problem { id: "missing-last-year", headline, ..missing };
                reading.problem(problem.at(unit.place, "").help(help));
            }
            LastYear { compared: restated, as_published: None }
        }
    }
}
