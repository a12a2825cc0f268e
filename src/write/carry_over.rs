//! `[carry-over]`: opening balances, surplus used, distribution.

use crate::model::carry_over::{CarryOver, OpeningRow};
use crate::write::fields::Fields;

/// The table.
pub(super) fn fields(carry_over: &CarryOver) -> Fields {
    let CarryOver { place: _, opening: balances, surplus_used, distribution } = carry_over;
    Fields::default()
        .rows("opening", balances.iter().map(opening).collect())
        .money("surplus-used", *surplus_used)
        .money("distribution", *distribution)
}

/// One opening balance.
fn opening(row: &OpeningRow) -> Fields {
    let OpeningRow { place: _, fund, code, amount } = row;
    let code = code.as_ref().map_or("", |code| code.value.as_str());
    Fields::default().word("fund", fund.key()).words("code", code).amount("amount", amount.value)
}
