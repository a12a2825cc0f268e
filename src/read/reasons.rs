//! `[reasons]`: reasons and uses.

use crate::model::code::FunctionCode;
use crate::model::fund::Fund;
use crate::model::reasons::{AccountReason, PerReason, Reasons};
use crate::tables::Table;
use crate::tables::code::duplicates_of_fund;

/// The table; no reasons when it is left out.
pub(super) fn table(parent: &Table<'_>) -> Reasons {
    let Some(table) = parent.table("reasons") else { return Reasons::default() };
    let reasons =
        Reasons { sums: PerReason::of(|sum| table.text(sum.key())), accounts: accounts(&table) };
    table.finish();
    reasons
}

/// Uses and reasons of single codes.
fn accounts(table: &Table<'_>) -> Vec<AccountReason> {
    let mut rows = Vec::new();
    for row in table.rows("accounts") {
        let code = row.function();
        let fund = row.fund(Some(Fund::General));
        let (purpose, change, budget) = (row.text("use"), row.text("change"), row.text("budget"));
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
