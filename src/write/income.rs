//! `income`: income by code and source.

use std::fmt::Display;

use crate::fields::income as of;
use crate::model::income::IncomeRow;
use crate::write::fields::Fields;

/// The rows.
pub(super) fn rows<C: Display>(rows: &[IncomeRow<C>]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let IncomeRow { place: _, code, sources } = row;
        let fields = Fields::default().word(&of::income::CODE, &code.value.to_string());
        let amounts = sources.iter();
        amounts.fold(fields, |fields, (source, amount)| {
            fields.money(&of::per_source()[source], *amount)
        })
    });
    rows.collect()
}
