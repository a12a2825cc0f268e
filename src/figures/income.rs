//! 收入决算表: income by item and source.

use serde::Serialize;

use crate::catalog::Names;
use crate::figures::rollup::{Row, add_columns, roll_up};
use crate::model::amount::Money;
use crate::model::fund::Fund;
use crate::model::income::{PerSource, Source};
use crate::model::place::Located;
use crate::model::report::YearReport;

/// Income of all levels.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Income {
    /// 类、款、项.
    pub rows: Vec<Row<IncomeColumns>>,
    /// 本年收入合计.
    pub total: IncomeColumns,
}

/// The columns of income, in 元.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct IncomeColumns {
    /// 本年收入合计.
    pub total: Money,
    /// 财政拨款收入: the sources that belong to fiscal funds.
    pub fiscal: Money,
    /// By source.
    #[serde(flatten)]
    pub sources: PerSource<Money>,
}

impl IncomeColumns {
    /// The columns of one row of data.
    pub(super) fn of(sources: &PerSource<Located<Money>>) -> Self {
        let sources = sources.map(|_, amount| amount.value);
        let mut columns = Self { sources, ..Self::default() };
        for (source, amount) in sources.iter() {
            columns.total += *amount;
            if source.fund().fiscal().is_some() {
                columns.fiscal += *amount;
            }
        }
        columns
    }

    /// What came in of a fund.
    pub(crate) fn of_fund(&self, fund: Fund) -> Money {
        Source::of_fund(fund).map(|source| self.sources[source]).sum()
    }
}

add_columns!(IncomeColumns { total, fiscal, sources });

/// Income of a year.
pub(super) fn income(year: &YearReport, catalog: Names<'_>) -> Income {
    let rows = year.income.iter().map(|row| (&row.code.value, IncomeColumns::of(&row.sources)));
    let leaves = rows.filter(|(_, columns)| *columns != IncomeColumns::default());
    let (rows, total) = roll_up(leaves, catalog);
    Income { rows, total }
}
