//! A department's report → the same report with its members' figures added and what they paid each other cancelled out.
//!
//! Every struct is taken apart by name and without `..`, so that a new field does not compile until it is said whether it
//! is added, kept from the department's own file or left out.

mod disclosures;
pub mod gaps;
mod last_year;
mod parts;
pub mod repeated;
mod rows;
mod tables;
mod transfers;

use std::mem::replace;

use crate::model::department::Transfers;
use crate::model::report::{Own, Report, YearReport};
use crate::problem::Problem;
use parts::Parts;
use transfers::Cancelled;

/// Adds the members' figures to a department's own, this year's and last year's; a unit's report stays as it is.
/// Words stay the department's. Restated figures of last year are completed first. Also what cannot be added up.
pub fn consolidate(mut report: Report) -> (Report, Vec<Problem>) {
    last_year::complete(&mut report);
    for member in &mut report.members {
        last_year::complete(&mut member.report);
    }
    if report.members.is_empty() {
        return (report, Vec::new());
    }
    let mut problems = Vec::new();
    let last_year = last_year::last_year(&report, &mut problems);
    let (year, transfers) = add_up(&Parts::of(&report), &mut problems);
    report.transfers = transfers;
    report.own = Some(Box::new(Own {
        year: replace(&mut report.year, year),
        last_year: replace(&mut report.last_year, last_year),
    }));
    (report, problems)
}

/// The year of all parts together, with the words of the first; and what they paid each other.
fn add_up(parts: &Parts<'_>, problems: &mut Vec<Problem>) -> (YearReport, Transfers) {
    let Cancelled { income, expenditure, transfers } = transfers::cancel(parts, problems);
    let YearReport {
        place,
        year,
        // A department's accounts are approved and published as one, on days of their own.
        published,
        approved,
        rounded_to: _,
        // Duties are the department's; its units are listed from `members`.
        profile,
        income: _,
        expenditure: _,
        economic: _,
        carry_over: _,
        budget: _,
        three_public: _,
        operating_expense: _,
        procurement: _,
        assets: _,
        // A department reports on the projects that it evaluates itself; scores and grades of units make no sum.
        performance,
        reasons,
        // A department's own form prints the department's.
        extra,
        // Read before and now in `last_year`.
        prior,
        // The reports of its own folder; those of a unit are in the unit's report.
        evaluations,
        // What the accounts system printed of the department as a whole: sums are held against it.
        control,
        // What the units paid to and got from others, which only the department's file says.
        outside,
        // A correction is of this report.
        corrections,
        // An acceptance is of this report's findings.
        accepted,
    } = parts.own.year.clone();
    let rounded = parts.years().filter_map(|year| year.rounded_to);
    let all = YearReport {
        place,
        year,
        published,
        approved,
        // The coarsest; how many amounts of which part were rounded is known of the parts.
        rounded_to: rounded.max_by_key(|unit| unit.value),
        profile,
        income: rows::income(income),
        expenditure: rows::expenditure(expenditure),
        economic: rows::economic(parts),
        carry_over: rows::carry_over(parts),
        budget: rows::budget(parts),
        three_public: disclosures::three_public(parts),
        operating_expense: disclosures::operating_expense(parts),
        procurement: disclosures::procurement(parts),
        assets: disclosures::assets(parts),
        performance,
        reasons,
        extra,
        prior,
        evaluations,
        control,
        outside,
        corrections,
        accepted,
    };
    (all, transfers)
}
