//! `budget`: the year's initial budget.

use crate::model::budget::BudgetRow;
use crate::write::fields::Fields;
use crate::write::fund;

/// The rows of the budget.
pub(super) fn rows(rows: &[BudgetRow]) -> Vec<Fields> {
    let rows = rows.iter().map(|row| {
        let BudgetRow { place: _, code, fund, initial } = row;
        Fields::default()
            .word("code", code.value.as_str())
            .words("fund", fund::unless_general(*fund))
            .amount("initial", initial.value)
    });
    rows.collect()
}
