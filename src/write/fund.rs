//! The fund of a row that is the general public budget's where none is written.

use crate::model::fund::Fund;

/// The word for a fund; nothing for the general public budget.
pub(super) fn unless_general(fund: Fund) -> &'static str {
    if fund == Fund::General { "" } else { fund.key() }
}
