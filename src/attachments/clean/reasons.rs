//! Reasons and uses that are printed.

use crate::attachments::shown::Shown;
use crate::model::reasons::{AccountReason, Reasons};

/// The reasons.
pub(super) fn reasons(reasons: &Reasons, shown: &Shown) -> Reasons {
    let Reasons { sums, accounts } = reasons;
    Reasons {
        sums: sums.map(|_, text| shown.text(text)),
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
