//! Days of the calendar.

use std::fmt;

use serde::Serialize;

/// A day of the calendar, already checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// How many days this one is after another; below nothing if it is before.
    pub(crate) fn days_after(self, other: Self) -> i64 {
        self.number() - other.number()
    }

    /// The number of the day in an unbroken count of days (Gregorian calendar).
    fn number(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        // Years that begin in March put the leap day at their end.
        let year = i64::from(self.year) - i64::from(month <= 2);
        let leaps = year / 4 - year / 100 + year / 400;
        let since_march = (153 * ((month + 9) % 12) + 2) / 5;
        365 * year + leaps + since_march + day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let day = |year, month, day| Date { year, month, day };
        assert_eq!(day(2024, 3, 1).days_after(day(2024, 2, 28)), 2);
        assert_eq!(day(2023, 3, 1).days_after(day(2023, 2, 28)), 1);
        assert_eq!(day(2023, 1, 1).days_after(day(2022, 12, 31)), 1);
        assert_eq!(day(2023, 9, 1).days_after(day(2022, 9, 1)), 365);
        assert_eq!(day(2022, 8, 20).days_after(day(2022, 9, 9)), -20);
    }
}
