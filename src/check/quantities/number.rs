//! Every number of a text with the unit after it, also those that no rule looks at by themselves.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::reach::{CLAUSE, words_since};

/// The largest figure that is looked at, so that sums and products of figures stay in range.
pub(in crate::check) const LARGEST: Decimal =
    Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);

/// What a number counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Unit {
    /// 元.
    Money,
    /// Persons and things that are counted one by one.
    Piece,
    /// A measure, by its first character: 亩, 公里.
    Measure(char),
}

/// A number of a text.
#[derive(Debug, Clone)]
pub(in crate::check) struct Number {
    /// Where it stands with its scale, without its unit.
    pub(in crate::check) range: Range<usize>,
    /// The number in its bare unit.
    pub(in crate::check) value: Decimal,
    /// What it counts in.
    pub(in crate::check) unit: Unit,
}

/// The scales of numbers with what they count in.
const SCALES: [(char, u32); 3] = [('千', 1_000), ('万', 10_000), ('亿', 100_000_000)];

/// Units of persons and things.
const PIECES: &str = "人名户个份次台套辆项张村家卷例件篇期所处只头批座间种";

/// Characters after a number that make it a date, a share, a number in a list or none.
const NO_UNIT: &str = "年月日号时分点周岁%％";

/// All numbers of a text that have a unit, in their order.
pub(in crate::check) fn numbers(text: &str) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + found;
        let rest = text.get(start..).unwrap_or_default();
        let digit = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
        let length = rest.find(|c| !digit(c)).unwrap_or(rest.len());
        let (digits, rest) = rest.split_at_checked(length).unwrap_or((rest, ""));
        at = start + length;
        let before = text.get(..start).unwrap_or_default();
        let attached = before.ends_with(|c: char| c.is_ascii_alphabetic() || "-—第".contains(c));
        let Some(number) = decimal(digits) else { continue };
        let rest = rest.trim_start();
        let (after, scale) = scale(rest);
        let Some(unit) = after.chars().next().and_then(|first| unit(first, after)) else {
            continue;
        };
        let Some(value) = number.checked_mul(scale).filter(|v| *v <= LARGEST) else {
            continue;
        };
        if !attached && !value.is_zero() {
            numbers.push(Number { range: start..at, value, unit });
        }
    }
    numbers
}

/// The number of some digits with commas and a point.
pub(in crate::check) fn decimal(digits: &str) -> Option<Decimal> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = digits.len() <= 18 && !whole.is_empty() && !decimals.is_empty();
    let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !(plain && is_digits(whole) && is_digits(decimals)) {
        return digits.replace(',', "").parse().ok();
    }
    let scale = digits.len() - whole.len();
    let all = digits.bytes().filter(u8::is_ascii_digit);
    let mantissa = all.fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    Some(Decimal::new(mantissa, u32::try_from(scale.saturating_sub(1)).ok()?))
}

/// The words after a scale such as 万, and what it counts in; all of them and one where there is none.
pub(in crate::check) fn scale(words: &str) -> (&str, Decimal) {
    let (rest, times) = scaled(words);
    (rest, Decimal::from(times))
}

/// The same as a whole number.
pub(in crate::check) fn scaled(words: &str) -> (&str, u32) {
    let after = |(sign, times): (char, u32)| Some((words.strip_prefix(sign)?, times));
    SCALES.into_iter().find_map(after).unwrap_or((words, 1))
}

/// The unit that some words begin with.
fn unit(first: char, words: &str) -> Option<Unit> {
    if words.starts_with("个百分") || words.starts_with("个月") || NO_UNIT.contains(first) {
        return None;
    }
    match first {
        '元' => Some(Unit::Money),
        first if PIECES.contains(first) => Some(Unit::Piece),
        first if ('\u{4e00}'..='\u{9fff}').contains(&first) => Some(Unit::Measure(first)),
        _ => None,
    }
}

/// Marks that end a clause.
const CLAUSE_ENDS: [char; 7] = ['。', '；', '，', ',', ';', '：', '\n'];

/// The words between the start of the clause and a place of a text.
pub(in crate::check) fn clause(text: &str, at: usize) -> &str {
    words_since(text, at, &CLAUSE_ENDS, CLAUSE)
}

/// Whether a text has a clause that is longer than what is read of one.
pub(in crate::check) fn has_endless_clause(text: &str) -> bool {
    text.len() > CLAUSE && text.split(CLAUSE_ENDS).any(|clause| clause.len() > CLAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_decimals() {
        for digits in
            ["0", "007", "12.50", "1,234.5", "1.2.3", ".5", "5.", "", ",", "99999999999999999999.9"]
        {
            let parsed = digits.replace(',', "").parse::<Decimal>().ok();
            let shown = |number: Option<Decimal>| number.map(|number| number.to_string());
            assert_eq!(shown(decimal(digits)), shown(parsed), "{digits}");
        }
    }

    #[test]
    fn numbers_have_units() {
        let all =
            numbers("2024年14.741万亩（20.56万亩）的71.70%，1,040人次、100万元，高1.2个百分点");
        let all: Vec<_> =
            all.into_iter().map(|n| (n.value.normalize().to_string(), n.unit)).collect();
        assert_eq!(
            all,
            [
                ("147410".to_owned(), Unit::Measure('亩')),
                ("205600".to_owned(), Unit::Measure('亩')),
                ("1040".to_owned(), Unit::Piece),
                ("1000000".to_owned(), Unit::Money),
            ]
        );
    }
}
