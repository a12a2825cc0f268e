//! `budget`: the year's budget.

use crate::fields::year::budget as of;
use crate::model::budget::BudgetRow;
use crate::write::fields::Fields;
use crate::write::fund;

/// The rows of the budget.
pub(super) fn rows(rows: &[BudgetRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let BudgetRow { place: _, code, fund, initial, full_year } = row;
        Fields::default()
            .word(&of::CODE, code.value.as_str())
            .words(&of::FUND, fund::unless_general(*fund))
            .written_money(&of::INITIAL, *initial)
            .written_money(&of::FULL_YEAR, *full_year)
    });
    rows.collect()
}
