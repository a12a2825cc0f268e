//! Reasons and uses that are printed.

use crate::attachments::shown::Shown;
use crate::model::reasons::{AccountReason, Reasons};

/// The reasons.
pub(super) fn reasons(reasons: &Reasons, shown: &Shown) -> Reasons {
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
    Reasons {
        total: shown.text(total),
        fiscal: shown.text(fiscal),
        general: shown.text(general),
        general_budget: shown.text(general_budget),
        government_fund: shown.text(government_fund),
        state_capital: shown.text(state_capital),
        three_public: shown.text(three_public),
        three_public_budget: shown.text(three_public_budget),
        operating_expense: shown.text(operating_expense),
        accounts: accounts.iter().filter_map(|row| account(row, shown)).collect(),
    }
}

/// What is said of one code; nothing where none of it is printed.
fn account(row: &AccountReason, shown: &Shown) -> Option<AccountReason> {
    let AccountReason { place, code, fund, purpose, change, budget } = row;
    let row = AccountReason {
        place: *place,
        code: code.clone(),
        fund: *fund,
        purpose: shown.text(purpose),
        change: shown.text(change),
        budget: shown.text(budget),
    };
    let told = row.purpose.is_some() || row.change.is_some() || row.budget.is_some();
    told.then_some(row)
}
