//! `[reasons]`: reasons and uses.

use crate::model::reasons::{AccountReason, Reasons};
use crate::write::fields::Fields;
use crate::write::fund;

/// The table.
pub(super) fn fields(reasons: &Reasons) -> Fields {
    let Reasons {
        total,
        fiscal,
        general,
        general_budget,
        government_fund,
        state_capital,
        three_public,
        three_public_budget,
        operating_expense,
        accounts,
    } = reasons;
    Fields::default()
        .text("total", total.as_ref())
        .text("fiscal", fiscal.as_ref())
        .text("general", general.as_ref())
        .text("general-budget", general_budget.as_ref())
        .text("government-fund", government_fund.as_ref())
        .text("state-capital", state_capital.as_ref())
        .text("three-public", three_public.as_ref())
        .text("three-public-budget", three_public_budget.as_ref())
        .text("operating-expense", operating_expense.as_ref())
        .rows("accounts", accounts.iter().map(account).collect())
}

/// The use and the reasons of one code.
fn account(row: &AccountReason) -> Fields {
    let AccountReason { place: _, code, fund, purpose, change, budget } = row;
    Fields::default()
        .word("code", code.value.as_str())
        .words("fund", fund::unless_general(*fund))
        .text("use", purpose.as_ref())
        .text("change", change.as_ref())
        .text("budget", budget.as_ref())
}
