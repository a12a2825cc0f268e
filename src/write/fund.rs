//! The fund of a row that is the general public budget's where none is written.

use crate::model::fund::Fund;

/// The word for a fund; nothing for the general public budget.
pub(super) fn unless_general(fund: Fund) -> &'static str {
    match fund {
        Fund::General => "",
        fund @ (Fund::GovernmentFund | Fund::StateCapital | Fund::NonFiscal) => fund.key(),
    }
}
