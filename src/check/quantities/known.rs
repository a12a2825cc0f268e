//! A figure that a text can be about.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::quantity::Kind;

/// One figure with its name.
#[derive(Debug, Clone)]
pub(in crate::check) struct Known {
    /// What it is.
    pub(in crate::check) label: Cow<'static, str>,
    /// What it measures; nothing where its unit is not written.
    pub(super) kind: Option<Kind>,
    /// The figure in 元, per cent or pieces.
    pub(in crate::check) value: Decimal,
    /// What its last digit counts in, where it was rounded.
    pub(super) step: Decimal,
    /// The first character of the unit that an indicator has.
    pub(super) unit: Option<char>,
    /// About the figure.
    pub(super) about: About,
}
