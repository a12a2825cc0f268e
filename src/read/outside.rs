//! `outside`: a department's payments with units outside it.

use crate::model::department::{OutsideRow, PerPayment};
use crate::model::place::Located;
use crate::tables::Table;
use crate::tables::number::Sign;

/// The rows; none where all such payments are within the department.
pub(super) fn rows(table: &Table<'_>) -> Vec<OutsideRow> {
    let mut rows = Vec::new();
    for row in table.rows("outside") {
        let unit: Located<String> = row.required_string("unit", "school");
        let code = row.optional_item();
        let payments = PerPayment::of(|kind| row.money(kind.key(), Sign::Positive).value);
        row.finish();
        rows.push(OutsideRow { place: row.place, unit, code, payments });
    }
    rows
}
