//! Amounts, counts, points and dates.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::model::amount::{Money, MoneyError};
use crate::model::date::Date;
use crate::model::evaluation::Score;
use crate::model::place::{Located, Place};
use crate::problem::Problem;
use crate::tables::table::Table;

/// Whether an amount may be below nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Nothing or more.
    Positive,
    /// Any, as for corrections of earlier years.
    Any,
}

impl Table<'_> {
    /// An amount; nothing at all when it is left out.
    pub fn money(&self, key: &'static str, sign: Sign) -> Located<Money> {
        self.optional_money(key, sign).unwrap_or_else(|| self.absent(Money::ZERO))
    }

    /// An amount that must be there.
    pub fn required_money(&self, key: &'static str, sign: Sign) -> Located<Money> {
        if !self.has(key) {
            self.missing(key, format!("例：{key} = 1234.56（单位：元；确实没有请写 0）"));
        }
        self.money(key, sign)
    }

    /// An amount where it is written.
    pub fn optional_money(&self, key: &'static str, sign: Sign) -> Option<Located<Money>> {
        let (value, place) = self.value(key)?;
        let text: &str = match value {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            DeValue::String(text) => text.trim(),
            other => {
                self.mistyped(key, other, place, "金额（如 1234.56，单位：元）");
                return None;
            }
        };
        match Money::parse(text) {
            Ok(money) if money.is_negative() && sign == Sign::Positive => {
                self.reading.problem(
                    Problem::error("negative-amount", format!("{} 不能是负数", self.path(key)))
                        .at(place, "负数")
                        .help("请核对；冲减以前年度的应在对应的收支行中抵减"),
                );
                None
            }
            Ok(money) => Some(Located::new(money, place)),
            Err(error) => {
                self.reading.problem(bad_amount(&self.path(key), error, place));
                None
            }
        }
    }

    /// A whole number from nothing up; nothing when it is left out.
    pub fn count(&self, key: &'static str) -> Located<u32> {
        let Some((value, place)) = self.value(key) else { return self.absent(0) };
        let number = value.as_integer().filter(|i| i.radix() == 10);
        match number.and_then(|i| i.as_str().parse::<u32>().ok()).filter(|n| *n < 100_000_000) {
            Some(number) => Located::new(number, place),
            None => {
                self.mistyped(key, value, place, "个数（0 或正整数）");
                Located::new(0, place)
            }
        }
    }

    /// A year such as 2022.
    pub fn year(&self, key: &'static str) -> Option<Located<u16>> {
        let (value, place) = self.value(key)?;
        let year = value.as_integer().and_then(|i| i.as_str().parse::<u16>().ok());
        match year.filter(|year| (1990..=2100).contains(year)) {
            Some(year) => Some(Located::new(year, place)),
            None => {
                self.mistyped(key, value, place, "四位数的年度（如 2022）");
                None
            }
        }
    }

    /// Points or a weight, 0 to 100 with at most two decimals.
    pub fn score(&self, key: &'static str) -> Option<Located<Score>> {
        let wanted = "0 到 100 之间的分数（最多两位小数）";
        let score = self.number(key, Decimal::ZERO..=Decimal::ONE_HUNDRED, 2, wanted)?;
        Some(Located::new(Score(score.value), score.place))
    }

    /// A number in a range with at most so many decimals; `wanted` says so.
    pub fn number(
        &self,
        key: &'static str,
        range: RangeInclusive<Decimal>,
        decimals: u32,
        wanted: &str,
    ) -> Option<Located<Decimal>> {
        let (value, place) = self.value(key)?;
        let text = match value {
            DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str()),
            DeValue::Float(float) => Some(float.as_str()),
            _ => None,
        };
        let number = text.and_then(|text| text.parse::<Decimal>().ok());
        match number.filter(|number| range.contains(number) && number.scale() <= decimals) {
            Some(number) => Some(Located::new(number, place)),
            None => {
                self.mistyped(key, value, place, wanted);
                None
            }
        }
    }

    /// Yes or no.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        match self.value(key)? {
            (DeValue::Boolean(flag), _) => Some(*flag),
            (other, place) => {
                self.mistyped(key, other, place, "true（是）或 false（否）");
                None
            }
        }
    }

    /// A day such as 2023-09-20.
    pub fn date(&self, key: &'static str) -> Option<Located<Date>> {
        let (value, place) = self.value(key)?;
        let date = value.as_datetime().filter(|d| d.time.is_none()).and_then(|d| d.date);
        let date = match date {
            Some(date) => Date { year: date.year, month: date.month, day: date.day },
            None => {
                self.mistyped(key, value, place, "日期（如 2023-09-20，不加引号）");
                // Stands in so that the date is not called missing as well; after an error nothing is built.
                Date { year: 2000, month: 1, day: 1 }
            }
        };
        Some(Located::new(date, place))
    }
}

/// A problem from what is wrong with an amount.
fn bad_amount(path: &str, error: MoneyError, place: Place) -> Problem {
    let (what, help) = match error {
        MoneyError::Stray(stray) => (
            format!("有不该有的字符“{stray}”"),
            "金额只写数字和小数点，如 1234.56；不写单位、空格、全角数字".to_owned(),
        ),
        MoneyError::Decimals => {
            ("小数超过两位".to_owned(), "金额以元为单位，精确到分；请核对原始数据".to_owned())
        }
        MoneyError::Grouping => {
            ("千分位逗号的位置不对".to_owned(), "请每三位一个逗号，或不写逗号".to_owned())
        }
        MoneyError::TooLarge => ("超过 15 位整数".to_owned(), "请核对单位是否为元".to_owned()),
        MoneyError::Malformed => {
            ("不是一个数".to_owned(), "写法如 1234.56 或 \"1,234.56\"".to_owned())
        }
    };
    Problem::error("bad-amount", format!("{path} 不是正确的金额：{what}"))
        .at(place, what)
        .help(help)
}
