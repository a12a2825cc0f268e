//! Money in 元, exact to the 分.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

/// The largest number of digits before the decimal point that an amount may have; keeps every sum exact.
const WHOLE_DIGITS: usize = 15;

/// An exact amount of money in 元 with at most two decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(Decimal);

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// Something other than digits, sign, comma and point.
    Stray(char),
    /// More than two decimals.
    Decimals,
    /// Commas that do not part groups of three digits.
    Grouping,
    /// More than 15 digits before the point.
    TooLarge,
    /// No digits, two points, a sign within and the like.
    Malformed,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads an amount such as `416868418.19`, `-5` or `416,868,418.19`.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = match digits.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (digits, None),
        };
        let stray = digits.chars().find(|c| !matches!(c, '0'..='9' | ',' | '.' | '-' | '+'));
        if let Some(stray) = stray {
            return Err(MoneyError::Stray(stray));
        }
        let decimals = decimals.unwrap_or("0");
        if !decimals.bytes().all(|b| b.is_ascii_digit()) || decimals.is_empty() {
            return Err(MoneyError::Malformed);
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > 2 {
            return Err(MoneyError::Decimals);
        }
        let whole = ungroup(whole)?;
        let whole = whole.trim_start_matches('0');
        if whole.len() > WHOLE_DIGITS {
            return Err(MoneyError::TooLarge);
        }
        let digits = whole.bytes().chain(decimals.bytes().chain([b'0'; 2]).take(2));
        let cents = digits.fold(0, |cents, digit| cents * 10 + i64::from(digit - b'0'));
        let value = Decimal::new(cents, 2);
        Ok(Self(if negative { -value } else { value }))
    }

    /// So many 元, up to 15 digits.
    pub(crate) fn whole(yuan: u64) -> Self {
        Self(Decimal::from(yuan))
    }

    /// So many times half a 元.
    pub(crate) fn halves(count: u64) -> Self {
        Self(Decimal::from(count) * Decimal::new(5, 1))
    }

    /// Whether there is none.
    pub(crate) fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is less than nothing.
    pub(crate) fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// The amount without its sign.
    pub(crate) fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The amount rounded half away from zero to so many decimals.
    pub(crate) fn rounded(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The amount rounded half away from zero to a whole number of tens, hundreds and so on, by the number of zeros.
    pub(crate) fn rounded_to_tens(self, zeros: u32) -> Self {
        let unit = Decimal::from(10_u64.saturating_pow(zeros));
        Self(Self(self.0 / unit).rounded(0).0 * unit)
    }

    /// The amount as an exact number of 元.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

/// The digits before the point with their group commas taken out.
fn ungroup(whole: &str) -> Result<Cow<'_, str>, MoneyError> {
    let digits = match whole.split_once(',') {
        Some((first, groups)) => {
            let first_fits = (1..=3).contains(&first.len());
            if !first_fits || groups.split(',').any(|group| group.len() != 3) {
                return Err(MoneyError::Grouping);
            }
            Cow::Owned(whole.replace(',', ""))
        }
        None => Cow::Borrowed(whole),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MoneyError::Malformed);
    }
    Ok(digits)
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.0.is_zero() { Decimal::ZERO } else { self.0 };
        write!(f, "{value:.2}")
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_offices_write() {
        for (text, shown) in [
            ("416868418.19", "416868418.19"),
            ("416,868,418.19", "416868418.19"),
            ("0", "0.00"),
            ("-0.00", "0.00"),
            ("-12.5", "-12.50"),
            ("7.1000", "7.10"),
        ] {
            assert_eq!(Money::parse(text).map(|m| m.to_string()), Ok(shown.to_owned()), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_an_amount() {
        for (text, error) in [
            ("1.234", MoneyError::Decimals),
            ("1O0", MoneyError::Stray('O')),
            ("１００", MoneyError::Stray('１')),
            ("1,00.00", MoneyError::Grouping),
            ("1234,567", MoneyError::Grouping),
            ("1.2.3", MoneyError::Malformed),
            ("", MoneyError::Malformed),
            ("1.", MoneyError::Malformed),
            ("--1", MoneyError::Malformed),
            ("1e3", MoneyError::Stray('e')),
            ("1234567890123456", MoneyError::TooLarge),
        ] {
            assert_eq!(Money::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,24}") {
            let _ = Money::parse(&text);
        }

        #[test]
        fn shows_what_it_read(fen in -99_999_999_999_999_999_i64..99_999_999_999_999_999) {
            let text = Decimal::new(fen, 2).to_string();
            let shown = Money::parse(&text).map(|m| m.to_string());
            prop_assert_eq!(shown, Ok(text));
        }

        #[test]
        fn sums_are_exact_in_any_order(mut fens in prop::collection::vec(-9_999_999_999_i64..9_999_999_999, 0..40)) {
            let sum = |fens: &[i64]| fens.iter().map(|f| Money(Decimal::new(*f, 2))).sum::<Money>();
            let forward = sum(&fens);
            fens.reverse();
            prop_assert_eq!(forward, sum(&fens));
            prop_assert_eq!(forward.0, Decimal::new(fens.iter().sum(), 2));
        }
    }
}
