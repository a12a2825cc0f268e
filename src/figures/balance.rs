//! 收入支出决算总表: both sides of the year.

use serde::Serialize;

use crate::model::amount::Money;
use crate::model::carry_over::CarryOver;

/// Both sides of the year, in 元.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Balance {
    /// 本年收入合计.
    pub income: Money,
    /// 使用非财政拨款结余.
    pub surplus_used: Money,
    /// 年初结转和结余.
    pub opening: Money,
    /// 总计, the same on both sides.
    pub total: Money,
    /// 本年支出合计.
    pub expenditure: Money,
    /// 结余分配.
    pub distribution: Money,
    /// 年末结转和结余: what is left.
    pub closing: Money,
}

/// Both sides of a year from what was carried over, came in and went out.
pub(super) fn balance(carry_over: &CarryOver, income: Money, expenditure: Money) -> Balance {
    let opening: Money = carry_over.opening.iter().map(|row| row.amount.value).sum();
    let surplus_used = carry_over.surplus_used.value;
    let distribution = carry_over.distribution.value;
    let total = income + surplus_used + opening;
    let closing = total - expenditure - distribution;
    Balance { income, surplus_used, opening, total, expenditure, distribution, closing }
}
