//! `expenditure` and `economic`: what the money was spent on.

use crate::fields::comparison::prior;
use crate::fields::expenditure as fields;
use crate::fields::year::year;
use crate::model::amount::Money;
use crate::model::code::{EconomicCode, FunctionCode, ItemCode};
use crate::model::expenditure::{ComparisonExpenditureRow, EconomicRow, ExpenditureRow};
use crate::model::fund::Fund;
use crate::problem::Problem;
use crate::tables::Table;
use crate::tables::code::{duplicates, duplicates_of_fund};

/// The rows of expenditure of a full report.
pub(super) fn rows(table: &Table<'_>) -> Vec<ExpenditureRow> {
    let mut rows = Vec::new();
    for row in table.rows(&year::EXPENDITURE) {
        let code = row.item(&fields::expenditure::CODE);
        let fund = row.fund(&fields::expenditure::FUND);
        let natures = fields::per_nature().map(|_, field| row.money(field));
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
    for row in table.rows(&prior::EXPENDITURE) {
        let code = row.function(&fields::compared::CODE);
        let fund = row.fund(&fields::compared::FUND);
        let whole = row.optional_money(&fields::compared::AMOUNT);
        let parts = fields::per_nature().map(|_, field| row.optional_money(field));
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
    for row in table.rows(&year::ECONOMIC) {
        let code = row.economic(&fields::economic::CODE);
        let basic = row.money(&fields::economic::BASIC);
        let project = row.money(&fields::economic::PROJECT);
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
