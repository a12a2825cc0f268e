//! Two amounts that differ as the same amount does in 元 and in 万元.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::amount::Money;
use crate::problem::Problem;

/// A unit that amounts are written in by mistake for 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Unit {
    /// 千元.
    Thousand,
    /// 万元.
    TenThousand,
    /// 亿元.
    HundredMillion,
}

impl Unit {
    /// All of them.
    pub(in crate::check) const ALL: [Self; 3] =
        [Self::Thousand, Self::TenThousand, Self::HundredMillion];

    /// What it is called.
    pub(in crate::check) fn term(self) -> &'static str {
        match self {
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::HundredMillion => "亿元",
        }
    }

    /// How many 元 it is.
    pub(in crate::check) fn factor(self) -> Decimal {
        match self {
            Self::Thousand => Decimal::ONE_THOUSAND,
            Self::TenThousand => Decimal::from(10_000),
            Self::HundredMillion => Decimal::from(100_000_000),
        }
    }

    /// By how many 元 an amount may be off that was written in the unit with so many decimals.
    pub(in crate::check) fn half_step(self, written: Decimal) -> Decimal {
        let step = Decimal::new(1, written.normalize().scale());
        self.factor().saturating_mul(step) / Decimal::TWO
    }
}

/// The unit in which the smaller of two amounts is the larger one, as exactly as it is written.
pub(in crate::check) fn exactly(one: Decimal, other: Decimal) -> Option<Unit> {
    let (small, large) = in_order(one, other)?;
    Unit::ALL.into_iter().find(|unit| {
        let gap = large.saturating_sub(small.saturating_mul(unit.factor())).abs();
        gap <= unit.half_step(small)
    })
}

/// The unit in which the smaller of two amounts comes near the larger one: by no more than threefold, for 千元 twofold.
pub(in crate::check) fn about(one: Decimal, other: Decimal) -> Option<Unit> {
    let (small, large) = in_order(one, other)?;
    let times = large.checked_div(small)?;
    Unit::ALL.into_iter().find(|unit| {
        let near = Decimal::from(if *unit == Unit::Thousand { 2 } else { 3 });
        let factor = unit.factor();
        times.saturating_mul(near) >= factor && times <= factor.saturating_mul(near)
    })
}

/// The sizes of two amounts, the smaller first; none where one is nil.
fn in_order(one: Decimal, other: Decimal) -> Option<(Decimal, Decimal)> {
    let (one, other) = (one.abs(), other.abs());
    let (small, large) = if one < other { (one, other) } else { (other, one) };
    (!small.is_zero()).then_some((small, large))
}

/// How many times the smaller of two amounts the larger one is, as it is said.
pub(in crate::check) fn times(one: Decimal, other: Decimal) -> Option<String> {
    let (small, large) = in_order(one, other)?;
    let times = large.checked_div(small)?;
    Some(format!("{:.1}", times.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)))
}

/// How many digits of a number say something.
pub(in crate::check) fn digits(number: Decimal) -> usize {
    let digits = number.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len()
}

/// A finding about two amounts that should be near each other, which asks for the unit where they differ as units do.
pub(in crate::check) fn asking(finding: Problem, one: Money, other: Money) -> Problem {
    let (one, other) = (one.decimal(), other.decimal());
    match (about(one, other), times(one, other), in_order(one, other)) {
        (Some(unit), Some(times), Some((small, large))) => {
            let term = unit.term();
            finding.help(format!(
                "{large:.2} 约是 {small:.2} 的 {times} 倍，疑为{term}：数据一律写元，请核对 {small:.2} 是否按{term}填写"
            ))
        }
        _ => finding,
    }
}

/// The same for expenditure against what there was to spend: income alone, or with what was carried over.
pub(in crate::check) fn asking_spent(
    finding: Problem,
    spent: Money,
    income: Money,
    opening: Money,
) -> Problem {
    let alone = about(spent.decimal(), income.decimal()).is_some();
    asking(finding, spent, if alone { income } else { opening + income })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number from its text.
    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn units_are_told_as_exactly_as_they_are_written() {
        for (small, large, unit) in [
            ("175.50", "1754977.00", Some(Unit::TenThousand)),
            ("175.49", "1754977.00", None),
            ("175.5", "1755300.00", Some(Unit::TenThousand)),
            ("0.92", "9241.73", Some(Unit::TenThousand)),
            ("1754.98", "1754977.00", Some(Unit::Thousand)),
            ("4.17", "416868418.19", Some(Unit::HundredMillion)),
            ("17.55", "1754977.00", None),
            ("0", "1754977.00", None),
        ] {
            assert_eq!(exactly(number(small), number(large)), unit, "{small} {large}");
            assert_eq!(exactly(number(large), number(small)), unit, "{large} {small}");
        }
    }

    #[test]
    fn units_are_told_where_amounts_changed_as_well() {
        for (small, large, unit) in [
            ("6989.96", "68123456.00", Some(Unit::TenThousand)),
            ("7.20", "24000.00", Some(Unit::TenThousand)),
            ("7.20", "720.00", None),
            ("1000.00", "10000.00", None),
            ("1000.00", "100000.00", None),
            ("5208.00", "2070000.00", None),
            ("1.00", "100000000.00", Some(Unit::HundredMillion)),
        ] {
            assert_eq!(about(number(small), number(large)), unit, "{small} {large}");
        }
    }
}
