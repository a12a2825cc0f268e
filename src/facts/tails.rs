//! Whether what is printed may be off by a digit from what adds up.

use crate::figures::Figures;
use crate::figures::register::{Value, register};
use crate::model::amount::Money;
use crate::model::form::{Precision, Unit};
use crate::model::report::Report;

/// The tables of figures that not every form prints, and that are left out of clean data where it does not: they must not
/// decide what a form says of the others.
const LEFT_OUT: [&str; 5] = ["assets", "control", "extra", "performance", "procurement"];

/// Whether any amount of the statements and comparisons loses digits when it is printed so far.
pub(super) fn tails(report: &Report, figures: &Figures, precision: Precision) -> bool {
    let is_rounded = |amount: Money| precision.printed(amount) != amount;
    let is_exact = precision.unit == Unit::Yuan && precision.digits >= 2;
    !is_exact
        && register(report, figures).iter().any(|figure| match figure.value {
            Value::Money(amount) => is_rounded(amount) && !LEFT_OUT.contains(&figure.id.table()),
            Value::Rate(_) | Value::Count(_) => false,
        })
}
