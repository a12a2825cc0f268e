//! `budget`: the year's initial budget.

use crate::fields::year::{budget, year};
use crate::model::budget::BudgetRow;
use crate::model::code::FunctionCode;
use crate::model::fund::Fund;
use crate::problem::Problem;
use crate::tables::Table;
use crate::tables::code::duplicates_of_fund;

/// The rows of the budget.
pub(super) fn rows(table: &Table<'_>) -> Vec<BudgetRow> {
    let mut rows = Vec::new();
    for row in table.rows(&year::BUDGET) {
        let code = row.function(&budget::CODE);
        let fund = row.fund(&budget::FUND);
        let initial = row.required_money(&budget::INITIAL);
        row.finish();
        if let Some(fund) = fund.filter(|fund| fund.value == Fund::NonFiscal) {
            row.reading.problem(
                Problem::error("wrong-level", "非财政拨款的预算不在报告中使用")
                    .at(fund.place, "不会印出")
                    .help("报告只比较财政拨款的年初预算；请删去这一行"),
            );
        }
        if let (Some(code), Some(fund)) = (code, fund) {
            rows.push(BudgetRow { place: row.place, code, fund: fund.value, initial });
        }
    }
    let codes = rows.iter().map(|row| (&row.code, row.fund));
    duplicates_of_fund(table, codes, FunctionCode::as_str, FunctionCode::overlaps);
    rows
}
