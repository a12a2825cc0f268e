//! Amounts, percentages and counts written into a text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// A number with a unit that is looked at.
static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*[余多]?(?:亿元|万元|千元|元|%|％|[万亿]?(?:人次|人|名|个|项|辆|批次|台|套|户))",
    )
    .ok()
});

/// Words after 个 that make it a time or a step.
const NOT_COUNTED: [&str; 9] =
    ["月", "百分点", "工作日", "小时", "季度", "自然", "方面", "环节", "年"];

/// Words before a number of a unit's own people, which the report does not state.
const STAFF: [&str; 7] = ["编制", "实有", "在职", "在编", "在职人员", "实有人数", "编制人数"];

/// The largest figure that is looked at, so that sums and products of figures stay in range.
pub(in crate::check) const LARGEST: Decimal =
    Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);

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
    let Some(pattern) = QUANTITY.as_ref().filter(|_| text.bytes().any(|b| b.is_ascii_digit()))
    else {
        return Vec::new();
    };
    let mut quantities: Vec<Quantity> = Vec::new();
    for whole in pattern.find_iter(text) {
        let (number, about, unit) = parts(whole.as_str());
        let before = text.get(..whole.start()).unwrap_or_default();
        let after = text.get(whole.end()..).unwrap_or_default();
        let part_of_number = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        let time = whole.as_str().ends_with('个')
            && NOT_COUNTED.iter().any(|word| after.starts_with(word));
        let (kind, scale) = match unit {
            "亿元" => (Kind::Money, 100_000_000),
            "万元" => (Kind::Money, 10_000),
            "千元" => (Kind::Money, 1_000),
            "元" => (Kind::Money, 1),
            "%" | "％" => (Kind::PerCent, 1),
            _ if unit.starts_with('万') => (Kind::Count, 10_000),
            _ if unit.starts_with('亿') => (Kind::Count, 100_000_000),
            _ => (Kind::Count, 1),
        };
        let staff = kind == Kind::Count && STAFF.iter().any(|word| before.ends_with(word));
        if part_of_number || time || staff {
            continue;
        }
        let Ok(digits) = number.replace(',', "").parse::<Decimal>() else { continue };
        let scale = Decimal::from(scale);
        let (Some(value), Some(last)) =
            (digits.checked_mul(scale), Decimal::new(1, digits.scale()).checked_mul(scale))
        else {
            continue;
        };
        if value > LARGEST {
            continue;
        }
        let about = about || is_about(before, after);
        quantities.push(Quantity {
            range: whole.range(),
            kind,
            value,
            step: if about { last.max(value / Decimal::TEN) } else { last },
            bounds: is_bound(before, after),
        });
    }
    quantities
}

/// The digits of a figure, whether 余 or 多 follows them, and the unit.
fn parts(figure: &str) -> (&str, bool, &str) {
    let end = figure.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let (number, rest) =
        figure.split_at_checked(end.unwrap_or(figure.len())).unwrap_or((figure, ""));
    let rest = rest.trim_start();
    let unit = rest.trim_start_matches(['余', '多']);
    (number, unit.len() < rest.len(), unit)
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
    let gap = written.value.saturating_sub(known).abs();
    if gap > written.step && (known_step.is_zero() || gap > known_step) {
        return false;
    }
    let doubled = gap.saturating_add(gap);
    // “66.636万元” is the indicator's 66.64万元; “840060元” is not its 84万元.
    let rounded = known_step <= written.step * Decimal::ONE_HUNDRED;
    doubled <= written.step
        || (rounded && doubled <= known_step)
        || (known.abs() > written.value.abs() && gap < written.step)
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
