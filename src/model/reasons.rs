//! Reasons and uses: what only people know.

use crate::model::code::FunctionCode;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::nouns::{Per, nouns};
use crate::model::place::{Located, Place};
use crate::model::text::Text;

nouns! {
    /// What has a reason of its own, code by code aside.
    ReasonOf {
        Total = "total", "收支总计";
        Fiscal = "fiscal", "财政拨款收支总计";
        General = "general", "一般公共预算财政拨款支出";
        /// Why it differs from its budget.
        GeneralBudget = "general-budget", "一般公共预算财政拨款支出与年初预算的差异";
        GovernmentFund = "government-fund", "政府性基金支出";
        StateCapital = "state-capital", "国有资本经营支出";
        ThreePublic = "three-public", "“三公”经费";
        /// Why it differs from its budget.
        ThreePublicBudget = "three-public-budget", "“三公”经费与年初预算的差异";
        OperatingExpense = "operating-expense", "机关运行经费";
    }
}

/// A sum that a reason may explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sum {
    /// 收支总计.
    Total,
    /// 财政拨款收支总计.
    Fiscal,
    /// Expenditure of one kind of 财政拨款.
    Fund(FiscalFund),
    /// “三公”经费.
    ThreePublic,
    /// 机关运行经费.
    OperatingExpense,
}

/// A value for everything that has a reason of its own.
pub type PerReason<T> = Per<ReasonOf, T, { ReasonOf::ALL.len() }>;

impl ReasonOf {
    /// Whether it says why a sum differs from its budget, not why it changed.
    pub(crate) fn is_of_budget(self) -> bool {
        match self {
            Self::GeneralBudget | Self::ThreePublicBudget => true,
            Self::Total
            | Self::Fiscal
            | Self::General
            | Self::GovernmentFund
            | Self::StateCapital
            | Self::ThreePublic
            | Self::OperatingExpense => false,
        }
    }

    /// The sum that it explains.
    pub(crate) fn sum(self) -> Sum {
        match self {
            Self::Total => Sum::Total,
            Self::Fiscal => Sum::Fiscal,
            Self::General | Self::GeneralBudget => Sum::Fund(FiscalFund::General),
            Self::GovernmentFund => Sum::Fund(FiscalFund::GovernmentFund),
            Self::StateCapital => Sum::Fund(FiscalFund::StateCapital),
            Self::ThreePublic | Self::ThreePublicBudget => Sum::ThreePublic,
            Self::OperatingExpense => Sum::OperatingExpense,
        }
    }

    /// The fund whose expenditure it explains, where it is that of one.
    pub(crate) fn fund(self) -> Option<FiscalFund> {
        match self.sum() {
            Sum::Fund(fund) => Some(fund),
            Sum::Total | Sum::Fiscal | Sum::ThreePublic | Sum::OperatingExpense => None,
        }
    }
}

/// The reasons for the year's changes.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    /// Of sums.
    pub sums: PerReason<Option<Text>>,
    /// Uses and reasons of single codes.
    pub accounts: Vec<AccountReason>,
}

impl Reasons {
    /// What was written of a sum.
    pub(crate) fn of(&self, sum: ReasonOf) -> Option<&Text> {
        self.sums[sum].as_ref()
    }
}

/// The use and the reasons of one functional code.
#[derive(Debug, Clone)]
pub struct AccountReason {
    /// Where the row stands.
    pub place: Place,
    /// Class or item.
    pub code: Located<FunctionCode>,
    /// The fund.
    pub fund: Fund,
    /// 主要用于.
    pub purpose: Option<Text>,
    /// Why it changed against last year.
    pub change: Option<Text>,
    /// Why it differs from the budget.
    pub budget: Option<Text>,
}
