//! The totals of the year against last year's.

use serde::Serialize;

use crate::figures::balance::Balance;
use crate::figures::change::Change;
use crate::figures::expenditure::Expenditure;
use crate::figures::fiscal::Fiscal;
use crate::figures::prior::Prior;
use crate::model::amount::Money;
use crate::model::form::Precision;

/// The comparisons with last year; none where last year's figure is not known.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Changes {
    /// 总计.
    pub total: Option<Change>,
    /// 财政拨款总计.
    pub fiscal_total: Option<Change>,
    /// 本年收入合计.
    pub income: Option<Change>,
    /// 本年支出合计.
    pub expenditure: Option<Change>,
    /// 一般公共预算支出.
    pub general: Option<Change>,
    /// 政府性基金支出.
    pub government_fund: Option<Change>,
    /// 国有资本经营支出.
    pub state_capital: Option<Change>,
    /// 基本支出.
    pub basic: Option<Change>,
    /// 项目支出.
    pub project: Option<Change>,
}

/// All comparisons of the totals.
pub(super) fn changes(
    prior: Option<&Prior>,
    balance: &Balance,
    fiscal: &Fiscal,
    expenditure: &Expenditure,
    precision: Precision,
) -> Changes {
    let with = |current, last: fn(&Prior) -> Option<Money>| {
        Some(Change::between(current, last(prior?)?, precision))
    };
    let funds = &expenditure.funds;
    Changes {
        total: with(balance.total, |prior| Some(prior.balance.total)),
        fiscal_total: with(fiscal.total.grand_total, |prior| Some(prior.fiscal.total.grand_total)),
        income: with(balance.income, |prior| Some(prior.balance.income)),
        expenditure: with(balance.expenditure, |prior| Some(prior.expenditure.total)),
        general: with(funds.general, |prior| Some(prior.expenditure.general)),
        government_fund: with(funds.government_fund, |prior| {
            Some(prior.expenditure.government_fund)
        }),
        state_capital: with(funds.state_capital, |prior| Some(prior.expenditure.state_capital)),
        basic: with(expenditure.total.basic, |prior| prior.basic),
        project: with(expenditure.total.project, |prior| prior.project),
    }
}
