//! 收入决算表: what its columns are.

use crate::exchange::table::{Column, plain};
use crate::model::fund::FiscalFund;
use crate::model::income::Source;

/// A column of 收入决算表.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IncomeColumn {
    /// 本年收入合计.
    Whole,
    /// 财政拨款收入.
    Fiscal,
    /// 财政拨款收入 of one fund, where a form has it.
    OfFund(FiscalFund),
    /// Any other source.
    From(Source),
}

impl IncomeColumn {
    /// What a column is.
    pub(crate) fn of(column: &Column) -> Option<Self> {
        if column.path.iter().skip(1).any(|above| above.starts_with("其中"))
            && !column.has("财政拨款")
        {
            return None;
        }
        let fund = FiscalFund::ALL.into_iter().find(|fund| column.has(&plain(fund.term())));
        let other = Source::ALL.into_iter().filter(|source| source.fund().fiscal().is_none());
        let mut others = other.filter(|source| column.has(&plain(source.term())));
        match () {
            () if fund.is_some() => fund.map(Self::OfFund),
            () if column.has("财政拨款") => Some(Self::Fiscal),
            () => match others.next() {
                Some(source) => Some(Self::From(source)),
                None => {
                    let whole = ["本年收入合计", "收入合计", "合计", "本年收入"];
                    whole.contains(&column.last()).then_some(Self::Whole)
                }
            },
        }
    }
}
