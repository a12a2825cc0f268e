//! `outside`: a department's payments with units outside it.

use crate::model::amount::Money;
use crate::model::department::{OutsideRow, Payments};
use crate::write::fields::Fields;

/// The rows.
pub(super) fn rows(rows: &[OutsideRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let OutsideRow { place: _, unit, code, payments } = row;
        let Payments { superior, affiliate, to_superior, to_affiliate } = payments;
        let paid = [
            ("superior", superior),
            ("affiliate", affiliate),
            ("to-superior", to_superior),
            ("to-affiliate", to_affiliate),
        ];
        let code = code.as_ref().map_or("", |code| code.value.as_str());
        let fields = Fields::default().word("unit", &unit.value).words("code", code);
        paid.into_iter()
            .filter(|(_, amount)| !Money::is_zero(**amount))
            .fold(fields, |fields, (key, amount)| fields.amount(key, *amount))
    });
    rows.collect()
}
