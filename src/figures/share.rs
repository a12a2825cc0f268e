//! Shares: what part of a whole, in per cent.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

use crate::figures::expenditure::Expenditure;
use crate::figures::income::Income;
use crate::model::amount::Money;

/// A rate in per cent, not rounded; the layout rounds it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(pub Decimal);

impl Rate {
    /// `part` of `whole` in per cent where both mean something: a whole above nothing, no negative part.
    pub fn proper(part: Money, whole: Money) -> Option<Self> {
        if part.is_negative() || whole.is_negative() { None } else { Self::of(part, whole) }
    }

    /// `part` of `whole` in per cent; none of a nil whole.
    pub fn of(part: Money, whole: Money) -> Option<Self> {
        let hundredfold = part.decimal().checked_mul(Decimal::ONE_HUNDRED)?;
        hundredfold.checked_div(whole.decimal()).map(Self)
    }
}

impl fmt::Display for Rate {
    /// The rate with two decimals, rounded half up, and the sign: `29.73%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = self.0.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        write!(f, "{rounded:.2}%")
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.normalize())
    }
}

/// The shares that the narrative states.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Shares {
    /// Of the year's income (本年收入合计).
    pub income: IncomeShares,
    /// Of the year's expenditure (本年支出合计).
    pub expenditure: ExpenditureShares,
    /// 一般公共预算支出 of the year's expenditure.
    pub general: Option<Rate>,
}

/// Shares of the year's income.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct IncomeShares {
    /// 财政拨款收入.
    pub fiscal: Option<Rate>,
    /// 上级补助收入.
    pub superior: Option<Rate>,
    /// 事业收入.
    pub business: Option<Rate>,
    /// 经营收入.
    pub operating: Option<Rate>,
    /// 附属单位上缴收入.
    pub affiliate: Option<Rate>,
    /// 其他收入.
    pub other: Option<Rate>,
}

/// Shares of the year's expenditure.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ExpenditureShares {
    /// 基本支出.
    pub basic: Option<Rate>,
    /// 项目支出.
    pub project: Option<Rate>,
    /// 上缴上级支出.
    pub to_superior: Option<Rate>,
    /// 经营支出.
    pub operating: Option<Rate>,
    /// 对附属单位补助支出.
    pub to_affiliate: Option<Rate>,
}

/// All shares of a report.
pub(super) fn shares(income: &Income, expenditure: &Expenditure) -> Shares {
    let total = &income.total;
    let of_income = |part| Rate::proper(part, total.total);
    let spent = &expenditure.total;
    let of_expenditure = |part| Rate::proper(part, spent.total);
    Shares {
        income: IncomeShares {
            fiscal: of_income(total.fiscal),
            superior: of_income(total.superior),
            business: of_income(total.business),
            operating: of_income(total.operating),
            affiliate: of_income(total.affiliate),
            other: of_income(total.other),
        },
        expenditure: ExpenditureShares {
            basic: of_expenditure(spent.basic),
            project: of_expenditure(spent.project),
            to_superior: of_expenditure(spent.to_superior),
            operating: of_expenditure(spent.operating),
            to_affiliate: of_expenditure(spent.to_affiliate),
        },
        general: of_expenditure(expenditure.funds.general),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_no_share() {
        let money = |text| Money::parse(text).unwrap();
        assert_eq!(Rate::of(money("5"), Money::ZERO), None);
        assert_eq!(Rate::of(money("1"), money("8")), Some(Rate("12.5".parse().unwrap())));
        assert_eq!(Rate::of(money("-1"), money("8")), Some(Rate("-12.5".parse().unwrap())));
    }
}
