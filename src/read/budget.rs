//! `budget`: the year's budget.

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
        let full_year = row.optional_money(&budget::FULL_YEAR);
        let initial = match full_year {
            Some(_) => row.optional_money(&budget::INITIAL),
            None => Some(row.required_money(&budget::INITIAL)),
        };
        row.finish();
        if let Some(fund) = fund.filter(|fund| fund.value == Fund::NonFiscal) {
            row.reading.problem(
                Problem::error("wrong-level", "非财政拨款的预算不在报告中使用")
                    .at(fund.place, "不会印出")
                    .help("报告只比较财政拨款的预算；请删去这一行"),
            );
        }
        if let (Some(code), Some(fund)) = (code, fund) {
            rows.push(BudgetRow { place: row.place, code, fund: fund.value, initial, full_year });
        }
    }
    let codes = rows.iter().map(|row| (&row.code, row.fund));
    duplicates_of_fund(table, codes, FunctionCode::as_str, FunctionCode::overlaps);
    without_initial(table, &rows);
    rows
}

/// Reports the rows without an initial budget where others of the same fund have one: whether nothing was budgeted or the
/// figure was forgotten is not to be guessed.
fn without_initial(table: &Table<'_>, rows: &[BudgetRow]) {
    for row in rows.iter().filter(|row| row.initial.is_none()) {
        let other = rows.iter().find(|other| other.fund == row.fund && other.initial.is_some());
        if let Some(other) = other {
            table.reading.problem(
                Problem::error(
                    "missing-initial",
                    format!("{} 没有写年初预算，同一资金别的科目写了", row.code.value.as_str()),
                )
                .at(row.place, "没有 initial")
                .at(other.place, "写了 initial")
                .help("请写 initial；年初没有安排的写 initial = 0"),
            );
        }
    }
}
