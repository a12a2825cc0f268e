//! The money that something is paid from.

use crate::fields::describe::choices;
use crate::fields::field::{Choice, Field, Kind};
use crate::model::fund::Fund;

/// 资金: one of the kinds of money.
pub(super) const fn fund() -> Field {
    Field::of(Kind::Choice(funds))
}

/// The kinds of money.
fn funds() -> Vec<Choice> {
    choices(Fund::ALL, |fund| (fund.key(), fund.term()))
}
