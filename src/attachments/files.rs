//! A clean report → its data files, under the program's own names; `docs/data.md` says how to put them into a project.

use std::collections::{BTreeMap, BTreeSet};

use crate::attachments::clean::numbered;
use crate::model::codes::{codes_of_file, codes_of_report, codes_of_year, names_of};
use crate::model::report::{Report, YearFile};
use crate::write::{comparison_file, evaluation_file, unit_file, year_file};

/// The name of the facts, which are attached as well.
pub(crate) const FACTS: &str = "facts.json";

/// A data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DataFile {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// The files of a clean report, as it says them: the unit's, this year's, those before, evaluations, members'.
pub(super) fn files(report: &Report) -> Vec<DataFile> {
    let used = codes_of_report(report);
    let listed = report.names.keys().map(String::as_str).filter(|code| !used.contains(code));
    let mut files = of_unit(report, &report.names, listed.collect(), "", "");
    let year = report.year.year;
    for (index, evaluation) in report.year.evaluations.iter().enumerate() {
        let number = numbered(index, report.year.evaluations.len());
        files.push(DataFile {
            name: format!("{year}-{number}.toml"),
            description: format!("项目绩效自评报告 {number}"),
            bytes: evaluation_file(evaluation).into_bytes(),
        });
    }
    for (index, member) in report.members.iter().enumerate() {
        let number = numbered(index, report.members.len());
        let what = format!("所属单位 {number}：");
        let before = format!("{number}-");
        files.extend(of_unit(&member.report, &report.names, BTreeSet::new(), &before, &what));
    }
    files
}

/// The unit and its years, each name and description with something before it; `listed` are codes that this year's file
/// names though no row has them.
fn of_unit(
    report: &Report,
    names: &BTreeMap<String, String>,
    listed: BTreeSet<&str>,
    before: &str,
    what: &str,
) -> Vec<DataFile> {
    let year = report.year.year;
    let own_codes = codes_of_year(&report.year).union(&listed).copied().collect();
    let own_names = names_of(names, &own_codes);
    let mut files = vec![
        DataFile {
            name: format!("{before}unit.toml"),
            description: format!("{what}单位"),
            bytes: unit_file(&report.unit).into_bytes(),
        },
        DataFile {
            name: format!("{before}{year}.toml"),
            description: format!("{what}{year} 年度的数据"),
            bytes: year_file(&report.year, &own_names).into_bytes(),
        },
    ];
    let last = report.last_year.iter().map(|last| (year.saturating_sub(1), last));
    let earlier = report.earlier.iter().rev().map(|earlier| (earlier.year, &earlier.figures));
    for (year, file) in last.chain(earlier) {
        let names = names_of(names, &codes_of_file(file));
        let text = match file {
            YearFile::Report(report) => year_file(report, &names),
            YearFile::Comparison(comparison) => comparison_file(year, comparison, &names),
        };
        files.push(DataFile {
            name: format!("{before}{year}.toml"),
            description: format!("{what}{year} 年度的数据，供比较"),
            bytes: text.into_bytes(),
        });
    }
    files
}
