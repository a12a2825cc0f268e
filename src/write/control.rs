//! `[control]`: totals of the accounts system.

use crate::fields::control as of;
use crate::model::control::{Control, ControlRow};
use crate::write::fields::Fields;

/// The table.
pub(super) fn fields(control: &Control) -> Fields {
    let Control { place: _, totals, counts, rows } = control;
    let fields = totals.iter().fold(Fields::default(), |fields, (total, amount)| {
        fields.amount(&of::per_total()[*total], amount.value)
    });
    let fields = counts.iter().fold(fields, |fields, (count, number)| {
        fields.number(&of::per_count()[*count], number.value)
    });
    fields.rows(&of::control::ROWS, rows.iter().map(row).collect())
}

/// The totals of one code.
fn row(row: &ControlRow) -> Fields {
    let ControlRow { place: _, code, income, expenditure, basic, project } = row;
    Fields::default()
        .word(&of::row::CODE, code.value.as_str())
        .written_money(&of::row::INCOME, *income)
        .written_money(&of::row::EXPENDITURE, *expenditure)
        .written_money(&of::row::BASIC, *basic)
        .written_money(&of::row::PROJECT, *project)
}
