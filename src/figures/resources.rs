//! 机关运行经费 and 政府采购.

use serde::Serialize;

use crate::figures::change::Change;
use crate::figures::economic::Economic;
use crate::figures::operating::{OperatingByNature, amount, has_operating_expense};
use crate::figures::prior::Prior;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::form::Precision;
use crate::model::report::Report;
use crate::model::resources::Procurement;

/// The operating expense of agencies.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OperatingExpense {
    /// Whether the unit is of a nature that has it.
    pub applies: bool,
    /// 机关运行经费, in 元.
    pub amount: Money,
    /// The same by the nature of the units that have it.
    pub by_nature: OperatingByNature,
    /// Against last year.
    pub(crate) change: Option<Change>,
}

/// As written, or else the public part of basic expenditure; none for an institution, or a department of institutions.
pub(super) fn operating_expense(
    report: &Report,
    prior: Option<&Prior>,
    economic: &Economic,
    precision: Precision,
) -> OperatingExpense {
    let applies = has_operating_expense(report);
    if !applies {
        let by_nature = OperatingByNature::of(report, Money::ZERO);
        return OperatingExpense { applies, amount: Money::ZERO, by_nature, change: None };
    }
    let amount = amount(&report.year, economic.public.basic);
    let by_nature = OperatingByNature::of(report, amount);
    let last = prior.and_then(|prior| prior.operating_expense);
    let change = last.map(|last| Change::between(amount, last, precision));
    OperatingExpense { applies, amount, by_nature, change }
}

/// Procurement with its shares.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ProcurementFigures {
    /// Whether nothing was procured.
    pub empty: bool,
    /// 采购总额, in 元.
    pub total: Money,
    /// 货物.
    pub goods: Money,
    /// 工程.
    pub works: Money,
    /// 服务.
    pub services: Money,
    /// Whether it is known what was granted to smaller enterprises.
    pub awards_known: bool,
    /// 授予中小企业合同金额.
    pub small_and_medium: Money,
    /// Its share of the total.
    pub small_and_medium_share: Option<Rate>,
    /// 授予小微企业合同金额.
    pub small_and_micro: Money,
    /// Its share of the total.
    pub small_and_micro_share: Option<Rate>,
    /// 预留份额, where it is disclosed.
    pub reserved: Option<ReservedFigures>,
}

/// Procurement reserved for smaller enterprises and what they won, all in 元.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ReservedFigures {
    /// 面向中小企业预留政府采购项目预算金额.
    pub small_and_medium: Money,
    /// 面向小微企业预留政府采购项目预算金额.
    pub small_and_micro: Money,
    /// Of the former, what small and medium enterprises won.
    pub won_small_and_medium: Money,
    /// Of the latter, what small and micro enterprises won.
    pub won_small_and_micro: Money,
    /// 其他政府采购项目 that small and medium enterprises won.
    pub won_other: Money,
}

/// Procurement of a year.
pub(super) fn procurement(procurement: &Procurement) -> ProcurementFigures {
    let (goods, works) = (procurement.goods.value, procurement.works.value);
    let services = procurement.services.value;
    let total = goods + works + services;
    let (small_and_medium, small_and_micro) =
        (procurement.small_and_medium.value, procurement.small_and_micro.value);
    ProcurementFigures {
        empty: total.is_zero() && small_and_medium.is_zero() && small_and_micro.is_zero(),
        total,
        goods,
        works,
        services,
        awards_known: procurement.awards_written || total.is_zero(),
        small_and_medium,
        small_and_medium_share: Rate::proper(small_and_medium, total),
        small_and_micro,
        small_and_micro_share: Rate::proper(small_and_micro, total),
        reserved: procurement.reserved.map(|reserved| ReservedFigures {
            small_and_medium: reserved.small_and_medium.value,
            small_and_micro: reserved.small_and_micro.value,
            won_small_and_medium: reserved.won_small_and_medium.value,
            won_small_and_micro: reserved.won_small_and_micro.value,
            won_other: reserved.won_other.value,
        }),
    }
}
