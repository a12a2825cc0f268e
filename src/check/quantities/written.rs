//! Every number of a text as it is written, with what it counts in: also units that are none of money or of persons.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::number::{LARGEST, decimal, scaled};
use crate::check::quantities::quantity::agrees_to;
use crate::check::words::characters::{before, is_han, tail};

/// What a number counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum CountedIn {
    /// 元.
    Money,
    /// Per cent.
    PerCent,
    /// 人次.
    Visits,
    /// 批次, also 批.
    Batches,
    /// Anything else by the first character of its unit: 亩, 期, 人.
    Other(char),
}

/// Units of more than a character, or that stand for another one; the longer of two comes first.
const UNITS: [(&str, CountedIn); 8] = [
    ("人次", CountedIn::Visits),
    ("批次", CountedIn::Batches),
    ("批", CountedIn::Batches),
    ("元", CountedIn::Money),
    ("%", CountedIn::PerCent),
    ("％", CountedIn::PerCent),
    ("名", CountedIn::Other('人')),
    ("位", CountedIn::Other('人')),
];

/// What follows a number that makes it a time, a step, a place in a list or a change of a percentage.
const NO_UNITS: [&str; 18] = [
    "个百分点",
    "个月",
    "个小时",
    "个工作日",
    "个季度",
    "个方面",
    "个环节",
    "个自然",
    "个年",
    "年",
    "月",
    "日",
    "号",
    "时",
    "点",
    "岁",
    "周岁",
    "倍",
];

impl CountedIn {
    /// The unit that some words begin with.
    pub(in crate::check) fn of(words: &str) -> Option<Self> {
        if NO_UNITS.iter().any(|other| words.starts_with(other)) {
            return None;
        }
        let known = UNITS.iter().find(|(unit, _)| words.starts_with(unit));
        let first = || words.chars().next().filter(|c| is_han(*c)).map(Self::Other);
        known.map(|(_, unit)| *unit).or_else(first)
    }

    /// How it is written.
    pub(in crate::check) fn term(self) -> String {
        match self {
            Self::Money => "元".to_owned(),
            Self::PerCent => "%".to_owned(),
            Self::Visits => "人次".to_owned(),
            Self::Batches => "批次".to_owned(),
            Self::Other(c) => c.to_string(),
        }
    }

    /// Whether it counts persons or things, and no measure.
    pub(in crate::check) fn counts(self) -> bool {
        match self {
            Self::Visits | Self::Batches => true,
            Self::Other(c) => "人户家辆台套".contains(c),
            Self::Money | Self::PerCent => false,
        }
    }
}

/// A number of a text.
#[derive(Debug, Clone)]
pub(in crate::check) struct Written {
    /// Where it stands, with its scale and the first character of its unit.
    pub(in crate::check) range: Range<usize>,
    /// Its digits without commas, point and noughts in front.
    digits: String,
    /// What its last digit stands for.
    pub(in crate::check) step: Decimal,
    /// The number in its bare unit.
    pub(in crate::check) value: Decimal,
    /// What it counts in.
    pub(in crate::check) unit: CountedIn,
}

/// The numbers of a text that have a unit, in their order.
pub(in crate::check) fn written(text: &str) -> Vec<Written> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(found) = tail(text, at).bytes().position(|byte| byte.is_ascii_digit()) {
        let start = at + found;
        at = start + digits(tail(text, start).as_bytes());
        numbers.extend(number(text, start..at));
    }
    numbers
}

/// How many bytes the number has that some text begins with: its commas part groups of three, or it has none.
fn digits(text: &[u8]) -> usize {
    let run = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut end = run(0);
    if end <= 3 {
        while text.get(end) == Some(&b',') && run(end + 1) >= 3 {
            end += 4;
        }
    }
    match run(end + 1) {
        decimals @ 1.. if text.get(end) == Some(&b'.') => end + 1 + decimals,
        _ => end,
    }
}

/// The number that stands at a place of a text; none where it has no unit or belongs to something else.
fn number(text: &str, at: Range<usize>) -> Option<Written> {
    if before(text, at.start).is_some_and(|c| c.is_ascii_alphanumeric() || ".,第〔".contains(c)) {
        return None;
    }
    let written = text.get(at.clone())?;
    let behind = tail(text, at.end);
    let sign = behind.chars().next().filter(|c| matches!(c, '千' | '万' | '亿'));
    let signed = sign.map_or(0, char::len_utf8);
    let scale = behind.get(..signed).map_or(1, |sign| scaled(sign).1);
    let behind = tail(behind, signed);
    let unit = CountedIn::of(behind)?;
    let (bare, scale) = (decimal(written)?, Decimal::from(scale));
    let value = bare.checked_mul(scale).filter(|value| *value <= LARGEST)?;
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let first = behind.chars().next().map_or(0, char::len_utf8);
    Some(Written {
        range: at.start..at.end + signed + first,
        digits: digits.trim_start_matches('0').to_owned(),
        step: Decimal::new(1, bare.scale()).checked_mul(scale)?,
        value,
        unit,
    })
}

impl Written {
    /// Whether it is a number, rounded or cut off to its digits.
    pub(in crate::check) fn is(&self, held: Decimal) -> bool {
        agrees_to(self.value, self.step, held, Decimal::ZERO)
    }

    /// Whether it is a number of three digits or more but for one digit, or but for two that changed places.
    pub(in crate::check) fn is_slip_of(&self, held: Decimal) -> bool {
        // Both have as many digits, three or more.
        let tenfold = |one: Decimal, other: Decimal| one.saturating_mul(Decimal::TEN) <= other;
        if self.digits.len() < 3 || tenfold(self.value, held) || tenfold(held, self.value) {
            return false;
        }
        let steps = held.checked_div(self.step).map(|steps| steps.round().normalize().to_string());
        steps.is_some_and(|other| is_slip(&self.digits, &other))
    }
}

/// Whether digits are others but for one of them, or but for two neighbours that changed places; round numbers have
/// too few digits to tell.
fn is_slip(one: &str, other: &str) -> bool {
    let exact = |digits: &str| digits.trim_end_matches('0').len() >= 3;
    if one.len() != other.len() || !(exact(one) || exact(other)) {
        return false;
    }
    let pairs: Vec<(u8, u8)> = one.bytes().zip(other.bytes()).collect();
    let differ: Vec<usize> =
        pairs.iter().enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    match differ.as_slice() {
        [_] => true,
        [first, second] => {
            let swapped = |at: &usize| pairs.get(*at).copied().unwrap_or_default();
            let ((a, b), (c, d)) = (swapped(first), swapped(second));
            *second == first + 1 && a == d && b == c
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_units() {
        let read = |text: &str| -> Vec<(String, String)> {
            let all = written(text).into_iter();
            all.map(|w| (w.value.normalize().to_string(), w.unit.term())).collect()
        };
        let pair = |value: &str, unit: &str| (value.to_owned(), unit.to_owned());
        assert_eq!(read("服务1.93万人次，举办15期"), [pair("19300", "人次"), pair("15", "期")]);
        assert_eq!(read("18,236户，14.741万亩"), [pair("18236", "户"), pair("147410", "亩")]);
        assert!(read("2024年3月，第2批，3个月，提高2.4个百分点，CT64排").is_empty());
        assert_eq!(read("98.5％、12名"), [pair("98.5", "%"), pair("12", "人")]);
    }

    #[test]
    fn commas_part_groups_of_three() {
        let read = |text: &str| -> Vec<String> {
            let all = written(text).into_iter();
            all.map(|w| text[w.range.clone()].to_owned()).collect()
        };
        assert_eq!(read("1,234,567.50元"), ["1,234,567.50元"]);
        assert_eq!(read("共1,234，567人"), ["567人"]);
        assert_eq!(read("1,23户"), Vec::<String>::new());
        assert_eq!(read("12345,678户"), Vec::<String>::new());
        assert_eq!(read("1,2345户"), Vec::<String>::new());
        assert_eq!(read("98.户、3.5万户"), ["3.5万户"]);
    }

    #[test]
    fn one_digit_is_a_slip() {
        let slip = |text: &str, held: &str| {
            written(text).first().is_some_and(|number| number.is_slip_of(held.parse().unwrap()))
        };
        for (text, held) in [
            ("6320亩", "6220"),
            ("19300人次", "18300"),
            ("13900人次", "19300"),
            ("2.352万人", "23420"),
            ("53.4万公斤", "544000"),
            ("102次", "112"),
        ] {
            assert!(slip(text, held), "{text} {held}");
        }
        for (text, held) in [
            ("6200亩", "6200"),
            ("800种", "900"),
            ("15期", "10"),
            ("11800人次", "19300"),
            ("102次", "1020"),
            ("102次", "221"),
        ] {
            assert!(!slip(text, held), "{text} {held}");
        }
    }
}
