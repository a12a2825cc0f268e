//! Amounts in cents, and rates.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

/// An amount in cents (分).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cents(pub(crate) i64);

impl Cents {
    /// So many thousandths of it.
    pub(crate) fn thousandths(self, count: i64) -> Self {
        Self(self.0 / 1000 * count + self.0 % 1000 * count / 1000)
    }

    /// Without the cents.
    pub(crate) fn whole(self) -> Self {
        Self(self.0 / 100 * 100)
    }

    /// Whether it is nothing.
    pub(crate) fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// As sentences say it: without needless zeros.
    pub(crate) fn words(self) -> String {
        plain(self.0)
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(formatter, "{sign}{}.{:02}", self.0.abs() / 100, self.0.abs() % 100)
    }
}

impl Add for Cents {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Cents {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).sum())
    }
}

/// A number of hundredths without needless zeros.
pub(crate) fn plain(hundredths: i64) -> String {
    let written = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The hundredths of `full` that `part` of `whole` makes, rounded half up.
pub(crate) fn share(full: i64, part: i64, whole: i64) -> i64 {
    if whole == 0 {
        return 0;
    }
    let (full, part, whole) = (i128::from(full), i128::from(part), i128::from(whole));
    ((full * 100 * part * 2 + whole) / (whole * 2)) as i64
}
