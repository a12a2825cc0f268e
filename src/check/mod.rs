//! `Report` + `Figures` → what contradicts itself, so that no wrong total is published.

mod closing_balance;
mod economic_total;
mod opening_balance;
mod operating_expense;
mod procurement_parts;
mod reception_parts;
mod unused_reason;

use crate::figures::Figures;
use crate::model::report::Report;
use crate::problem::Problem;

/// A rule: what it finds in a report.
type Rule = fn(&Report, &Figures) -> Vec<Problem>;

/// All rules, in the order in which their findings are shown.
const RULES: [Rule; 7] = [
    economic_total::rule,
    closing_balance::rule,
    opening_balance::rule,
    operating_expense::rule,
    procurement_parts::rule,
    reception_parts::rule,
    unused_reason::rule,
];

/// Runs every rule.
pub fn check(report: &Report, figures: &Figures) -> Vec<Problem> {
    RULES.iter().flat_map(|rule| rule(report, figures)).collect()
}
