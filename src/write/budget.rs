//! `budget`: the year's budget.

use crate::model::budget::BudgetRow;
use crate::write::fields::Fields;
use crate::write::fund;

/// The rows of the budget.
pub(super) fn rows(rows: &[BudgetRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let BudgetRow { place: _, code, fund, initial, full_year } = row;
        Fields::default()
            .word("code", code.value.as_str())
            .words("fund", fund::unless_general(*fund))
            .written_money("initial", *initial)
            .written_money("full-year", *full_year)
    });
    rows.collect()
}
