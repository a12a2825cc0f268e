//! `[reasons]`: reasons and uses.

use crate::fields::reasons::{account, per_sum, reasons as fields};
use crate::fields::year::year;
use crate::model::code::FunctionCode;
use crate::model::reasons::{AccountReason, Reasons};
use crate::tables::Table;
use crate::tables::code::duplicates_of_fund;

/// The table; no reasons when it is left out.
pub(super) fn table(parent: &Table<'_>) -> Reasons {
    let Some(table) = parent.table(&year::REASONS) else { return Reasons::default() };
    let reasons =
        Reasons { sums: per_sum().map(|_, field| table.text(field)), accounts: accounts(&table) };
    table.finish();
    reasons
}

/// Uses and reasons of single codes.
fn accounts(table: &Table<'_>) -> Vec<AccountReason> {
    let mut rows = Vec::new();
    for row in table.rows(&fields::ACCOUNTS) {
        let code = row.function(&account::CODE);
        let fund = row.fund(&account::FUND);
        let (purpose, change, budget) =
            (row.text(&account::USE), row.text(&account::CHANGE), row.text(&account::BUDGET));
        row.finish();
        if let (Some(code), Some(fund)) = (code, fund) {
            let (place, fund) = (row.place, fund.value);
            rows.push(AccountReason { place, code, fund, purpose, change, budget });
        }
    }
    let codes = rows.iter().map(|row| (&row.code, row.fund));
    duplicates_of_fund(table, codes, FunctionCode::as_str, PartialEq::eq);
    rows
}
