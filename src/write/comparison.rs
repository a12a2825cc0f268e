//! A year that only comparisons need: a file of its own, or `[prior]`.

use std::collections::BTreeMap;

use crate::fields::comparison as of;
use crate::fields::field::Field;
use crate::fields::year::year as top;
use crate::model::amount::Money;
use crate::model::comparison::Comparison;
use crate::model::place::Located;
use crate::model::three_public::PerItem;
use crate::write::fields::Fields;
use crate::write::file::File;
use crate::write::{carry_over, expenditure, income, names as code_names};

/// The file of a year, with the names of codes that the catalogue lacks.
pub fn comparison_file(
    year: u16,
    comparison: &Comparison,
    names: &BTreeMap<String, String>,
) -> String {
    let top =
        Fields::default().number(&of::file::YEAR, year).flag(&of::file::COMPARISON_ONLY, true);
    File::new(rows(top, comparison))
        .table(&[&of::file::NAMES], code_names::fields(names))
        .with(|file| tables(file, &[], comparison))
        .into_text()
}

/// `[prior]` of the year after.
pub(super) fn prior(file: File, comparison: &Comparison) -> File {
    let file = file.whole_table(&[&top::PRIOR], rows(Fields::default(), comparison));
    tables(file, &[&top::PRIOR], comparison)
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
        .text(&of::prior::RESTATED, restated.as_ref())
        .written_money(&of::prior::OPERATING_EXPENSE, *operating_expense)
        .all_rows(&of::prior::INCOME, income::rows(came))
        .all_rows(&of::prior::EXPENDITURE, expenditure::comparison_rows(went))
}

/// The tables, each below some others.
fn tables(file: File, above: &[&'static Field], comparison: &Comparison) -> File {
    let file = file.table(
        &[above, &[&of::prior::CARRY_OVER]].concat(),
        carry_over::fields(&comparison.carry_over),
    );
    match &comparison.three_public {
        Some(items) => {
            file.whole_table(&[above, &[&of::prior::THREE_PUBLIC]].concat(), three_public(items))
        }
        None => file,
    }
}

/// “三公” expense.
fn three_public(items: &PerItem<Located<Money>>) -> Fields {
    let amounts = items.iter().map(|(item, amount)| (&of::per_item()[item], amount.value));
    amounts.fold(Fields::default(), |fields, (field, amount)| fields.amount(field, amount))
}
