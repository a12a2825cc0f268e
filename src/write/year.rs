//! A year's data file.

use std::collections::BTreeMap;

use crate::model::report::YearReport;
use crate::write::fields::Fields;
use crate::write::file::File;
use crate::write::{
    acceptance, budget, carry_over, comparison, control, expenditure, extra, income, outside,
    performance, reasons, resources, three_public, unit,
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
        accepted,
    } = report;
    let top = Fields::default()
        .number("year", *year)
        .date("published", *published)
        .date("approved", *approved);
    let top = match rounded_to {
        Some(unit) => top.number("rounded-to", unit.value),
        None => top,
    };
    let top = top
        .written_money("operating-expense", *operating_expense)
        .all_rows("income", income::rows(came))
        .all_rows("expenditure", expenditure::rows(went))
        .all_rows("economic", expenditure::economic(economic))
        .rows("budget", budget::rows(budgeted))
        .rows("outside", outside::rows(paid));
    File::new(top)
        .with(|file| unit::profile(file, profile))
        .table("names", names(code_names))
        .table("carry-over", carry_over::fields(carried))
        .with(|file| three_public::tables(file, three))
        .with(|file| resources::procurement(file, procurement))
        .with(|file| resources::assets(file, assets))
        .with(|file| match performed {
            Some(performed) => performance::tables(file, performed),
            None => file,
        })
        .table("reasons", reasons::fields(told))
        .with(|file| extra::tables(file, own))
        .with(|file| match totals {
            Some(totals) => file.whole_table("control", control::fields(totals)),
            None => file,
        })
        .with(|file| match prior {
            Some(prior) => comparison::prior(file, prior),
            None => file,
        })
        .with(|file| acceptance::tables(file, accepted))
        .into_text()
}

/// `[names]`: names of codes that the catalogue lacks.
pub(super) fn names(names: &BTreeMap<String, String>) -> Fields {
    names.iter().fold(Fields::default(), |fields, (code, name)| fields.word(code, name))
}
