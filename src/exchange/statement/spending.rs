//! 支出决算表: what its columns are.

use crate::exchange::table::{Column, plain};
use crate::model::expenditure::Spending;

/// A column of 支出决算表.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SpendingColumn {
    /// 本年支出合计.
    Whole,
    /// What was spent by one nature.
    By(Spending),
}

impl SpendingColumn {
    /// What a column is.
    pub(crate) fn of(column: &Column) -> Option<Self> {
        if ["人员经费", "公用经费"].iter().any(|part| column.last().contains(part)) {
            return None;
        }
        let nature = Spending::ALL.into_iter().find(|nature| column.has(&plain(nature.term())));
        let whole = ["本年支出合计", "支出合计", "合计", "本年支出", "小计"];
        nature.map(Self::By).or_else(|| whole.contains(&column.last()).then_some(Self::Whole))
    }
}
