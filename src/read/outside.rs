//! `outside`: a department's payments with units outside it.

use crate::fields::year::{outside, per_payment, year};
use crate::model::department::OutsideRow;
use crate::model::place::Located;
use crate::tables::Table;

/// The rows; none where all such payments are within the department.
pub(super) fn rows(table: &Table<'_>) -> Vec<OutsideRow> {
    let mut rows = Vec::new();
    for row in table.rows(&year::OUTSIDE) {
        let unit: Located<String> = row.required_string(&outside::UNIT);
        let code = row.item(&outside::CODE);
        let payments = per_payment().map(|_, field| row.money(field).value);
        row.finish();
        rows.push(OutsideRow { place: row.place, unit, code, payments });
    }
    rows
}
