//! `[reasons]`: reasons and uses.

use crate::fields::reasons as of;
use crate::model::reasons::{AccountReason, Reasons};
use crate::write::fields::Fields;
use crate::write::fund;

/// The table.
pub(super) fn fields(reasons: &Reasons) -> Fields {
    let Reasons { sums, accounts } = reasons;
    let written = sums.iter();
    let fields = written.fold(Fields::default(), |fields, (sum, text)| {
        fields.text(&of::per_sum()[sum], text.as_ref())
    });
    fields.rows(&of::reasons::ACCOUNTS, accounts.iter().map(account).collect())
}

/// The use and the reasons of one code.
fn account(row: &AccountReason) -> Fields {
    let AccountReason { place: _, code, fund, purpose, change, budget } = row;
    Fields::default()
        .word(&of::account::CODE, code.value.as_str())
        .words(&of::account::FUND, fund::unless_general(*fund))
        .text(&of::account::USE, purpose.as_ref())
        .text(&of::account::CHANGE, change.as_ref())
        .text(&of::account::BUDGET, budget.as_ref())
}
