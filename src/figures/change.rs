//! This year against last, final figures against the budget: more, less or the same as it is printed.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::budget::{Basis, Budgeted};
use crate::model::form::Precision;

/// Which way an amount went, as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Direction {
    /// 增加.
    Increase,
    /// 减少.
    Decrease,
    /// 持平.
    Unchanged,
}

/// An amount against last year's, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Change {
    /// This year's.
    pub current: Money,
    /// Last year's.
    pub prior: Money,
    /// This year's less last year's, both as they are printed.
    pub difference: Money,
    /// The difference without its sign.
    pub size: Money,
    /// The size in per cent of last year's; none if last year's is printed as nil or either is negative.
    pub rate: Option<Rate>,
    /// Which way.
    pub direction: Direction,
    /// Whether the two are equal to the last 分.
    pub exact: bool,
}

impl Change {
    /// Compares two years as they are printed.
    pub(crate) fn between(current: Money, prior: Money, precision: Precision) -> Self {
        let pair = Pair::of(current, prior, precision);
        let direction = match pair.order() {
            Ordering::Less => Direction::Decrease,
            Ordering::Equal => Direction::Unchanged,
            Ordering::Greater => Direction::Increase,
        };
        let rate = pair.has_rate().then(|| pair.growth()).flatten();
        let (difference, exact) = (pair.difference(), current == prior);
        Self { current, prior, difference, size: difference.abs(), rate, direction, exact }
    }

    /// Whether the report says that it went up or down.
    pub(crate) fn is_told(&self) -> bool {
        self.direction != Direction::Unchanged
    }

    /// What a reason explains, in 元: this year's less last year's, or nothing where no difference is printed.
    pub(crate) fn movement(&self) -> Money {
        if self.is_told() { self.current - self.prior } else { Money::ZERO }
    }
}

/// On which side of the budget, as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Side {
    /// 决算数大于预算数.
    Over,
    /// 决算数小于预算数.
    Under,
    /// 持平.
    Equal,
}

/// A final figure against its budget, in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Attainment {
    /// The budget that it is held against.
    pub budget: Money,
    /// Which budget that is.
    pub basis: Basis,
    /// 全年预算数.
    #[serde(rename = "full-year")]
    pub full_year: Money,
    /// Whether the budget of the whole year is printed as another than the one it is held against.
    pub adjusted: bool,
    /// 决算数.
    #[serde(rename = "final")]
    pub outturn: Money,
    /// Final figure less budget, both as they are printed.
    pub difference: Money,
    /// The difference without its sign.
    pub size: Money,
    /// 完成率, in per cent; none of a budget printed as nil or a negative figure.
    pub rate: Option<Rate>,
    /// Which side.
    pub direction: Side,
    /// Whether the two are equal to the last 分.
    pub exact: bool,
}

impl Attainment {
    /// Holds a final figure against its budget as they are printed.
    pub(crate) fn of(outturn: Money, budgeted: Budgeted, precision: Precision) -> Self {
        let (budget, full_year) = (budgeted.amount(), budgeted.full_year);
        let pair = Pair::of(outturn, budget, precision);
        let direction = match pair.order() {
            Ordering::Less => Side::Under,
            Ordering::Equal => Side::Equal,
            Ordering::Greater => Side::Over,
        };
        let rate = pair.has_rate().then(|| pair.attained()).flatten();
        let (difference, exact) = (pair.difference(), outturn == budget);
        Self {
            budget,
            basis: budgeted.basis(),
            full_year,
            adjusted: precision.printed(full_year) != precision.printed(budget),
            outturn,
            difference,
            size: difference.abs(),
            rate,
            direction,
            exact,
        }
    }

    /// Whether the report says that it was missed or exceeded.
    pub(crate) fn is_told(&self) -> bool {
        self.direction != Side::Equal
    }

    /// What a reason explains, in 元: the final figure less its budget, or nothing where no difference is printed.
    pub(crate) fn gap(&self) -> Money {
        if self.is_told() { self.outturn - self.budget } else { Money::ZERO }
    }
}

/// Two amounts, each as it is and as it is printed.
struct Pair {
    /// The amount.
    amount: Money,
    /// What it is held against.
    base: Money,
    /// The amount as it is printed.
    printed: Money,
    /// What it is held against as it is printed.
    printed_base: Money,
    /// Whether the difference, printed by itself, would be nil.
    is_slight: bool,
}

impl Pair {
    /// An amount and what it is held against.
    fn of(amount: Money, base: Money, precision: Precision) -> Self {
        let [printed, printed_base] = [amount, base].map(|amount| precision.printed(amount));
        let is_slight = precision.printed(amount - base).is_zero();
        Self { amount, base, printed, printed_base, is_slight }
    }

    /// Which is more.
    fn order(&self) -> Ordering {
        self.printed.cmp(&self.printed_base)
    }

    /// The difference that a reader finds who subtracts.
    fn difference(&self) -> Money {
        self.printed - self.printed_base
    }

    /// Whether a rate means anything: nothing negative, and no base that is printed as nil.
    fn has_rate(&self) -> bool {
        !self.amount.is_negative() && self.printed_base > Money::ZERO
    }

    /// The difference in per cent of the base; from what is printed where only the rounding makes the difference.
    fn growth(&self) -> Option<Rate> {
        if self.order().is_eq() {
            Some(Rate(Decimal::ZERO))
        } else if self.is_slight {
            Rate::of(self.difference().abs(), self.printed_base)
        } else {
            Rate::of((self.amount - self.base).abs(), self.base)
        }
    }

    /// The amount in per cent of the base; from what is printed where only the rounding makes the difference.
    fn attained(&self) -> Option<Rate> {
        if self.order().is_eq() {
            Some(Rate(Decimal::ONE_HUNDRED))
        } else if self.is_slight {
            Rate::of(self.printed, self.printed_base)
        } else {
            Rate::of(self.amount, self.base)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::form::Unit;
    use proptest::prelude::*;

    /// To the 分.
    const YUAN: Precision = Precision { unit: Unit::Yuan, digits: 2 };
    /// To 100 元.
    const TEN_THOUSAND: Precision = Precision { unit: Unit::TenThousand, digits: 2 };

    /// An amount from its text.
    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    /// A budget that was not adjusted.
    fn planned(budget: Money) -> Budgeted {
        Budgeted { initial: Some(budget), full_year: budget }
    }

    /// A rate with two decimals.
    fn rate(rate: Option<Rate>) -> String {
        rate.map_or("none".to_owned(), |rate| rate.to_string())
    }

    /// Two years compared in 万元: the size, the rate, the direction and whether they are equal to the last 分.
    fn change(current: &str, prior: &str) -> (String, String, Direction, bool) {
        let change = Change::between(money(current), money(prior), TEN_THOUSAND);
        (change.size.to_string(), rate(change.rate), change.direction, change.exact)
    }

    /// A final figure against its budget in 万元: the same.
    fn attainment(outturn: &str, budget: &str) -> (String, String, Side, bool) {
        let attained = Attainment::of(money(outturn), planned(money(budget)), TEN_THOUSAND);
        (attained.size.to_string(), rate(attained.rate), attained.direction, attained.exact)
    }

    #[test]
    fn the_reference_report_grew_by_its_printed_rate() {
        let change = Change::between(money("416868418.19"), money("407941266.85"), YUAN);
        assert_eq!(change.size, money("8927151.34"));
        assert_eq!(change.direction, Direction::Increase);
        assert_eq!(rate(change.rate), "2.19%");
    }

    #[test]
    fn nothing_last_year_gives_no_rate() {
        let change = Change::between(money("5"), Money::ZERO, YUAN);
        assert_eq!((change.direction, change.rate), (Direction::Increase, None));
        let change = Change::between(Money::ZERO, Money::ZERO, YUAN);
        assert_eq!((change.direction, change.rate), (Direction::Unchanged, None));
    }

    #[test]
    fn a_nil_budget_gives_no_rate() {
        let of = |outturn, budget| Attainment::of(money(outturn), planned(money(budget)), YUAN);
        assert_eq!(of("5", "0").rate, None);
        assert_eq!(of("5", "5").direction, Side::Equal);
        assert_eq!(of("4", "5").direction, Side::Under);
        assert_eq!(of("6", "5").direction, Side::Over);
    }

    #[test]
    fn what_is_printed_alike_is_unchanged() {
        use Direction::Unchanged;
        let same = |size: &str, rate: &str| (size.to_owned(), rate.to_owned(), Unchanged);
        for (current, prior) in
            [("20030", "20000"), ("20000", "20030"), ("1280000", "1280049.99"), ("-30", "-20")]
        {
            let (size, rate, direction, exact) = change(current, prior);
            let wanted = same("0.00", if current == "-30" { "none" } else { "0.00%" });
            assert_eq!(((size, rate, direction), exact), (wanted, false), "{current} {prior}");
        }
        assert!(change("20030", "20030").3);
        assert_eq!(attainment("20030", "20000").1, "100.00%");
        assert_eq!(
            attainment("3370", "3440"),
            ("0.00".into(), "100.00%".into(), Side::Equal, false)
        );
        assert_eq!(attainment("30", "20"), ("0.00".into(), "none".into(), Side::Equal, false));
    }

    #[test]
    fn what_is_printed_differently_differs_by_what_is_printed() {
        let more = |size: &str, rate: &str| (size.into(), rate.into(), Direction::Increase, false);
        // 128.00 and 128.01, though they are 0.01 元 apart.
        assert_eq!(change("1280050", "1280049.99"), more("100.00", "0.01%"));
        // 2.01 and 2.00: 0.01, though 20060 less 20040 would be printed as nil.
        assert_eq!(change("20060", "20040"), more("100.00", "0.50%"));
        // 2.02 and 2.00: 0.02, though 110 元 would be printed as 0.01.
        assert_eq!(change("20150", "20040"), more("200.00", "0.55%"));
        assert_eq!(
            attainment("1280049.99", "1280050"),
            ("100.00".into(), "99.99%".into(), Side::Under, false)
        );
    }

    #[test]
    fn what_is_printed_as_nil_is_no_base() {
        assert_eq!(change("20000", "30").1, "none");
        assert_eq!(
            attainment("20000", "30"),
            ("20000.00".into(), "none".into(), Side::Over, false)
        );
        assert_eq!(attainment("30", "20000").1, "0.15%");
    }

    #[test]
    fn the_initial_budget_is_the_base_where_there_is_one() {
        let of = |initial: Option<&str>, full_year| {
            let budgeted = Budgeted { initial: initial.map(money), full_year: money(full_year) };
            let attained = Attainment::of(money("90"), budgeted, YUAN);
            (attained.basis, rate(attained.rate), attained.adjusted)
        };
        assert_eq!(of(Some("120"), "100"), (Basis::Initial, "75.00%".into(), true));
        assert_eq!(of(Some("100"), "100"), (Basis::Initial, "90.00%".into(), false));
        assert_eq!(of(Some("0"), "100"), (Basis::Initial, "none".into(), true));
        assert_eq!(of(None, "100"), (Basis::FullYear, "90.00%".into(), false));
    }

    #[test]
    fn a_reason_explains_what_is_printed() {
        let change = |current, prior| Change::between(money(current), money(prior), TEN_THOUSAND);
        assert_eq!(change("20030", "20000").movement(), Money::ZERO);
        assert_eq!(change("20000", "20060").movement(), money("-60"));
        let attained =
            |outturn, budget| Attainment::of(money(outturn), planned(money(budget)), TEN_THOUSAND);
        assert_eq!(attained("20030", "20000").gap(), Money::ZERO);
        assert_eq!(attained("20060", "20000").gap(), money("60"));
    }

    proptest! {
        #[test]
        fn last_year_and_the_change_make_this_year(now in 0_i64..9_999_999_999, then in 0_i64..9_999_999_999) {
            let of = |fen: i64| money(&format!("{}.{:02}", fen / 100, fen % 100));
            let change = Change::between(of(now), of(then), YUAN);
            prop_assert_eq!(change.prior + change.difference, change.current);
            prop_assert_eq!(change.direction == Direction::Decrease, now < then);
            prop_assert_eq!(change.rate.is_none(), then == 0);
        }

        #[test]
        fn a_reader_never_finds_another_answer(
            now in -9_999_999_i64..9_999_999, step in -30_000_i64..30_000, digits in 0_u32..7,
            unit in prop::sample::select(vec![Unit::Yuan, Unit::TenThousand, Unit::HundredMillion]),
        ) {
            let of = |fen: i64| {
                let sign = if fen < 0 { "-" } else { "" };
                money(&format!("{sign}{}.{:02}", fen.abs() / 100, fen.abs() % 100))
            };
            let precision = Precision { unit, digits };
            let (current, prior) = (of(now), of(now + step));
            let [read, read_before] = [current, prior].map(|amount| precision.printed(amount));
            let change = Change::between(current, prior, precision);
            prop_assert_eq!(change.difference, read - read_before);
            prop_assert_eq!(precision.printed(change.size), change.size);
            prop_assert_eq!(change.is_told(), read != read_before);
            prop_assert_eq!(change.direction == Direction::Increase, read > read_before);
            prop_assert!(!change.exact || !change.is_told());
            let attained = Attainment::of(current, planned(prior), precision);
            prop_assert_eq!(attained.direction == Side::Over, read > read_before);
            prop_assert_eq!(attained.direction == Side::Under, read < read_before);
            if let Some(Rate(rate)) = attained.rate {
                let hundred = Decimal::ONE_HUNDRED;
                prop_assert_eq!(rate.cmp(&hundred), read.cmp(&read_before));
            }
        }
    }
}
