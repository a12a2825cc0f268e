//! `outside`: a department's payments with units outside it.

use crate::fields::year::{outside, year};
use crate::model::department::{OutsideRow, Payments};
use crate::model::place::Located;
use crate::tables::Table;

/// The rows; none where all such payments are within the department.
pub(super) fn rows(table: &Table<'_>) -> Vec<OutsideRow> {
    let mut rows = Vec::new();
    for row in table.rows(&year::OUTSIDE) {
        let unit: Located<String> = row.required_string(&outside::UNIT);
        let code = row.item(&outside::CODE);
        let payments = Payments {
            superior: row.money(&outside::SUPERIOR).value,
            affiliate: row.money(&outside::AFFILIATE).value,
            to_superior: row.money(&outside::TO_SUPERIOR).value,
            to_affiliate: row.money(&outside::TO_AFFILIATE).value,
        };
        row.finish();
        rows.push(OutsideRow { place: row.place, unit, code, payments });
    }
    rows
}
