//! Expenditure of the year, by functional item and fund, and by economic section.

use crate::model::amount::Money;
use crate::model::code::{EconomicCode, FunctionCode, ItemCode};
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};

/// Money by nature of expenditure; all in 元.
#[derive(Debug, Clone, Copy)]
pub struct Natures<T> {
    /// 基本支出.
    pub basic: T,
    /// 项目支出.
    pub project: T,
    /// 上缴上级支出.
    pub to_superior: T,
    /// 经营支出.
    pub operating: T,
    /// 对附属单位补助支出.
    pub to_affiliate: T,
}

impl<T: Copy> Natures<T> {
    /// The amounts of all natures, in the order of the statement.
    pub fn all(&self) -> [T; 5] {
        [self.basic, self.project, self.to_superior, self.operating, self.to_affiliate]
    }
}

/// One row of expenditure: an item paid from one fund.
#[derive(Debug, Clone)]
pub struct ExpenditureRow {
    /// Where the row stands.
    pub place: Place,
    /// The functional item.
    pub code: Located<ItemCode>,
    /// The fund that paid.
    pub fund: Fund,
    /// The amounts.
    pub natures: Natures<Located<Money>>,
}

/// One row of last year's expenditure, at any level.
#[derive(Debug, Clone)]
pub struct ComparisonExpenditureRow {
    /// Where the row stands.
    pub place: Place,
    /// The functional code.
    pub code: Located<FunctionCode>,
    /// The fund that paid.
    pub fund: Fund,
    /// The amounts by nature, where they are known apart.
    pub natures: Option<Natures<Located<Money>>>,
    /// The whole amount in 元.
    pub amount: Money,
}

impl ComparisonExpenditureRow {
    /// Basic and project expenditure, where they are known apart.
    pub fn split(&self) -> Option<(Money, Money)> {
        self.natures.map(|natures| (natures.basic.value, natures.project.value))
    }

    /// 上缴上级支出 and 对附属单位补助支出 in it, as far as they are known, in 元.
    pub fn transfers(&self) -> Money {
        let paid =
            self.natures.map(|natures| natures.to_superior.value + natures.to_affiliate.value);
        paid.unwrap_or_default()
    }
}

/// One row of general-public-budget expenditure by economic section (款).
#[derive(Debug, Clone)]
pub struct EconomicRow {
    /// Where the row stands.
    pub place: Place,
    /// The economic section.
    pub code: Located<EconomicCode>,
    /// Paid from basic expenditure, in 元.
    pub basic: Located<Money>,
    /// Paid from project expenditure, in 元.
    pub project: Located<Money>,
}
