//! 财政拨款收入支出决算总表: fiscal money by fund.

use serde::Serialize;

use crate::figures::by_fund::ByFund;
use crate::figures::income::IncomeColumns;
use crate::figures::rollup::add_columns;
use crate::model::amount::Money;
use crate::model::carry_over::CarryOver;
use crate::model::fund::{FiscalFund, PerFiscal};

/// Fiscal money by fund.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Fiscal {
    /// By fund.
    #[serde(flatten)]
    pub funds: PerFiscal<FiscalColumns>,
    /// 合计.
    pub total: FiscalColumns,
}

/// The year of one fund, in 元.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct FiscalColumns {
    /// 年初财政拨款结转和结余.
    pub opening: Money,
    /// 本年收入.
    pub income: Money,
    /// 本年支出.
    pub expenditure: Money,
    /// 年末财政拨款结转和结余.
    pub closing: Money,
    /// 总计.
    pub grand_total: Money,
}

impl FiscalColumns {
    /// Whether nothing was carried over, came in or went out.
    pub(super) fn is_nil(&self) -> bool {
        self.opening.is_zero() && self.income.is_zero() && self.expenditure.is_zero()
    }
}

add_columns!(FiscalColumns { opening, income, expenditure, closing, grand_total });

/// Fiscal money of a year from what was carried over, came in and went out.
pub(super) fn fiscal(carry_over: &CarryOver, came: &IncomeColumns, went: &ByFund) -> Fiscal {
    let funds = PerFiscal::of(|fund: FiscalFund| {
        let fund = fund.fund();
        let rows = carry_over.opening.iter().filter(|row| row.fund == fund);
        let opening: Money = rows.map(|row| row.amount.value).sum();
        let (income, expenditure) = (came.of_fund(fund), went.funds[fund]);
        let grand_total = opening + income;
        let closing = grand_total - expenditure;
        FiscalColumns { opening, income, expenditure, closing, grand_total }
    });
    let mut total = FiscalColumns::default();
    for fund in funds.values() {
        total += *fund;
    }
    Fiscal { funds, total }
}
