//! `outside`: a department's payments with units outside it.

use crate::fields::year as of;
use crate::model::department::OutsideRow;
use crate::write::fields::Fields;

/// The rows.
pub(super) fn rows(rows: &[OutsideRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let OutsideRow { place: _, unit, code, payments } = row;
        let code = code.as_ref().map_or("", |code| code.value.as_str());
        let fields =
            Fields::default().word(&of::outside::UNIT, &unit.value).words(&of::outside::CODE, code);
        let paid = payments.iter().filter(|(_, amount)| !amount.is_zero());
        paid.fold(fields, |fields, (kind, amount)| fields.amount(&of::per_payment()[kind], *amount))
    });
    rows.collect()
}
