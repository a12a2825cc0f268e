//! Indicator values that are clearly one number: `≥985万元`, `953`, `100百分比`.

use rust_decimal::Decimal;

use crate::check::quantities::number::{LARGEST, decimal, scale};

/// On which side of a target a value must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Bound {
    /// ≥.
    AtLeast,
    /// >.
    Above,
    /// ≤.
    AtMost,
    /// <.
    Below,
    /// =.
    Exactly,
    /// No sign: only the number.
    Unsaid,
}

/// One number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Measure<'t> {
    /// The sign before it.
    pub(in crate::check) bound: Bound,
    /// The number as it is written.
    pub(in crate::check) number: Decimal,
    /// What the number counts in, such as 10000 for 万元.
    pub(in crate::check) scale: Decimal,
    /// The unit without its scale, such as 元; empty where none is written.
    pub(in crate::check) unit: &'t str,
}

/// The signs before a number, the longer ones first.
const SIGNS: [(&str, Bound); 29] = [
    ("大于或等于", Bound::AtLeast),
    ("小于或等于", Bound::AtMost),
    ("大于等于", Bound::AtLeast),
    ("小于等于", Bound::AtMost),
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不小于", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不大于", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("至少", Bound::AtLeast),
    ("等于", Bound::Exactly),
    ("大于", Bound::Above),
    ("超过", Bound::Above),
    ("高于", Bound::Above),
    ("小于", Bound::Below),
    ("低于", Bound::Below),
    ("少于", Bound::Below),
    (">=", Bound::AtLeast),
    ("＞=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("＜=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("=", Bound::Exactly),
    ("＝", Bound::Exactly),
    (">", Bound::Above),
    ("<", Bound::Below),
];

/// The same in full width.
const WIDE_SIGNS: [(&str, Bound); 2] = [("＞", Bound::Above), ("＜", Bound::Below)];

/// Words after a number that bound it.
const ENDINGS: [(&str, Bound); 3] =
    [("以上", Bound::AtLeast), ("以内", Bound::AtMost), ("以下", Bound::AtMost)];

/// The longest unit, in characters.
const UNIT: usize = 8;

impl<'t> Measure<'t> {
    /// Reads a value; none unless all of it is one number.
    pub(in crate::check) fn parse(text: &'t str) -> Option<Self> {
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let text = text.trim();
        let kept = text.strip_prefix("控制在");
        let text = kept.unwrap_or(text).trim_start();
        let bare = text.starts_with(|c: char| c.is_ascii_digit());
        let mut signs = SIGNS.iter().chain(&WIDE_SIGNS).filter(|_| !bare);
        let sign = signs.find_map(|(sign, bound)| Some((text.strip_prefix(sign)?, *bound)));
        let (rest, sign) = sign.map_or((text, None), |(rest, bound)| (rest, Some(bound)));
        let (digits, rest) = number(rest.trim_start())?;
        let rest = rest.trim_start();
        let (rest, scale) = scale(rest);
        let rest = rest.trim_start();
        let mut endings = ENDINGS.iter();
        let ended = endings.find_map(|(word, bound)| Some((rest.strip_suffix(word)?, *bound)));
        let (unit, ending) = ended.map_or((rest, None), |(unit, bound)| (unit, Some(bound)));
        let foreign =
            |c: char| c.is_numeric() || c.is_whitespace() || "，。；、,;（(—~～".contains(c);
        if unit.contains(foreign) || unit.chars().count() > UNIT {
            return None;
        }
        let unit = match unit {
            "%" | "％" | "百分比" | "个百分点" | "百分点" => "%",
            unit => unit,
        };
        let number = decimal(digits)?;
        (number <= LARGEST).then(|| Self {
            bound: sign.or(ending).or(kept.map(|_| Bound::AtMost)).unwrap_or(Bound::Unsaid),
            number,
            scale,
            unit,
        })
    }

    /// The number in its bare unit.
    pub(in crate::check) fn value(&self) -> Decimal {
        self.number.saturating_mul(self.scale)
    }

    /// The numbers that a value may mean beside this target; none where the units differ.
    ///
    /// A value without a unit has the target's, or the bare one.
    pub(in crate::check) fn readings(&self, actual: &Measure<'_>) -> Vec<(Decimal, Decimal)> {
        let bare = |measure: &Measure<'_>| measure.unit.is_empty() && measure.scale == Decimal::ONE;
        if bare(self) != bare(actual) {
            return vec![(self.number, actual.number), (self.value(), actual.value())];
        }
        let one_unit = self.unit == actual.unit || self.unit.is_empty() || actual.unit.is_empty();
        if one_unit { vec![(self.value(), actual.value())] } else { Vec::new() }
    }

    /// Whether a value misses this target, however it is read; none where that cannot be said.
    pub(in crate::check) fn is_missed(&self, actual: &Measure<'_>) -> Option<bool> {
        let readings = self.readings(actual);
        let missed = |(target, actual): (Decimal, Decimal)| match self.bound {
            Bound::AtLeast | Bound::Unsaid => actual < target,
            Bound::Above => actual <= target,
            Bound::AtMost => actual > target,
            Bound::Below => actual >= target,
            Bound::Exactly => actual != target,
        };
        // An actual value with a sign of its own, such as “≥95%”, says only where it lies.
        let plain = matches!(actual.bound, Bound::Unsaid | Bound::Exactly);
        (plain && !readings.is_empty()).then(|| readings.into_iter().all(missed))
    }
}

/// The number that a text begins with, its groups of three parted by commas or not, and what follows it.
fn number(text: &str) -> Option<(&str, &str)> {
    let whole = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let (whole, rest) = text.split_at_checked(whole)?;
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let grouped = whole.contains(',');
    if grouped && (first.len() > 3 || groups.any(|group| group.len() != 3)) {
        return None;
    }
    let decimals = rest
        .strip_prefix('.')
        .map_or(0, |rest| rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    let length = if decimals > 0 { whole.len() + 1 + decimals } else { whole.len() };
    text.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a target is missed, from their words.
    fn missed(target: &str, actual: &str) -> Option<bool> {
        Measure::parse(target)?.is_missed(&Measure::parse(actual)?)
    }

    #[test]
    fn targets_are_held_against_values() {
        for (target, actual, expected) in [
            ("≥985万元", "953", Some(true)),
            ("≥985万元", "985", Some(false)),
            ("≥985万元", "9850000", Some(false)),
            ("≥985万元", "9850000元", Some(false)),
            ("≥985万元", "9530000元", Some(true)),
            ("=1个", "2", Some(true)),
            ("=100百分比", "100%", Some(false)),
            ("≤110万元", "84", Some(false)),
            ("<0.85", "0.91", Some(true)),
            ("不少于1,200人次", "1,100人次", Some(true)),
            ("95%以上", "95%", Some(false)),
            ("控制在60万元以内", "54.55万元", Some(false)),
            ("控制在60万元", "61万元", Some(true)),
            ("≥95%", "≥95%", None),
            ("<=2022年12月31日", "2022年12月31日", None),
            ("提高20元/月", "20", None),
            ("≥90%", "90人", None),
            ("及时", "100", None),
            ("23.5万人", "235000人", Some(false)),
            ("10—20个", "15个", None),
        ] {
            assert_eq!(missed(target, actual), expected, "{target} {actual}");
        }
    }
}
