//! The content of a cell → an exact number.

use rust_decimal::Decimal;

use crate::exchange::table::words::{is_other_number, plain, spaced};
use crate::exchange::workbook::Content;

/// What a cell says where an amount or a number of things is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing happened, or nothing is meant here.
    Nothing,
    /// A number.
    Number(Decimal),
    /// A formula whose result was not stored.
    Uncalculated,
    /// An error value.
    Error(String),
    /// Something that is no number.
    Words(String),
}

/// What stands for nothing.
const NOTHING: [&str; 18] = [
    "", "-", "--", "---", "—", "——", "―", "–", "─", "－", "﹣", "一", "/", "\\", "／", "无", "−",
    "－－",
];

/// How far a stored number may be from a whole number of 分 (or of the decimals meant) to be one: the rest is what binary
/// numbers leave.
const REST: Decimal = Decimal::from_parts(1, 0, 0, false, 7);

/// What a content says.
pub(crate) fn value(content: Option<&Content>) -> Value {
    match content {
        None => Value::Nothing,
        Some(Content::Number(text)) => match number(text) {
            Some(number) => Value::Number(cleaned(number)),
            None => Value::Words(text.clone()),
        },
        Some(Content::Text(text)) => of_text(text),
        Some(Content::Error(error)) => Value::Error(error.clone()),
        Some(Content::Uncalculated) => Value::Uncalculated,
        Some(Content::Other(text)) => Value::Words(text.clone()),
    }
}

/// What a text says.
fn of_text(text: &str) -> Value {
    if text.contains(is_other_number) {
        return Value::Words(text.trim().to_owned());
    }
    let plain = plain(text);
    if NOTHING.contains(&plain.as_str()) {
        return Value::Nothing;
    }
    if is_error(&plain) {
        return Value::Error(plain);
    }
    // Blanks within are read as they stand: two numbers in one cell are not one.
    let narrow = spaced(text);
    let unsigned = narrow.trim_start_matches(['¥', '￥', '\'']).trim_start();
    let (negative, digits) =
        match unsigned.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => (true, inner.trim()),
            None => match unsigned.strip_prefix(['-', '−', '–']) {
                Some(rest) => (true, rest.trim_start()),
                None => (false, unsigned.strip_prefix('+').unwrap_or(unsigned).trim_start()),
            },
        };
    let digits = digits.trim_start_matches(['¥', '￥']).trim_start();
    match ungrouped(digits).and_then(|digits| number(&digits)) {
        Some(number) => Value::Number(if negative { -number } else { number }),
        None => Value::Words(text.trim().to_owned()),
    }
}

/// The digits of a number without the commas and blanks that part its whole part into groups of three; none where they stand
/// otherwise.
fn ungrouped(text: &str) -> Option<String> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let whole = whole.replace(", ", ",");
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let is_group = |(at, group): (usize, &&str)| match at {
        0 => (1..=3).contains(&group.len()),
        1.. => group.len() == 3,
    };
    let is_grouped = groups.len() == 1 || groups.iter().enumerate().all(is_group);
    let has_digits = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    let is_number = is_grouped
        && has_digits
        && groups.iter().all(|group| is_digits(group))
        && fraction.is_none_or(is_digits);
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    is_number.then(|| groups.concat() + &fraction)
}

/// Whether a text is an error value of a spreadsheet.
fn is_error(plain: &str) -> bool {
    const ERRORS: [&str; 8] =
        ["#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "####"];
    ERRORS.iter().any(|error| plain.to_uppercase().starts_with(error))
}

/// The number of a text as programs write it.
fn number(text: &str) -> Option<Decimal> {
    text.parse::<Decimal>().ok().or_else(|| Decimal::from_scientific(text).ok())
}

/// A stored number without the tail that binary arithmetic leaves.
fn cleaned(number: Decimal) -> Decimal {
    let rounded = |places: u32| number.round_dp(places);
    let near = |places: &u32| (rounded(*places) - number).abs() < REST;
    match number.scale() {
        0..=6 => number,
        _ => (0..=6).find(near).map_or(number, rounded).normalize(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text says, shown.
    fn of(text: &str) -> String {
        match value(Some(&Content::Text(text.to_owned()))) {
            Value::Nothing => "无".to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Words(words) => format!("“{words}”"),
            Value::Error(error) => error,
            Value::Uncalculated => "未算".to_owned(),
        }
    }

    #[test]
    fn numbers_as_offices_write_them() {
        for (text, wanted) in [
            ("１２，３４５．６７", "12345.67"),
            (" 1,234.00\u{a0}", "1234.00"),
            ("\u{3000}7852148.34", "7852148.34"),
            ("(1,200.00)", "-1200.00"),
            ("（1,200.00）", "-1200.00"),
            ("-5", "-5"),
            ("￥12.50", "12.50"),
            ("0.00", "0.00"),
            ("—", "无"),
            ("－", "无"),
            ("--", "无"),
            ("一", "无"),
            ("/", "无"),
            ("XX", "“XX”"),
            ("…", "“…”"),
            ("12,34", "“12,34”"),
            ("1 234.5", "1234.5"),
            ("1, 234", "1234"),
            ("- 5", "-5"),
            ("（ 1 200 ）", "-1200"),
            ("12 34.5", "“12 34.5”"),
            ("1965308.48 2000000.00", "“1965308.48 2000000.00”"),
            ("12 .5", "“12 .5”"),
            ("1  234", "“1  234”"),
            ("1.2,3", "“1.2,3”"),
            ("1.2.3", "“1.2.3”"),
            ("12万元", "“12万元”"),
            ("⑤", "“⑤”"),
            ("12⑤", "“12⑤”"),
            ("⑴", "“⑴”"),
            ("⒌", "“⒌”"),
            ("5²", "“5²”"),
            ("½", "“½”"),
            ("５", "5"),
            ("#REF!", "#REF!"),
            ("#n/a", "#n/a"),
        ] {
            assert_eq!(of(text), wanted, "{text}");
        }
    }

    #[test]
    fn stored_numbers_lose_their_binary_tail() {
        for (number, wanted) in [
            (9632.03_f64 * 3.0 / 3.0, "9632.03"),
            (0.1 + 0.2, "0.3"),
            (785.21, "785.21"),
            (503.2354, "503.2354"),
            (1.0 / 3.0, "0.3333333333333333"),
            (41_686_841_819.0, "41686841819"),
            (1e15, "1000000000000000"),
        ] {
            let stored = Content::Number(number.to_string());
            let Value::Number(read) = value(Some(&stored)) else { panic!("{number}") };
            assert_eq!(read.to_string(), wanted);
        }
    }
}
