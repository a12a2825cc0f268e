//! `budget`: the year's initial budget.

use crate::fields::year::budget as of;
use crate::model::budget::BudgetRow;
use crate::write::fields::Fields;
use crate::write::fund;

/// The rows of the budget.
pub(super) fn rows(rows: &[BudgetRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let BudgetRow { place: _, code, fund, initial } = row;
        Fields::default()
            .word(&of::CODE, code.value.as_str())
            .words(&of::FUND, fund::unless_general(*fund))
            .amount(&of::INITIAL, initial.value)
    });
    rows.collect()
}
