//! The totals of the year against last year's.

use serde::Serialize;

use crate::figures::balance::Balance;
use crate::figures::change::Change;
use crate::figures::expenditure::Expenditure;
use crate::figures::fiscal::Fiscal;
use crate::figures::prior::Prior;
use crate::model::amount::Money;
use crate::model::expenditure::Spending;
use crate::model::form::Precision;
use crate::model::fund::PerFiscal;

/// The comparisons with last year; none where last year's figure is not known.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Changes {
    /// 总计.
    pub total: Option<Change>,
    /// 财政拨款总计.
    pub fiscal_total: Option<Change>,
    /// 本年收入合计.
    pub income: Option<Change>,
    /// 本年支出合计.
    pub expenditure: Option<Change>,
    /// 各项财政拨款支出.
    #[serde(flatten)]
    pub funds: PerFiscal<Option<Change>>,
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
    let with = |current, last: Option<Money>| Some(Change::between(current, last?, precision));
    let spent = &expenditure.total.natures;
    Changes {
        total: with(balance.total, prior.map(|prior| prior.balance.total)),
        fiscal_total: with(
            fiscal.total.grand_total,
            prior.map(|prior| prior.fiscal.total.grand_total),
        ),
        income: with(balance.income, prior.map(|prior| prior.balance.income)),
        expenditure: with(balance.expenditure, prior.map(|prior| prior.expenditure.total)),
        funds: PerFiscal::of(|fund| {
            with(expenditure.funds.fiscal(fund), prior.map(|prior| prior.expenditure.fiscal(fund)))
        }),
        basic: with(spent[Spending::Basic], prior.and_then(|prior| prior.basic)),
        project: with(spent[Spending::Project], prior.and_then(|prior| prior.project)),
    }
}
