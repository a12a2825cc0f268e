//! `[reasons]`: reasons and uses.

use crate::model::reasons::{AccountReason, Reasons};
use crate::write::fields::Fields;
use crate::write::fund;

/// The table.
pub(super) fn fields(reasons: &Reasons) -> Fields {
    let Reasons { sums, accounts } = reasons;
    let written = sums.iter();
    let fields = written
        .fold(Fields::default(), |fields, (sum, text)| fields.text(sum.key(), text.as_ref()));
    fields.rows("accounts", accounts.iter().map(account).collect())
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
