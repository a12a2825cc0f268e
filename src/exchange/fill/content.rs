//! What a cell holds ⇄ what a field says.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::edit::Value;
use crate::exchange::fill::cells::Content;
use crate::exchange::fill::codes::code;
use crate::exchange::fill::said::{canonical, cells_of};
use crate::exchange::table::{self, is_other_number};
use crate::fields::extra::{named, row};
use crate::fields::field::{Field, Kind, Sign};
use crate::model::amount::Money;

/// The words for yes and no.
pub(super) const FLAGS: [(&str, &str); 2] = [("true", "是"), ("false", "否")];

/// What is said of a formula whose result was not stored.
const UNCALCULATED: &str = "是没有结果的公式；请改成数，或在 Excel 里算好再保存";

/// The number of days from the day 0 of spreadsheets to 1970-01-01.
const DAYS_TO_1970: i64 = 25_569;

/// What is shown of a text for a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// A number that the cell holds exactly.
    Number(f64),
    /// Words.
    Words(String),
}

/// What a cell shows of what a field says; `name` is that of its code.
pub(super) fn shown(field: &Field, text: &str, name: Option<&str>) -> Shown {
    match field.kind {
        Kind::Money(_)
        | Kind::Count(_)
        | Kind::Whole { .. }
        | Kind::Number { .. }
        | Kind::Score
        | Kind::Year => match text.parse::<f64>() {
            Ok(number) if holds(text, number) => Shown::Number(number),
            _ => Shown::Words(text.to_owned()),
        },
        Kind::Code(_) => Shown::Words(match name {
            Some(name) => format!("{text} {name}"),
            None => text.to_owned(),
        }),
        Kind::Choice(choices) => {
            let choice = choices().into_iter().find(|choice| choice.key == text);
            Shown::Words(choice.map_or(text, |choice| choice.term).to_owned())
        }
        Kind::Flag => {
            let flag = FLAGS.iter().find(|(key, _)| *key == text);
            Shown::Words(flag.map_or(text, |(_, word)| word).to_owned())
        }
        Kind::Date
        | Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::List(_)
        | Kind::OneOrMore
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names
        | Kind::Settings(_) => Shown::Words(text.to_owned()),
    }
}

/// Whether a cell holds a number to its last digit: spreadsheets keep fifteen.
fn holds(text: &str, number: f64) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let back = number.to_string().parse::<Decimal>().ok();
    digits <= 15 && back == text.parse::<Decimal>().ok()
}

/// What a cell says for a field: none where it is blank, why not where it says nothing that the field may be.
pub(crate) fn read(field: &Field, content: &Content) -> Result<Option<String>, String> {
    let text = match content {
        Content::Error(error) => return Err(is_error(error)),
        Content::Uncalculated => return Err(UNCALCULATED.to_owned()),
        Content::Number(text) => match number(content) {
            Ok(Some(number)) => number.to_string(),
            Ok(None) | Err(_) => text.clone(),
        },
        Content::Text(text) | Content::Other(text) => {
            text.replace("\r\n", "\n").replace('\r', "\n")
        }
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    let text = match field.kind {
        Kind::Money(sign) => return money(sign, content, &text),
        Kind::Count(_) | Kind::Whole { .. } | Kind::Year => match number(content)? {
            None => return Ok(None),
            Some(number) if number.fract().is_zero() => number.trunc().normalize().to_string(),
            Some(_) => return Err(format!("“{}”不是整数", text.trim())),
        },
        Kind::Number { .. } | Kind::Score => match number(content)? {
            None => return Ok(None),
            Some(number) => number.to_string(),
        },
        Kind::Date => date(content, &text)?,
        Kind::Flag => {
            let word = half_width(&text);
            let known = FLAGS.iter().find(|(key, term)| word == *key || word == *term);
            known
                .map(|(key, _)| (*key).to_owned())
                .ok_or_else(|| format!("“{word}”不是“是”或“否”"))?
        }
        Kind::Code(_) if begins_otherwise(&text) => {
            return Err(format!("“{}”不是以编码开头的", text.trim()));
        }
        Kind::Code(_) => code(&half_width(&text))?,
        Kind::Choice(choices) => {
            let (word, choices) = (half_width(&text), choices());
            let same = |term: &str| half_width(term) == word;
            let known = choices.iter().find(|choice| same(choice.key) || same(choice.term));
            known.map(|choice| choice.key.to_owned()).ok_or_else(|| {
                let terms: Vec<&str> = choices.iter().map(|choice| choice.term).collect();
                format!("“{}”不在可选的词里：{}", text.trim(), terms.join("、"))
            })?
        }
        Kind::Line if text.trim().contains('\n') => {
            return Err("要写在一行里，中间有换行".to_owned());
        }
        Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::List(_)
        | Kind::OneOrMore
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names
        | Kind::Settings(_) => text,
    };
    Ok(Some(canonical(field, &text)).filter(|text| !text.is_empty()))
}

/// A value as it is written into a file; `text` is in its one form.
pub(crate) fn value(field: &Field, text: &str) -> Value {
    match field.kind {
        Kind::List(_) if std::ptr::eq(field, &named::ROWS) => {
            let rows = text.lines().map(|line| {
                Value::Table(vec![(row::CELLS.key.to_owned(), Value::List(cells_of(line)))])
            });
            Value::Rows(rows.collect())
        }
        Kind::Money(_)
        | Kind::Count(_)
        | Kind::Whole { .. }
        | Kind::Number { .. }
        | Kind::Score
        | Kind::Year
        | Kind::Date
        | Kind::Flag => Value::Bare(text.to_owned()),
        Kind::List(_) => Value::List(text.lines().map(str::to_owned).collect()),
        Kind::OneOrMore if text.contains('\n') => {
            Value::List(text.lines().map(str::to_owned).collect())
        }
        Kind::OneOrMore
        | Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::Code(_)
        | Kind::Choice(_)
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names
        | Kind::Settings(_) => Value::Words(text.to_owned()),
    }
}

/// What an amount says.
fn money(sign: Sign, content: &Content, text: &str) -> Result<Option<String>, String> {
    let Some(number) = number(content)? else { return Ok(None) };
    let money = Money::parse(&number.to_string());
    match money {
        Ok(money) if sign == Sign::Positive && money.is_negative() => {
            Err(format!("{money} 是负数；这一格不能为负"))
        }
        Ok(money) => Ok(Some(money.to_string())),
        Err(_) if number.scale() > 2 => {
            Err(format!("“{}”有两位以上的小数；金额写到分，单位是元", text.trim()))
        }
        Err(_) => Err(format!("“{}”太大，整数部分最多 15 位", text.trim())),
    }
}

/// The number of a cell: none where it stands for nothing.
fn number(content: &Content) -> Result<Option<Decimal>, String> {
    match table::value(Some(content)) {
        table::Value::Nothing => Ok(None),
        table::Value::Number(number) => Ok(Some(number.normalize())),
        table::Value::Error(error) => Err(is_error(&error)),
        table::Value::Uncalculated => Err(UNCALCULATED.to_owned()),
        table::Value::Words(words) => Err(format!("“{}”不是数；只写数，不写单位", words.trim())),
    }
}

/// What is said of an error value.
fn is_error(error: &str) -> String {
    format!("是错误值 {error}")
}

/// The day of a cell.
fn date(content: &Content, text: &str) -> Result<String, String> {
    let plain = half_width(text);
    if let (Content::Number(_) | Content::Other(_), Ok(serial)) = (content, plain.parse::<f64>()) {
        return Ok(day_of(serial));
    }
    let day = plain.split(['T', ' ']).next().unwrap_or_default().trim_end_matches('日');
    let parts: Vec<&str> = day.split(['-', '/', '.', '年', '月']).collect();
    let numbers: Option<Vec<u16>> =
        parts.iter().map(|part| part.trim().parse::<u16>().ok()).collect();
    match numbers.as_deref().filter(|_| !text.contains(is_other_number)) {
        Some([year, month, day]) => Ok(format!("{year:04}-{month:02}-{day:02}")),
        _ => Err(format!("“{}”不是日期；请写成 2023-09-20 这样", text.trim())),
    }
}

/// The day of a number of days as spreadsheets count them, by the proleptic calendar.
fn day_of(serial: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "days of a calendar are few")]
    let days = serial as i64 - DAYS_TO_1970 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(text, "{year:04}-{month:02}-{day:02}");
    text
}

/// Whether among the digits at the beginning of a text is one that only resembles a digit.
fn begins_otherwise(text: &str) -> bool {
    let mut begin = text.trim().chars().take_while(|c| !c.is_alphabetic());
    begin.any(is_other_number)
}

/// A word with full-width letters, digits and signs made half-width, and without blanks around it.
fn half_width(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::field::all_below;
    use crate::fields::shape_of;

    /// The field of a path of a year's file.
    fn field(path: &str) -> &'static Field {
        let all = all_below(shape_of("data/a/2022.toml").unwrap(), "");
        all.into_iter().find(|(other, _)| other == path).unwrap().1
    }

    /// What a text says for a field.
    fn of(path: &str, text: &str) -> Result<Option<String>, String> {
        read(field(path), &Content::Text(text.to_owned()))
    }

    #[test]
    fn amounts_are_read_as_offices_write_them() {
        for (text, wanted) in [
            ("1,234.5", "1234.50"),
            (" １２，３４５．６７\u{3000}", "12345.67"),
            ("￥ 12.50", "12.50"),
            ("（1,200.00）", "-1200.00"),
            ("1 234", "1234.00"),
            ("1 234 567.8", "1234567.80"),
            ("0", "0.00"),
        ] {
            assert_eq!(of("income[].other", text), Ok(Some(wanted.to_owned())), "{text}");
        }
        for nothing in ["", " ", "—", "-", "无"] {
            assert_eq!(of("income[].other", nothing), Ok(None), "{nothing}");
        }
        for wrong in
            ["12万元", "1,23", "12 34.5", "1,234 5", "100\n200", "1.234", "十", "1234567890123456"]
        {
            assert!(of("income[].other", wrong).is_err(), "{wrong}");
        }
        assert!(of("operating-expense", "-1").is_err());
        let tail = Content::Number("9632.0300000000007".to_owned());
        assert_eq!(read(field("income[].other"), &tail), Ok(Some("9632.03".to_owned())));
        assert!(read(field("income[].other"), &Content::Error("#REF!".to_owned())).is_err());
    }

    #[test]
    fn other_kinds_are_read_as_they_are_meant() {
        for (path, text, wanted) in [
            ("year", "2022.0", "2022"),
            ("published", "2023年9月20日", "2023-09-20"),
            ("published", "2023/9/5", "2023-09-05"),
            ("income[].code", "2080109 社会保险经办机构", "2080109"),
            ("income[].code", "２０８０１０９", "2080109"),
            ("income[].code", "２０８　０１　０９", "2080109"),
            ("expenditure[].fund", "一般公共预算", "general"),
            ("expenditure[].fund", "general", "general"),
            ("comparison-only", "是", "true"),
            ("reasons.total", " 甲\r\n乙 ", "甲\n乙"),
            ("reasons.total", "=1", "=1"),
            ("profile.duties", "甲\n\n  乙", "甲\n乙"),
        ] {
            assert_eq!(of(path, text), Ok(Some(wanted.to_owned())), "{path} {text}");
        }
        for (path, text) in [
            ("year", "2022.5"),
            ("published", "九月"),
            ("income[].code", "社会保险"),
            ("income[].code", "20801.09"),
            ("expenditure[].fund", "基金"),
            ("profile.units[].name", "甲\n乙"),
        ] {
            assert!(of(path, text).is_err(), "{path} {text}");
        }
        let day = Content::Other("45189".to_owned());
        assert_eq!(read(field("published"), &day), Ok(Some("2023-09-20".to_owned())));
    }

    #[test]
    fn what_is_shown_is_read_again() {
        for (path, text, wanted) in [
            ("income[].other", "416868418.19", Shown::Number(416_868_418.19)),
            ("income[].other", "-0.10", Shown::Number(-0.1)),
            ("income[].other", "12345678901234.50", Shown::Words("12345678901234.50".to_owned())),
            ("expenditure[].fund", "non-fiscal", Shown::Words("非财政拨款".to_owned())),
            ("comparison-only", "false", Shown::Words("否".to_owned())),
        ] {
            let shown = shown(field(path), text, None);
            assert_eq!(shown, wanted, "{path}");
            let content = match shown {
                Shown::Number(number) => Content::Number(number.to_string()),
                Shown::Words(words) => Content::Text(words),
            };
            assert_eq!(read(field(path), &content), Ok(Some(text.to_owned())));
        }
    }
}
