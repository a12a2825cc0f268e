//! This year against last, final figures against the budget.

use serde::Serialize;

use crate::figures::share::Rate;
use crate::model::amount::Money;

/// Which way an amount went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// 增加.
    Increase,
    /// 减少.
    Decrease,
    /// 持平.
    Unchanged,
}

/// An amount against last year's, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change {
    /// This year's.
    pub current: Money,
    /// Last year's.
    pub prior: Money,
    /// This year's less last year's.
    pub difference: Money,
    /// The difference without its sign.
    pub size: Money,
    /// The size in per cent of last year's; none if last year's is nil or either is negative.
    pub rate: Option<Rate>,
    /// Which way.
    pub direction: Direction,
}

impl Change {
    /// Compares two years.
    pub fn between(current: Money, prior: Money) -> Self {
        let difference = current - prior;
        let direction = match difference {
            difference if difference.is_zero() => Direction::Unchanged,
            difference if difference.is_negative() => Direction::Decrease,
            _ => Direction::Increase,
        };
        let size = difference.abs();
        let rate = if current.is_negative() { None } else { Rate::proper(size, prior) };
        Self { current, prior, difference, size, rate, direction }
    }
}

/// On which side of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 决算数大于预算数.
    Over,
    /// 决算数小于预算数.
    Under,
    /// 持平.
    Equal,
}

/// A final figure against its budget, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Attainment {
    /// 年初预算数.
    pub budget: Money,
    /// 决算数.
    #[serde(rename = "final")]
    pub outturn: Money,
    /// Final figure less budget.
    pub difference: Money,
    /// The difference without its sign.
    pub size: Money,
    /// 完成率, in per cent; none of a nil budget or a negative figure.
    pub rate: Option<Rate>,
    /// Which side.
    pub direction: Side,
}

impl Attainment {
    /// Holds a final figure against its budget.
    pub fn of(outturn: Money, budget: Money) -> Self {
        let difference = outturn - budget;
        let direction = match difference {
            difference if difference.is_zero() => Side::Equal,
            difference if difference.is_negative() => Side::Under,
            _ => Side::Over,
        };
        let rate = Rate::proper(outturn, budget);
        Self { budget, outturn, difference, size: difference.abs(), rate, direction }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An amount from its text.
    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[test]
    fn the_reference_report_grew_by_its_printed_rate() {
        let change = Change::between(money("416868418.19"), money("407941266.85"));
        assert_eq!(change.size, money("8927151.34"));
        assert_eq!(change.direction, Direction::Increase);
        assert_eq!(change.rate.unwrap().0.round_dp(2).to_string(), "2.19");
    }

    #[test]
    fn nothing_last_year_gives_no_rate() {
        let change = Change::between(money("5"), Money::ZERO);
        assert_eq!((change.direction, change.rate), (Direction::Increase, None));
        let change = Change::between(Money::ZERO, Money::ZERO);
        assert_eq!((change.direction, change.rate), (Direction::Unchanged, None));
    }

    #[test]
    fn a_nil_budget_gives_no_rate() {
        assert_eq!(Attainment::of(money("5"), Money::ZERO).rate, None);
        assert_eq!(Attainment::of(money("5"), money("5")).direction, Side::Equal);
        assert_eq!(Attainment::of(money("4"), money("5")).direction, Side::Under);
        assert_eq!(Attainment::of(money("6"), money("5")).direction, Side::Over);
    }

    proptest! {
        #[test]
        fn last_year_and_the_change_make_this_year(now in 0_i64..9_999_999_999, then in 0_i64..9_999_999_999) {
            let of = |fen: i64| money(&format!("{}.{:02}", fen / 100, fen % 100));
            let change = Change::between(of(now), of(then));
            prop_assert_eq!(change.prior + change.difference, change.current);
            prop_assert_eq!(change.direction == Direction::Decrease, now < then);
            prop_assert_eq!(change.rate.is_none(), then == 0);
        }
    }
}
