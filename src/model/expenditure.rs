//! Expenditure of the year, by functional item and fund, and by economic section.

use crate::model::amount::Money;
use crate::model::code::{EconomicCode, FunctionCode, ItemCode};
use crate::model::fund::Fund;
use crate::model::nouns::{Per, nouns};
use crate::model::place::{Located, Place};

nouns! {
    /// The natures of expenditure (支出性质).
    Spending {
        Basic = "basic", "基本支出";
        Project = "project", "项目支出";
        ToSuperior = "to-superior", "上缴上级支出";
        Operating = "operating", "经营支出";
        ToAffiliate = "to-affiliate", "对附属单位补助支出";
    }
}

/// A value for each nature of expenditure.
pub type PerSpending<T> = Per<Spending, T, { Spending::ALL.len() }>;

impl Spending {
    /// Whether 财政拨款 may pay it.
    pub(crate) fn may_be_fiscal(self) -> bool {
        match self {
            Self::Basic | Self::Project => true,
            Self::ToSuperior | Self::Operating | Self::ToAffiliate => false,
        }
    }

    /// Whether it goes to the unit above or to those below, so that within a department it is nobody's expenditure.
    pub fn is_transfer(self) -> bool {
        match self {
            Self::ToSuperior | Self::ToAffiliate => true,
            Self::Basic | Self::Project | Self::Operating => false,
        }
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
    /// The amounts, in 元.
    pub natures: PerSpending<Located<Money>>,
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
    pub natures: Option<PerSpending<Located<Money>>>,
    /// The whole amount in 元.
    pub amount: Money,
}

impl ComparisonExpenditureRow {
    /// What was spent by some nature, where the natures are known apart, in 元.
    pub(crate) fn of(&self, nature: Spending) -> Option<Money> {
        self.natures.map(|natures| natures[nature].value)
    }

    /// What went to the unit above or to those below, as far as it is known, in 元.
    pub(crate) fn transfers(&self) -> Money {
        let natures = self.natures.iter().flat_map(|natures| natures.iter());
        natures.filter(|(nature, _)| nature.is_transfer()).map(|(_, amount)| amount.value).sum()
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
