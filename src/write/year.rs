//! A year's data file.

use std::collections::BTreeMap;

use crate::fields::year::year as of;
use crate::model::report::YearReport;
use crate::write::fields::Fields;
use crate::write::file::File;
use crate::write::{
    acceptance, budget, carry_over, comparison, control, correction, expenditure, extra, income,
    names, outside, performance, reasons, resources, three_public, unit,
};

/// The file of a year, with the names of codes that the catalogue lacks.
pub fn year_file(report: &YearReport, code_names: &BTreeMap<String, String>) -> String {
    let YearReport {
        place: _,
        year,
        published,
        approved,
        rounded_to,
        profile,
        income: came,
        expenditure: went,
        economic,
        carry_over: carried,
        budget: budgeted,
        three_public: three,
        operating_expense,
        procurement,
        assets,
        performance: performed,
        reasons: told,
        extra: own,
        prior,
        // Each has a file of its own.
        evaluations: _,
        control: totals,
        outside: paid,
        corrections,
        accepted,
    } = report;
    let top = Fields::default()
        .number(&of::YEAR, *year)
        .date(&of::PUBLISHED, *published)
        .date(&of::APPROVED, *approved);
    let top = match rounded_to {
        Some(unit) => top.number(&of::ROUNDED_TO, unit.value),
        None => top,
    };
    let top = top
        .written_money(&of::OPERATING_EXPENSE, *operating_expense)
        .all_rows(&of::INCOME, income::rows(came))
        .all_rows(&of::EXPENDITURE, expenditure::rows(went))
        .all_rows(&of::ECONOMIC, expenditure::economic(economic))
        .rows(&of::BUDGET, budget::rows(budgeted))
        .rows(&of::OUTSIDE, outside::rows(paid));
    File::new(top)
        .with(|file| unit::profile(file, profile))
        .table(&[&of::NAMES], names::fields(code_names))
        .table(&[&of::CARRY_OVER], carry_over::fields(carried))
        .with(|file| three_public::tables(file, three))
        .with(|file| resources::procurement(file, procurement))
        .with(|file| resources::assets(file, assets))
        .with(|file| match performed {
            Some(performed) => performance::tables(file, performed),
            None => file,
        })
        .table(&[&of::REASONS], reasons::fields(told))
        .with(|file| extra::tables(file, own))
        .with(|file| match totals {
            Some(totals) => file.whole_table(&[&of::CONTROL], control::fields(totals)),
            None => file,
        })
        .with(|file| match prior {
            Some(prior) => comparison::prior(file, prior),
            None => file,
        })
        .with(|file| correction::tables(file, corrections))
        .with(|file| acceptance::tables(file, accepted))
        .into_text()
}
