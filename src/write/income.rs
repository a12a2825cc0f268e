//! `income`: income by code and source.

use std::fmt::Display;

use crate::model::income::{IncomeRow, Sources};
use crate::write::fields::Fields;

/// The rows.
pub(super) fn rows<C: Display>(rows: &[IncomeRow<C>]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let IncomeRow { place: _, code, sources } = row;
        let Sources {
            general,
            government_fund,
            state_capital,
            superior,
            business,
            operating,
            affiliate,
            other,
        } = sources;
        Fields::default()
            .word("code", &code.value.to_string())
            .money("general", *general)
            .money("government-fund", *government_fund)
            .money("state-capital", *state_capital)
            .money("superior", *superior)
            .money("business", *business)
            .money("operating", *operating)
            .money("affiliate", *affiliate)
            .money("other", *other)
    });
    rows.collect()
}
