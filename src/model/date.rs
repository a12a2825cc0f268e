//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

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

    /// The day so many days after this one.
    pub(crate) fn plus(self, days: u32) -> Self {
        let mut day = self;
        for _ in 0..days {
            day = day.next();
        }
        day
    }

    /// The day so many days after the first of 1970.
    pub(crate) fn since_1970(days: u32) -> Self {
        // Counted from the first of March of the year 0, so that leap days stand at the ends of years.
        let days = i64::from(days) + 719_468;
        let (four_centuries, day) = (days / 146_097, days % 146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * year + year / 4 - year / 100);
        let since_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * since_march + 2) / 5 + 1;
        let month = if since_march < 10 { since_march + 3 } else { since_march - 9 };
        let year = 400 * four_centuries + year + i64::from(month <= 2);
        Self { year: u16::try_from(year).unwrap_or(u16::MAX), month: month as u8, day: day as u8 }
    }

    /// The day after this one.
    fn next(self) -> Self {
        let Self { year, month, day } = self;
        let coming = [
            Self { year, month, day: day.saturating_add(1) },
            Self { year, month: month.saturating_add(1), day: 1 },
        ];
        let new_year = Self { year: year.saturating_add(1), month: 1, day: 1 };
        coming.into_iter().find(|day| day.is_on_the_calendar()).unwrap_or(new_year)
    }

    /// Whether there is such a day (Gregorian calendar).
    fn is_on_the_calendar(self) -> bool {
        let is_leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }

    /// How it is written in data files, such as `2023-09-20`.
    pub(crate) fn key(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
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

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let read = |part: &str, digits: usize| {
            let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<u16>().ok()).flatten()
        };
        let day = match parts.as_slice() {
            [year, month, day] => (read(year, 4), read(month, 2), read(day, 2)),
            _ => (None, None, None),
        };
        let (Some(year), Some(month), Some(day)) = day else {
            return Err("日期写成 2023-09-20 这样".to_owned());
        };
        let date = Self { year, month: month as u8, day: day as u8 };
        date.is_on_the_calendar().then_some(date).ok_or_else(|| format!("没有 {text} 这一天"))
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
    fn the_day_after_so_many_is_that_far_away() {
        for start in ["2023-12-20", "2024-02-10", "2023-02-10", "1900-02-20", "2000-02-20"] {
            let start: Date = start.parse().unwrap();
            for days in [0, 1, 9, 20, 400] {
                assert_eq!(start.plus(days).days_after(start), i64::from(days), "{start}");
            }
        }
        let day: Date = "2024-02-28".parse().unwrap();
        assert_eq!([day.plus(1).key(), day.plus(2).key()], ["2024-02-29", "2024-03-01"]);
    }

    #[test]
    fn days_are_counted_from_1970() {
        let mut day = Date { year: 1970, month: 1, day: 1 };
        for number in 0..60_000 {
            assert_eq!(Date::since_1970(number), day, "{number}");
            day = day.next();
        }
    }

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for day in ["2023-02-29", "2023-13-01", "2023-00-10", "2023-9-1", "2023/09/01", "", "今天"]
        {
            assert!(day.parse::<Date>().is_err(), "{day}");
        }
        assert_eq!("2024-02-29".parse::<Date>().unwrap().to_string(), "2024年2月29日");
    }

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
