//! A year that only comparisons need: a file of its own, or `[prior]`.

use std::collections::BTreeMap;

use crate::model::amount::Money;
use crate::model::comparison::Comparison;
use crate::model::place::Located;
use crate::model::three_public::Items;
use crate::write::fields::Fields;
use crate::write::file::File;
use crate::write::{carry_over, expenditure, income, year};

/// The file of a year, with the names of codes that the catalogue lacks.
pub fn comparison_file(
    year: u16,
    comparison: &Comparison,
    names: &BTreeMap<String, String>,
) -> String {
    let top = Fields::default().number("year", year).flag("comparison-only", true);
    File::new(rows(top, comparison))
        .table("names", year::names(names))
        .with(|file| tables(file, "", comparison))
        .into_text()
}

/// `[prior]` of the year after.
pub(super) fn prior(file: File, comparison: &Comparison) -> File {
    let file = file.whole_table("prior", rows(Fields::default(), comparison));
    tables(file, "prior.", comparison)
}

/// The keys before the first table.
fn rows(fields: Fields, comparison: &Comparison) -> Fields {
    let Comparison {
        place: _,
        income: came,
        expenditure: went,
        // These stand in tables of their own.
        carry_over: _,
        three_public: _,
        restated,
        operating_expense,
    } = comparison;
    fields
        .text("restated", restated.as_ref())
        .written_money("operating-expense", *operating_expense)
        .all_rows("income", income::rows(came))
        .all_rows("expenditure", expenditure::comparison_rows(went))
}

/// The tables, each name with something before it.
fn tables(file: File, before: &str, comparison: &Comparison) -> File {
    let file =
        file.table(&format!("{before}carry-over"), carry_over::fields(&comparison.carry_over));
    match &comparison.three_public {
        Some(items) => file.whole_table(&format!("{before}three-public"), three_public(items)),
        None => file,
    }
}

/// “三公” expense.
fn three_public(items: &Items<Located<Money>>) -> Fields {
    let Items { abroad, vehicle_purchase, vehicle_operation, reception } = items;
    Fields::default()
        .amount("abroad", abroad.value)
        .amount("vehicle-purchase", vehicle_purchase.value)
        .amount("vehicle-operation", vehicle_operation.value)
        .amount("reception", reception.value)
}
