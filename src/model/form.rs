//! What a form decides about the figures printed in it.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::amount::Money;

/// What a form decides about the figures printed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// How far amounts are printed.
    pub precision: Precision,
    /// Whether every account, and each of the two smaller budgets, is held against last year.
    pub account_changes: bool,
}

/// How far amounts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Precision {
    /// The unit.
    pub unit: Unit,
    /// How many decimals.
    pub digits: u32,
}

/// The unit of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// 元.
    #[serde(rename = "元")]
    Yuan,
    /// 10,000 元.
    #[serde(rename = "万元")]
    TenThousand,
    /// 100,000,000 元.
    #[serde(rename = "亿元")]
    HundredMillion,
}

impl Unit {
    /// All units, the smallest first.
    pub(crate) const ALL: [Self; 3] = [Self::Yuan, Self::TenThousand, Self::HundredMillion];

    /// What it is called.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousand => "万元",
            Self::HundredMillion => "亿元",
        }
    }

    /// How many zeros it has in 元.
    pub(crate) fn zeros(self) -> u32 {
        match self {
            Self::Yuan => 0,
            Self::TenThousand => 4,
            Self::HundredMillion => 8,
        }
    }
}

impl Precision {
    /// The amount that a reader sees, in 元: rounded as layouts round what they print.
    pub(crate) fn printed(self, amount: Money) -> Money {
        match self.unit.zeros().checked_sub(self.digits) {
            Some(zeros) => amount.rounded_to_tens(zeros),
            None => amount.rounded(self.digits - self.unit.zeros()),
        }
    }

    /// What a reader sees, with the unit: `2338.51 万元`.
    pub(crate) fn text(self, amount: Money) -> String {
        let (zeros, digits) = (self.unit.zeros(), self.digits as usize);
        let units = self.printed(amount).decimal() * Decimal::new(1, zeros);
        format!("{units:.digits$} {}", self.unit.term())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is printed of an amount, in 元.
    fn printed(amount: &str, unit: Unit, digits: u32) -> String {
        Precision { unit, digits }.printed(Money::parse(amount).unwrap()).to_string()
    }

    #[test]
    fn amounts_are_rounded_to_the_last_printed_digit() {
        assert_eq!(printed("1280049.99", Unit::TenThousand, 2), "1280000.00");
        assert_eq!(printed("1280050.00", Unit::TenThousand, 2), "1280100.00");
        assert_eq!(printed("-1280050.00", Unit::TenThousand, 2), "-1280100.00");
        assert_eq!(printed("-49.99", Unit::TenThousand, 2), "0.00");
        assert_eq!(printed("1280049.99", Unit::TenThousand, 6), "1280049.99");
        assert_eq!(printed("1280049.95", Unit::TenThousand, 5), "1280050.00");
        assert_eq!(printed("1280049.99", Unit::Yuan, 2), "1280049.99");
        assert_eq!(printed("1280049.99", Unit::Yuan, 6), "1280049.99");
        assert_eq!(printed("1280049.49", Unit::Yuan, 0), "1280049.00");
        assert_eq!(printed("1280049.45", Unit::Yuan, 1), "1280049.50");
        assert_eq!(printed("49999999.99", Unit::HundredMillion, 0), "0.00");
        assert_eq!(printed("999999999999999.99", Unit::HundredMillion, 6), "1000000000000000.00");
    }

    #[test]
    fn amounts_are_told_in_the_unit_that_is_printed() {
        let told =
            |amount, unit, digits| Precision { unit, digits }.text(Money::parse(amount).unwrap());
        assert_eq!(told("23385050.00", Unit::TenThousand, 2), "2338.51 万元");
        assert_eq!(told("23385049.99", Unit::TenThousand, 2), "2338.50 万元");
        assert_eq!(told("-5000.00", Unit::TenThousand, 2), "-0.50 万元");
        assert_eq!(told("5000.00", Unit::TenThousand, 0), "1 万元");
        assert_eq!(told("12.30", Unit::Yuan, 2), "12.30 元");
        assert_eq!(told("123456789.00", Unit::HundredMillion, 4), "1.2346 亿元");
    }
}
