//! Amounts, percentages and counts written into a text.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::number::{LARGEST, decimal};
use crate::steps::count;

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Kind {
    /// Money, in 元.
    Money,
    /// Per cent.
    PerCent,
    /// Persons and things.
    Count,
}

/// One figure in a text.
#[derive(Debug, Clone)]
pub(in crate::check) struct Quantity {
    /// Where it stands in the text, with its unit.
    pub(in crate::check) range: Range<usize>,
    /// What it measures.
    pub(in crate::check) kind: Kind,
    /// The figure in 元, per cent or pieces.
    pub(in crate::check) value: Decimal,
    /// What its last digit counts in, more if it is said to be rough.
    pub(in crate::check) step: Decimal,
    /// Whether it only bounds something: 1000人以下, 65—79.
    pub(in crate::check) bounds: bool,
    /// About the figure.
    pub(in crate::check) about: About,
}

/// The units that are looked at, with what they measure and count in; the longer of two comes first.
const UNITS: [(&str, Kind, u32); 16] = [
    ("亿元", Kind::Money, 100_000_000),
    ("万元", Kind::Money, 10_000),
    ("千元", Kind::Money, 1_000),
    ("元", Kind::Money, 1),
    ("%", Kind::PerCent, 1),
    ("％", Kind::PerCent, 1),
    ("人次", Kind::Count, 1),
    ("人", Kind::Count, 1),
    ("名", Kind::Count, 1),
    ("个", Kind::Count, 1),
    ("项", Kind::Count, 1),
    ("辆", Kind::Count, 1),
    ("批次", Kind::Count, 1),
    ("台", Kind::Count, 1),
    ("套", Kind::Count, 1),
    ("户", Kind::Count, 1),
];

/// Words after 个 that make it a time or a step.
const NOT_COUNTED: [&str; 9] =
    ["月", "百分点", "工作日", "小时", "季度", "自然", "方面", "环节", "年"];

/// Words before a number of a unit's own people, which the report does not state.
const STAFF: [&str; 7] = ["编制", "实有", "在职", "在编", "在职人员", "实有人数", "编制人数"];

/// Marks of a range before or after a number.
const DASHES: [char; 8] = ['—', '–', '-', '~', '～', '－', '至', '到'];

/// Words before a figure that make it a bound.
const BEFORE_BOUND: [&str; 12] = [
    "不到",
    "不低于",
    "不少于",
    "不超过",
    "不高于",
    "高于",
    "低于",
    "超过",
    "不足",
    "≥",
    "≤",
    "至少",
];

/// All figures of a text, in their order.
pub(in crate::check) fn quantities(text: &str) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut from = 0;
    while let Some(start) = first_digit(text, from) {
        count(1);
        let rest = text.get(start..).unwrap_or_default();
        let next = match figure(rest) {
            Ok(figure) => {
                quantities.extend(quantity(text, start, &figure));
                figure.length
            }
            Err(passed) => passed,
        };
        from = start + next;
    }
    quantities
}

/// The place of the first digit of a text from some byte on.
fn first_digit(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    rest.iter().position(u8::is_ascii_digit).map(|at| from + at)
}

/// A number with a unit, as it is written.
struct Figure<'t> {
    /// Its digits with their commas and point.
    number: &'t str,
    /// Whether 余 or 多 follows them.
    about: bool,
    /// The unit as it is written.
    unit: &'t str,
    /// What it measures.
    kind: Kind,
    /// What the unit counts in.
    scale: u32,
    /// How many bytes all of it has.
    length: usize,
}

/// The figure that a text begins with, or else how many of its bytes can be passed over.
fn figure(text: &str) -> Result<Figure<'_>, usize> {
    let run = digits(text);
    let groups = grouped(text, run);
    let lengths = groups.into_iter().chain([run]);
    let mut figures = lengths.filter_map(|length| with_unit(text, length + decimals(text, length)));
    // Where no unit follows, a figure may still begin with the last three digits, which groups may follow.
    figures.next().ok_or_else(|| groups.unwrap_or(run).saturating_sub(3).max(1))
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// How many bytes the digits have in groups of three that a text begins with a run of digits of.
fn grouped(text: &str, run: usize) -> Option<usize> {
    let mut length = run;
    while let Some([b',', group @ ..]) = text.as_bytes().get(length..length + 4)
        && group.iter().all(u8::is_ascii_digit)
    {
        length += 4;
    }
    (run <= 3 && length > run).then_some(length)
}

/// How many bytes the decimals have after so many bytes of a text.
fn decimals(text: &str, length: usize) -> usize {
    let decimals = text.get(length..).and_then(|rest| rest.strip_prefix('.')).map_or(0, digits);
    if decimals > 0 { decimals + 1 } else { 0 }
}

/// The figure of a number of so many bytes, if a unit follows.
fn with_unit(text: &str, length: usize) -> Option<Figure<'_>> {
    let (number, rest) = text.split_at_checked(length)?;
    let rest = rest.trim_start();
    let unit = rest.strip_prefix(['余', '多']).unwrap_or(rest);
    let (bare, times) = match (unit.strip_prefix('万'), unit.strip_prefix('亿')) {
        (Some(bare), _) => (bare, 10_000),
        (_, Some(bare)) => (bare, 100_000_000),
        _ => (unit, 1),
    };
    let mut units = UNITS.iter();
    let (after, kind, scale) = units.find_map(|(name, kind, scale)| {
        let counted = *kind == Kind::Count;
        let (words, times) = if counted { (bare, times) } else { (unit, 1) };
        Some((words.strip_prefix(name)?, *kind, scale * times))
    })?;
    let unit_length = unit.len() - after.len();
    Some(Figure {
        number,
        about: unit.len() < rest.len(),
        unit: unit.get(..unit_length)?,
        kind,
        scale,
        length: text.len() - after.len(),
    })
}

/// The figure at a place of a text, unless it is part of something else.
fn quantity(text: &str, start: usize, figure: &Figure<'_>) -> Option<Quantity> {
    let end = start + figure.length;
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let part_of_number = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    let time =
        figure.unit.ends_with('个') && NOT_COUNTED.iter().any(|word| after.starts_with(word));
    let staff = figure.kind == Kind::Count && STAFF.iter().any(|word| before.ends_with(word));
    if part_of_number || time || staff {
        return None;
    }
    let digits = decimal(figure.number)?;
    let scale = Decimal::from(figure.scale);
    let value = digits.checked_mul(scale).filter(|value| *value <= LARGEST)?;
    let last = Decimal::new(1, digits.scale()).checked_mul(scale)?;
    let about = figure.about || is_about(before, after);
    let step = if about { last.max(value / Decimal::TEN) } else { last };
    Some(Quantity {
        range: start..end,
        kind: figure.kind,
        value,
        step,
        bounds: is_bound(before, after),
        about: About::new(value, step),
    })
}

/// Whether a figure is said to be rough.
fn is_about(before: &str, after: &str) -> bool {
    let before =
        ["约", "近", "接近", "大约", "将近", "逾"].iter().any(|word| before.ends_with(word));
    before || ["余", "多", "左右"].iter().any(|word| after.starts_with(word))
}

/// Whether a figure only bounds something.
fn is_bound(before: &str, after: &str) -> bool {
    let range = |c: char| DASHES.contains(&c);
    let from = after.starts_with(range) && after.trim_start_matches(range).starts_with(digit);
    let to = before.ends_with(range)
        && before.trim_end_matches(range).ends_with(|c: char| digit(c) || is_unit(c));
    let beyond =
        after.strip_prefix("（含）").or_else(|| after.strip_prefix("(含)")).unwrap_or(after);
    from || to
        || ["以上", "以下", "以内"].iter().any(|word| beyond.starts_with(word))
        || BEFORE_BOUND.iter().any(|word| before.ends_with(word))
}

/// Whether a character is a digit.
fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a character ends a figure with its unit.
fn is_unit(c: char) -> bool {
    "元%％人名个项辆台套户次".contains(c)
}

/// Whether a written figure is a known one: rounded, cut off, or written more exactly than that is known.
pub(in crate::check) fn agrees(written: &Quantity, known: Decimal, known_step: Decimal) -> bool {
    agrees_to(written.value, written.step, known, known_step)
}

/// The same for a figure whose last digit counts in `step`.
pub(in crate::check) fn agrees_to(
    written: Decimal,
    step: Decimal,
    known: Decimal,
    known_step: Decimal,
) -> bool {
    count(1);
    let gap = written.saturating_sub(known).abs();
    if gap > step && (known_step.is_zero() || gap > known_step) {
        return false;
    }
    let doubled = gap.saturating_add(gap);
    // “66.636万元” is the indicator's 66.64万元; “840060元” is not its 84万元.
    let rounded = known_step <= step * Decimal::ONE_HUNDRED;
    doubled <= step
        || (rounded && doubled <= known_step)
        || (known.abs() > written.abs() && gap < step)
}

/// A figure without needless zeros, with its unit.
pub(in crate::check) fn shown(kind: Kind, value: Decimal) -> String {
    match kind {
        Kind::Money => format!("{value:.2} 元"),
        Kind::PerCent => format!("{}%", value.round_dp(2).normalize()),
        Kind::Count => format!("{}", value.normalize()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;

    /// The figures of a text as kind, value and step.
    fn read(text: &str) -> Vec<(Kind, String, bool)> {
        let all = quantities(text).into_iter();
        all.map(|q| (q.kind, q.value.normalize().to_string(), q.bounds)).collect()
    }

    #[test]
    fn figures_have_units() {
        for (text, expected) in [
            ("2022年共3503.796万元", vec![(Kind::Money, "35037960", false)]),
            ("执行率98.93%，3个月", vec![(Kind::PerCent, "98.93", false)]),
            ("23.5万人", vec![(Kind::Count, "235000", false)]),
            ("汾政发[2011]53号，60周岁", vec![]),
            ("9999999999999999999999999999元", vec![]),
            ("1000000000000000000元", vec![(Kind::Money, "1000000000000000000", false)]),
            (
                "1000人—2000人58个村",
                vec![
                    (Kind::Count, "1000", true),
                    (Kind::Count, "2000", true),
                    (Kind::Count, "58", false),
                ],
            ),
            ("1,868,000.50元", vec![(Kind::Money, "1868000.5", false)]),
            ("高于95%", vec![(Kind::PerCent, "95", true)]),
            ("单台100万元（含）以上", vec![(Kind::Money, "1000000", true)]),
            ("带教老师18名", vec![(Kind::Count, "18", false)]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(kind, value, b)| (kind, value.to_owned(), b)).collect();
            assert_eq!(read(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn figures_are_those_of_the_pattern(text in "[0-9,. 余多万亿千元%％人次批个户]{0,24}") {
            let pattern = Regex::new(
                r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*[余多]?(?:亿元|万元|千元|元|%|％|[万亿]?(?:人次|人|名|个|项|辆|批次|台|套|户))",
            );
            let expected: Vec<_> = pattern.unwrap().find_iter(&text).map(|m| m.range()).collect();
            let (mut found, mut from) = (Vec::new(), 0);
            while let Some(start) = first_digit(&text, from) {
                from = start + figure(&text[start..]).map_or_else(|passed| passed, |f| {
                    found.push(start..start + f.length);
                    f.length
                });
            }
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn rounding_agrees() {
        for (text, known, agree) in [
            ("84万元", "840058.50", true),
            ("840060元", "840058.50", false),
            ("34713220元", "34713220.36", true),
            ("76.4%", "76.3689545", true),
            ("76.36%", "76.3689545", true),
            ("76.38%", "76.3689545", false),
            ("近75万元", "840058.50", false),
            ("80余万元", "840058.50", true),
        ] {
            let written = quantities(text).remove(0);
            assert_eq!(agrees(&written, known.parse().unwrap(), Decimal::ZERO), agree, "{text}");
        }
    }
}
