//! The budget that the final figures are held against.

use serde::Serialize;

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
    /// 年初预算数, in 元; none of a unit that was founded after the budget was made. The rows of a fund all have it, or none has.
    pub initial: Option<Located<Money>>,
    /// 全年预算数, where it was adjusted or there is no other, in 元.
    pub full_year: Option<Located<Money>>,
}

impl BudgetRow {
    /// The budget of one kind: one that is not said to have been adjusted was not, and none was made at the start of the
    /// year where only the whole year's is known.
    pub fn of(&self, basis: Basis) -> Option<Located<Money>> {
        match basis {
            Basis::Initial => self.initial,
            Basis::FullYear => self.full_year.or(self.initial),
        }
    }
}

/// Which budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// 年初预算.
    Initial,
    /// 全年预算.
    FullYear,
}

impl Basis {
    /// What it is called.
    pub fn term(self) -> &'static str {
        match self {
            Self::Initial => "年初预算",
            Self::FullYear => "全年预算",
        }
    }

    /// What the rate against it is called.
    pub(crate) fn attained(self) -> &'static str {
        match self {
            Self::Initial => "完成年初预算",
            Self::FullYear => "完成全年预算",
        }
    }
}

/// What was budgeted for a code or in all, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budgeted {
    /// 年初预算数; none where only the whole year's is known.
    pub initial: Option<Money>,
    /// 全年预算数.
    pub full_year: Money,
}

impl Budgeted {
    /// Which of the two the final figure is held against: the initial one, where there is one.
    pub fn basis(self) -> Basis {
        if self.initial.is_some() { Basis::Initial } else { Basis::FullYear }
    }

    /// The one that the final figure is held against.
    pub fn amount(self) -> Money {
        self.initial.unwrap_or(self.full_year)
    }
}
