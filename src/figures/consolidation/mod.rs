//! A department's report → the same report with its members' figures added and what they paid each other cancelled out.

mod disclosures;
mod last_year;
mod parts;
mod rows;
mod transfers;

use std::mem::replace;

use crate::model::department::Transfers;
use crate::model::report::{Own, Report, YearReport};
use crate::problem::Problem;
use parts::{Part, Parts};

/// Adds the members' figures to a department's own, this year's and last year's; a unit's report stays as it is.
/// Words stay the department's. Also what cannot be added up.
pub fn consolidate(mut report: Report) -> (Report, Vec<Problem>) {
    if report.members.is_empty() {
        return (report, Vec::new());
    }
    let mut problems = Vec::new();
    let last_year = last_year::last_year(&report, &mut problems);
    let (folder, nature) = (report.unit.folder.as_str(), report.unit.nature);
    let own = Part { folder, year: &report.year, nature };
    let others = report.members.iter().map(|member| {
        let unit = &member.report.unit;
        Part { folder: &unit.folder, year: &member.report.year, nature: unit.nature }
    });
    let (year, transfers) = add_up(&Parts { own, others: others.collect() }, &mut problems);
    report.transfers = transfers;
    report.own = Some(Box::new(Own {
        year: replace(&mut report.year, year),
        last_year: replace(&mut report.last_year, last_year),
    }));
    (report, problems)
}

/// The year of all parts together, with the words of the first; and what they paid each other.
fn add_up(parts: &Parts<'_>, problems: &mut Vec<Problem>) -> (YearReport, Transfers) {
    let cancelled = transfers::cancel(parts, problems);
    let rounded = parts.years().filter_map(|year| year.rounded_to);
    let year = YearReport {
        income: rows::income(cancelled.income),
        expenditure: rows::expenditure(cancelled.expenditure),
        economic: rows::economic(parts),
        budget: rows::budget(parts),
        carry_over: rows::carry_over(parts),
        three_public: disclosures::three_public(parts),
        operating_expense: disclosures::operating_expense(parts),
        procurement: disclosures::procurement(parts),
        assets: disclosures::assets(parts),
        rounded_to: rounded.max_by_key(|unit| unit.value),
        ..parts.own.year.clone()
    };
    (year, cancelled.transfers)
}
