//! The budget that the final figures are held against.

use crate::model::amount::Money;
use crate::model::code::FunctionCode;
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};

/// One row of the budget, at the level at which it was approved.
#[derive(Debug, Clone)]
pub struct BudgetRow {
    /// Where the row stands.
    pub place: Place,
    /// Class, section or item.
    pub code: Located<FunctionCode>,
    /// The fund.
    pub fund: Fund,
    /// 年初预算数, in 元.
    pub initial: Located<Money>,
}
