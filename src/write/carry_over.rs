//! `[carry-over]`: opening balances, surplus used, distribution.

use crate::fields::carry_over as of;
use crate::model::carry_over::{CarryOver, OpeningRow};
use crate::write::fields::Fields;

/// The table.
pub(super) fn fields(carry_over: &CarryOver) -> Fields {
    let CarryOver { place: _, opening: balances, surplus_used, distribution } = carry_over;
    Fields::default()
        .rows(&of::carry_over::OPENING, balances.iter().map(opening).collect())
        .money(&of::carry_over::SURPLUS_USED, *surplus_used)
        .money(&of::carry_over::DISTRIBUTION, *distribution)
}

/// One opening balance.
fn opening(row: &OpeningRow) -> Fields {
    let OpeningRow { place: _, fund, code, amount } = row;
    let code = code.as_ref().map_or("", |code| code.value.as_str());
    Fields::default()
        .word(&of::opening::FUND, fund.key())
        .words(&of::opening::CODE, code)
        .amount(&of::opening::AMOUNT, amount.value)
}
