//! Amounts, counts, points and dates.

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::fields::BLANK;
use crate::fields::field::{Field, Kind, Sign};
use crate::model::amount::{Money, MoneyError};
use crate::model::date::Date;
use crate::model::evaluation::Score;
use crate::model::place::{Located, Place};
use crate::problem::Problem;
use crate::tables::corrected::amount;
use crate::tables::table::Table;

impl Table<'_> {
    /// Whether a number, a day or a code is yet to be filled in, which is noted.
    pub(super) fn is_blank(&self, field: &Field, value: &DeValue<'_>, place: Place) -> bool {
        let blank = value.as_str().is_some_and(|text| text.trim() == BLANK);
        if blank {
            let path = self.path(field.key);
            self.reading.problem(
                Problem::error("unfilled", format!("{path}（{}）还没有填", field.term))
                    .at(place, BLANK)
                    .help("请把“待补”连同引号换成实际的数；本年没有的，删去这一项或这一行"),
            );
        }
        blank
    }

    /// An amount; nothing at all when it is left out.
    pub(crate) fn money(&self, field: &Field) -> Located<Money> {
        self.optional_money(field).unwrap_or_else(|| self.absent(Money::ZERO))
    }

    /// An amount that must be there.
    pub(crate) fn required_money(&self, field: &Field) -> Located<Money> {
        if !self.has(field) {
            let key = field.key;
            self.missing(field, format!("例：{key} = 1234.56（单位：元；确实没有请写 0）"));
        }
        self.money(field)
    }

    /// An amount where it is written.
    pub(crate) fn optional_money(&self, field: &Field) -> Option<Located<Money>> {
        let (value, place) = self.value(field)?;
        let key = field.key;
        if self.is_blank(field, value, place) {
            return None;
        }
        let may_be_negative = matches!(field.kind, Kind::Money(Sign::Any));
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
            Ok(money) if money.is_negative() && !may_be_negative => {
                self.reading.problem(
                    Problem::error("negative-amount", format!("{} 不能是负数", self.path(key)))
                        .at(place, "负数")
                        .help("请核对；冲减以前年度的应在对应的收支行中抵减"),
                );
                None
            }
            Ok(money) => Some(Located::new(money, place)),
            Err(error) => {
                let meant = amount(text).filter(|_| matches!(error, MoneyError::Stray(_)));
                let mut problem = bad_amount(&self.path(key), error, place);
                if let Some(meant) = meant {
                    problem = problem.help(format!("请写成：{key} = {meant}（单位是元）"));
                }
                self.reading.problem(problem);
                None
            }
        }
    }

    /// A whole number from nothing up; nothing when it is left out.
    pub(crate) fn count(&self, field: &Field) -> Located<u32> {
        let Some((value, place)) = self.value(field) else { return self.absent(0) };
        if self.is_blank(field, value, place) {
            return self.absent(0);
        }
        let number = value.as_integer().filter(|i| i.radix() == 10);
        match number.and_then(|i| i.as_str().parse::<u32>().ok()).filter(|n| *n < 100_000_000) {
            Some(number) => Located::new(number, place),
            None => {
                let wanted = match field.kind {
                    Kind::Count(unit) => format!("个数（0 或正整数，单位：{unit}）"),
                    _ => "个数（0 或正整数）".to_owned(),
                };
                self.mistyped(field.key, value, place, &wanted);
                Located::new(0, place)
            }
        }
    }

    /// A whole number within the range of its field.
    pub(crate) fn whole(&self, field: &Field) -> Option<Located<u32>> {
        let (value, place) = self.value(field)?;
        if self.is_blank(field, value, place) {
            return None;
        }
        let Kind::Whole { least, most, unit: _, wanted } = field.kind else { return None };
        let number = value.as_integer().filter(|integer| integer.radix() == 10);
        let number = number.and_then(|integer| integer.as_str().parse::<u32>().ok());
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => Some(Located::new(number, place)),
            None => {
                self.mistyped(field.key, value, place, wanted);
                None
            }
        }
    }

    /// A year such as 2022.
    pub(crate) fn year(&self, field: &Field) -> Option<Located<u16>> {
        let (value, place) = self.value(field)?;
        if self.is_blank(field, value, place) {
            return None;
        }
        let year = value.as_integer().and_then(|i| i.as_str().parse::<u16>().ok());
        match year.filter(|year| (1990..=2100).contains(year)) {
            Some(year) => Some(Located::new(year, place)),
            None => {
                self.mistyped(field.key, value, place, "四位数的年度（如 2022）");
                None
            }
        }
    }

    /// Points or a weight, 0 to 100 with at most two decimals.
    pub(crate) fn score(&self, field: &Field) -> Option<Located<Score>> {
        let wanted = "0 到 100 之间的分数（最多两位小数）";
        let right = |score: &Decimal| {
            (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(score) && score.scale() <= 2
        };
        let score = self.decimal(field, right, wanted)?;
        Some(Located::new(Score(score.value), score.place))
    }

    /// A number within the range of its field.
    pub(crate) fn number(&self, field: &Field) -> Option<Located<Decimal>> {
        let Kind::Number { least, most, decimals, unit: _, wanted } = field.kind else {
            return None;
        };
        let tenths = |number: u32| Decimal::new(i64::from(number), 1);
        let right = |number: &Decimal| {
            *number >= tenths(least)
                && !(least == 0 && number.is_sign_negative())
                && most.is_none_or(|most| *number <= tenths(most))
                && decimals.is_none_or(|decimals| number.scale() <= decimals)
        };
        self.decimal(field, right, wanted)
    }

    /// A number that is `right`; `wanted` says what that is.
    fn decimal(
        &self,
        field: &Field,
        right: impl Fn(&Decimal) -> bool,
        wanted: &str,
    ) -> Option<Located<Decimal>> {
        let (value, place) = self.value(field)?;
        if self.is_blank(field, value, place) {
            return None;
        }
        let text = match value {
            DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str()),
            DeValue::Float(float) => Some(float.as_str()),
            DeValue::Integer(_)
            | DeValue::String(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        match text.and_then(|text| text.parse::<Decimal>().ok()).filter(right) {
            Some(number) => Some(Located::new(number, place)),
            None => {
                self.mistyped(field.key, value, place, wanted);
                None
            }
        }
    }

    /// Yes or no.
    pub(crate) fn flag(&self, field: &Field) -> Option<bool> {
        match self.value(field)? {
            (DeValue::Boolean(flag), _) => Some(*flag),
            (other, place) => {
                self.mistyped(field.key, other, place, "true（是）或 false（否）");
                None
            }
        }
    }

    /// A day such as 2023-09-20.
    pub(crate) fn date(&self, field: &Field) -> Option<Located<Date>> {
        let (value, place) = self.value(field)?;
        if self.is_blank(field, value, place) {
            return None;
        }
        let date = value.as_datetime().filter(|d| d.time.is_none()).and_then(|d| d.date);
        let date = match date {
            Some(date) => Date { year: date.year, month: date.month, day: date.day },
            None => {
                self.mistyped(field.key, value, place, "日期（如 2023-09-20，不加引号）");
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
