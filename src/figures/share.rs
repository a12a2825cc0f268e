//! Shares: what part of a whole, in per cent.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::figures::expenditure::Expenditure;
use crate::figures::income::Income;
use crate::model::amount::Money;
use crate::model::expenditure::PerSpending;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::income::{PerSource, Source};

/// A rate in per cent, not rounded; the layout rounds it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(pub Decimal);

impl Rate {
    /// `part` of `whole` in per cent where both mean something: a whole above nothing, no negative part.
    pub(crate) fn proper(part: Money, whole: Money) -> Option<Self> {
        if part.is_negative() || whole.is_negative() { None } else { Self::of(part, whole) }
    }

    /// `part` of `whole` in per cent; none of a nil whole.
    pub(crate) fn of(part: Money, whole: Money) -> Option<Self> {
        let hundredfold = part.decimal().checked_mul(Decimal::ONE_HUNDRED)?;
        hundredfold.checked_div(whole.decimal()).map(Self)
    }
}

impl Rate {
    /// The rate as layouts print it with so many decimals: what is there is not told as nothing.
    pub(crate) fn printed(self, digits: u32) -> String {
        let rounded = self.0.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        match (self.0.is_zero(), rounded.is_zero()) {
            (true, _) => "0%".to_owned(),
            (false, true) => format!("不足{}%", Decimal::new(1, digits)),
            (false, false) => format!("{rounded:.places$}%", places = digits as usize),
        }
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
pub(crate) struct Shares {
    /// Of the year's income (本年收入合计).
    pub income: IncomeShares,
    /// Of the year's expenditure (本年支出合计).
    pub expenditure: ExpenditureShares,
    /// 一般公共预算支出 of the year's expenditure.
    pub general: Option<Rate>,
}

/// Shares of the year's income.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IncomeShares {
    /// 财政拨款收入.
    pub fiscal: Option<Rate>,
    /// The single sources.
    pub sources: PerSource<Option<Rate>>,
}

impl IncomeShares {
    /// The shares of the sources that belong to no fiscal fund.
    pub(crate) fn of_others(&self) -> impl Iterator<Item = (Source, Option<Rate>)> {
        let sources = self.sources.iter().filter(|(source, _)| source.fund() == Fund::NonFiscal);
        sources.map(|(source, share)| (source, *share))
    }
}

impl Serialize for IncomeShares {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("fiscal", &self.fiscal)?;
        for (source, share) in self.of_others() {
            map.serialize_entry(source.key(), &share)?;
        }
        map.end()
    }
}

/// Shares of the year's expenditure.
pub(crate) type ExpenditureShares = PerSpending<Option<Rate>>;

/// All shares of a report.
pub(super) fn shares(income: &Income, expenditure: &Expenditure) -> Shares {
    let total = &income.total;
    let of_income = |part| Rate::proper(part, total.total);
    let spent = &expenditure.total;
    let of_expenditure = |part| Rate::proper(part, spent.total);
    Shares {
        income: IncomeShares {
            fiscal: of_income(total.fiscal),
            sources: total.sources.map(|_, amount| of_income(*amount)),
        },
        expenditure: spent.natures.map(|_, amount| of_expenditure(*amount)),
        general: of_expenditure(expenditure.funds.fiscal(FiscalFund::General)),
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

    #[test]
    fn a_rate_is_told_as_layouts_print_it() {
        for (rate, digits, wanted) in [
            ("52.515", 2, "52.52%"),
            ("52.515", 0, "53%"),
            ("0.004", 2, "不足0.01%"),
            ("0.04", 1, "不足0.1%"),
            ("0.4", 0, "不足1%"),
            ("0", 2, "0%"),
            ("100", 2, "100.00%"),
        ] {
            assert_eq!(Rate(rate.parse().unwrap()).printed(digits), wanted);
        }
    }
}
