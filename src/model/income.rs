//! Income of the year, by functional item and source.

use crate::model::amount::Money;
use crate::model::code::{FunctionCode, ItemCode};
use crate::model::fund::Fund;
use crate::model::nouns::{Per, nouns};
use crate::model::place::{Located, Place};

nouns! {
    /// The sources of income (收入来源).
    Source {
        General = "general", "一般公共预算财政拨款收入";
        GovernmentFund = "government-fund", "政府性基金预算财政拨款收入";
        StateCapital = "state-capital", "国有资本经营预算财政拨款收入";
        Superior = "superior", "上级补助收入";
        Business = "business", "事业收入";
        Operating = "operating", "经营收入";
        Affiliate = "affiliate", "附属单位上缴收入";
        Other = "other", "其他收入";
    }
}

/// A value for each source.
pub type PerSource<T> = Per<Source, T, { Source::ALL.len() }>;

impl Source {
    /// The fund that it belongs to.
    pub(crate) fn fund(self) -> Fund {
        match self {
            Self::General => Fund::General,
            Self::GovernmentFund => Fund::GovernmentFund,
            Self::StateCapital => Fund::StateCapital,
            Self::Superior | Self::Business | Self::Operating | Self::Affiliate | Self::Other => {
                Fund::NonFiscal
            }
        }
    }

    /// Whether it comes from the unit above or from those below, so that within a department it is nobody's income.
    pub fn is_transfer(self) -> bool {
        match self {
            Self::Superior | Self::Affiliate => true,
            Self::General
            | Self::GovernmentFund
            | Self::StateCapital
            | Self::Business
            | Self::Operating
            | Self::Other => false,
        }
    }

    /// The sources that belong to a fund.
    pub(crate) fn of_fund(fund: Fund) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |source| source.fund() == fund)
    }
}

/// One row of income; `C` is the level of code that the table allows.
#[derive(Debug, Clone)]
pub struct IncomeRow<C = ItemCode> {
    /// Where the row stands.
    pub place: Place,
    /// The functional code.
    pub code: Located<C>,
    /// The amounts, in 元.
    pub sources: PerSource<Located<Money>>,
}

/// A row of income in a comparison, at any level.
pub type ComparisonIncomeRow = IncomeRow<FunctionCode>;
