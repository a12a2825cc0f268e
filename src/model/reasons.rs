//! Reasons and uses: what only people know.

use crate::model::code::FunctionCode;
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};
use crate::model::text::Text;

/// The reasons for the year's changes.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    /// Of the totals of income and expenditure.
    pub total: Option<Text>,
    /// Of the fiscal totals.
    pub fiscal: Option<Text>,
    /// Of general-public-budget expenditure.
    pub general: Option<Text>,
    /// Why general-public-budget expenditure differs from its budget.
    pub general_budget: Option<Text>,
    /// Of government-fund expenditure.
    pub government_fund: Option<Text>,
    /// Of state-capital expenditure.
    pub state_capital: Option<Text>,
    /// Of “三公” expense as a whole.
    pub three_public: Option<Text>,
    /// Why “三公” expense as a whole differs from its budget.
    pub three_public_budget: Option<Text>,
    /// Of the operating expense of agencies.
    pub operating_expense: Option<Text>,
    /// Uses and reasons of single codes.
    pub accounts: Vec<AccountReason>,
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
