//! 收入决算表: income by item and source.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::figures::rollup::{Row, add_columns, roll_up};
use crate::model::amount::Money;
use crate::model::income::Sources;
use crate::model::place::Located;
use crate::model::report::YearReport;

/// Income of all levels.
#[derive(Debug, Clone, Serialize)]
pub struct Income {
    /// 类、款、项.
    pub rows: Vec<Row<IncomeColumns>>,
    /// 本年收入合计.
    pub total: IncomeColumns,
}

/// The columns of income, in 元.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct IncomeColumns {
    /// 本年收入合计.
    pub total: Money,
    /// 财政拨款收入: the next three.
    pub fiscal: Money,
    /// 一般公共预算财政拨款.
    pub general: Money,
    /// 政府性基金预算财政拨款.
    pub government_fund: Money,
    /// 国有资本经营预算财政拨款.
    pub state_capital: Money,
    /// 上级补助收入.
    pub superior: Money,
    /// 事业收入.
    pub business: Money,
    /// 经营收入.
    pub operating: Money,
    /// 附属单位上缴收入.
    pub affiliate: Money,
    /// 其他收入.
    pub other: Money,
}

impl IncomeColumns {
    /// The columns of one row of data.
    pub(super) fn of(sources: &Sources<Located<Money>>) -> Self {
        let general = sources.general.value;
        let government_fund = sources.government_fund.value;
        let state_capital = sources.state_capital.value;
        let fiscal = general + government_fund + state_capital;
        let (superior, business) = (sources.superior.value, sources.business.value);
        let (operating, affiliate) = (sources.operating.value, sources.affiliate.value);
        let other = sources.other.value;
        Self {
            total: fiscal + superior + business + operating + affiliate + other,
            fiscal,
            general,
            government_fund,
            state_capital,
            superior,
            business,
            operating,
            affiliate,
            other,
        }
    }
}

add_columns!(IncomeColumns {
    total,
    fiscal,
    general,
    government_fund,
    state_capital,
    superior,
    business,
    operating,
    affiliate,
    other
});

/// Income of a year.
pub(super) fn income(year: &YearReport, catalog: &Catalog) -> Income {
    let rows = year.income.iter().map(|row| (&row.code.value, IncomeColumns::of(&row.sources)));
    let leaves = rows.filter(|(_, columns)| *columns != IncomeColumns::default());
    let (rows, total) = roll_up(leaves, catalog);
    Income { rows, total }
}
