//! Last year's figures where only the comparisons need them.

use crate::model::amount::Money;
use crate::model::carry_over::CarryOver;
use crate::model::expenditure::ComparisonExpenditureRow;
use crate::model::income::ComparisonIncomeRow;
use crate::model::place::{Located, Place};
use crate::model::text::Text;
use crate::model::three_public::PerItem;

/// Last year's figures, as far as this year's report is compared with them.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Where the file or table stands.
    pub place: Place,
    /// Income by code of any level.
    pub income: Vec<ComparisonIncomeRow>,
    /// Expenditure by code of any level.
    pub expenditure: Vec<ComparisonExpenditureRow>,
    /// Opening balances, surplus used and distribution.
    pub carry_over: CarryOver,
    /// “三公” expense, in 元.
    pub three_public: Option<PerItem<Located<Money>>>,
    /// Why these are not the figures that were published last year, where they were restated.
    pub restated: Option<Text>,
    /// 机关运行经费, in 元.
    pub operating_expense: Option<Located<Money>>,
}
