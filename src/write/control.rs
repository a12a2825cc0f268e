//! `[control]`: totals of the accounts system.

use crate::model::control::{Control, ControlRow};
use crate::write::fields::Fields;

/// The table.
pub(super) fn fields(control: &Control) -> Fields {
    let Control { place: _, totals, counts, rows } = control;
    let fields = totals.iter().fold(Fields::default(), |fields, (total, amount)| {
        fields.amount(total.key(), amount.value)
    });
    let fields = counts
        .iter()
        .fold(fields, |fields, (count, number)| fields.number(count.key(), number.value));
    fields.rows("rows", rows.iter().map(row).collect())
}

/// The totals of one code.
fn row(row: &ControlRow) -> Fields {
    let ControlRow { place: _, code, income, expenditure, basic, project } = row;
    Fields::default()
        .word("code", &code.value)
        .written_money("income", *income)
        .written_money("expenditure", *expenditure)
        .written_money("basic", *basic)
        .written_money("project", *project)
}
