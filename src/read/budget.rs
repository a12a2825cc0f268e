//! `budget`: the year's initial budget.

use crate::model::budget::BudgetRow;
use crate::model::fund::Fund;
use crate::read::code::duplicates;
use crate::read::number::Sign;
use crate::read::table::Table;

/// The rows of the budget.
pub(super) fn rows(table: &Table<'_>) -> Vec<BudgetRow> {
    let mut rows = Vec::new();
    for row in table.rows("budget") {
        let code = row.function();
        let fund = row.fund(Some(Fund::General));
        let initial = row.required_money("initial", Sign::Positive);
        row.finish();
        if let (Some(code), Some(fund)) = (code, fund) {
            rows.push(BudgetRow { place: row.place, code, fund: fund.value, initial });
        }
    }
    duplicates(
        table,
        &rows,
        |row| {
            let shown = format!("{}（{}）", row.code.value.as_str(), row.fund.term());
            ((row.code.value.clone(), row.fund), row.code.place, shown)
        },
        |one, other| one.1 == other.1 && one.0.overlaps(&other.0),
    );
    rows
}
