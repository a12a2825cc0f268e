//! `[reasons]`: reasons and uses.

use crate::model::code::FunctionCode;
use crate::model::fund::Fund;
use crate::model::place::Located;
use crate::model::reasons::{AccountReason, Reasons};
use crate::problem::Problem;
use crate::read::code::duplicates_of_fund;
use crate::read::table::Table;

/// The table; no reasons when it is left out.
pub(super) fn table(parent: &Table<'_>) -> Reasons {
    let Some(table) = parent.table("reasons") else { return Reasons::default() };
    let reasons = Reasons {
        total: table.text("total"),
        fiscal: table.text("fiscal"),
        general: table.text("general"),
        government_fund: table.text("government-fund"),
        state_capital: table.text("state-capital"),
        three_public: table.text("three-public"),
        operating_expense: table.text("operating-expense"),
        accounts: accounts(&table),
    };
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
            check_level(&row, &code, fund.value);
            let (place, fund) = (row.place, fund.value);
            rows.push(AccountReason { place, code, fund, purpose, change, budget });
        }
    }
    let codes = rows.iter().map(|row| (&row.code, row.fund));
    duplicates_of_fund(table, codes, FunctionCode::as_str, PartialEq::eq);
    rows
}

/// Notes a code of a level that the narrative does not explain: it would be left out in silence.
fn check_level(row: &Table<'_>, code: &Located<FunctionCode>, fund: Fund) {
    let (right, level) = match fund {
        Fund::General => (matches!(code.value, FunctionCode::Class(_)), "类（三位编码）"),
        Fund::GovernmentFund | Fund::StateCapital => {
            (matches!(code.value, FunctionCode::Item(_)), "项（七位编码）")
        }
        Fund::NonFiscal => (false, ""),
    };
    if !right {
        let headline = match fund {
            Fund::NonFiscal => "非财政拨款的支出不逐项说明".to_owned(),
            fund => format!("{}的用途和原因按{level}说明", fund.term()),
        };
        row.reading.problem(
            Problem::error("wrong-level", headline)
                .at(code.place, "不会印出")
                .help("请改正编码的位数，把这些话写到相应的类或项上；没有位置的请删去"),
        );
    }
}
