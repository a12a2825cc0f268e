//! `expenditure` and `economic`: what the money was spent on.

use crate::model::amount::Money;
use crate::model::code::{EconomicCode, FunctionCode, ItemCode};
use crate::model::expenditure::{
    ComparisonExpenditureRow, EconomicRow, ExpenditureRow, PerSpending,
};
use crate::model::fund::Fund;
use crate::problem::Problem;
use crate::tables::Table;
use crate::tables::code::{duplicates, duplicates_of_fund};
use crate::tables::number::Sign;

/// The rows of expenditure of a full report.
pub(super) fn rows(table: &Table<'_>) -> Vec<ExpenditureRow> {
    let mut rows = Vec::new();
    for row in table.rows("expenditure") {
        let code = row.item();
        let fund = row.fund(None);
        let natures: PerSpending<_> = PerSpending::of(|nature| row.money(nature.key(), Sign::Any));
        row.finish();
        let Some(fund) = fund else { continue };
        if fund.value != Fund::NonFiscal {
            for (nature, amount) in natures.iter() {
                if !nature.may_be_fiscal() && !amount.value.is_zero() {
                    let headline = format!(
                        "{} 只能用非财政拨款安排，本行资金是{}",
                        row.path(nature.key()),
                        fund.value.term()
                    );
                    row.reading.problem(
                        Problem::error("not-from-this-fund", headline)
                            .at(amount.place, "财政拨款没有这种支出")
                            .help("请另起一行写 fund = \"non-fiscal\""),
                    );
                }
            }
        }
        if let Some(code) = code {
            rows.push(ExpenditureRow { place: row.place, code, fund: fund.value, natures });
        }
    }
    let codes = rows.iter().map(|row| (&row.code, row.fund));
    duplicates_of_fund(table, codes, ItemCode::as_str, PartialEq::eq);
    rows
}

/// The rows of expenditure of a comparison, at any level of code.
pub(super) fn comparison_rows(table: &Table<'_>) -> Vec<ComparisonExpenditureRow> {
    let mut rows = Vec::new();
    for row in table.rows("expenditure") {
        let code = row.function();
        let fund = row.fund(None);
        let whole = row.optional_money("amount", Sign::Any);
        let parts: PerSpending<_> =
            PerSpending::of(|nature| row.optional_money(nature.key(), Sign::Any));
        row.finish();
        if let (Some(whole), Some(part)) = (whole, parts.values().iter().flatten().next()) {
            row.reading.problem(
                Problem::error("amount-twice", "同一行既写了合计 amount，又写了其中的分项")
                    .at(part.place, "分项")
                    .at(whole.place, "合计")
                    .help("分项齐全的，请删去 amount，由程序相加；否则只留 amount"),
            );
        }
        let natures = parts.map(|_, part| part.unwrap_or_else(|| row.absent(Money::ZERO)));
        let sum = || natures.values().iter().map(|part| part.value).sum();
        let amount = whole.map_or_else(sum, |whole| whole.value);
        let natures = whole.is_none().then_some(natures);
        if let (Some(code), Some(fund)) = (code, fund) {
            let place = row.place;
            rows.push(ComparisonExpenditureRow { place, code, fund: fund.value, natures, amount });
        }
    }
    let codes = rows.iter().map(|row| (&row.code, row.fund));
    duplicates_of_fund(table, codes, FunctionCode::as_str, FunctionCode::overlaps);
    rows
}

/// The rows of general-public-budget expenditure by economic section.
pub(super) fn economic(table: &Table<'_>) -> Vec<EconomicRow> {
    let mut rows = Vec::new();
    for row in table.rows("economic") {
        let code = row.economic();
        let basic = row.money("basic", Sign::Any);
        let project = row.money("project", Sign::Any);
        row.finish();
        if let Some(code) = code {
            rows.push(EconomicRow { place: row.place, code, basic, project });
        }
    }
    duplicates(
        table,
        &rows,
        |row| (row.code.value.clone(), row.code.place, row.code.value.to_string()),
        EconomicCode::clone,
        PartialEq::eq,
    );
    rows
}
