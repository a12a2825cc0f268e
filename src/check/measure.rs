//! Indicator values that are clearly one number: `≥985万元`, `953`, `100百分比`.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::number::LARGEST;

/// On which side of a target a value must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
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
pub(super) struct Measure {
    /// The sign before it.
    pub(super) bound: Bound,
    /// The number as it is written.
    pub(super) number: Decimal,
    /// What the number counts in, such as 10000 for 万元.
    pub(super) scale: Decimal,
    /// The unit without its scale, such as 元; empty where none is written.
    pub(super) unit: String,
}

/// A whole value: sign, number, unit.
static MEASURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?P<sign>≥|>=|＞=|大于等于|大于或等于|不少于|不低于|不小于|至少|≤|<=|＜=|小于等于|小于或等于|不超过|不高于|不大于|不多于|=|＝|等于|>|＞|大于|超过|高于|<|＜|小于|低于|少于)?\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>[千万亿])?\s*(?P<unit>[^\d\s，。；、,;（(—~～]{0,8}?)(?P<after>以上|以内|以下)?$",
    )
    .ok()
});

impl Measure {
    /// Reads a value; none unless all of it is one number.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let found = MEASURE.as_ref()?.captures(text.trim())?;
        let word = |name: &str| found.name(name).map_or("", |found| found.as_str());
        let bound = match (word("sign"), word("after")) {
            ("≥" | ">=" | "＞=" | "大于等于" | "大于或等于" | "不少于" | "不低于", _)
            | ("不小于" | "至少", _)
            | ("", "以上") => Bound::AtLeast,
            ("≤" | "<=" | "＜=" | "小于等于" | "小于或等于" | "不超过" | "不高于", _)
            | ("不大于" | "不多于", _)
            | ("", "以内" | "以下") => Bound::AtMost,
            ("=" | "＝" | "等于", _) => Bound::Exactly,
            (">" | "＞" | "大于" | "超过" | "高于", _) => Bound::Above,
            ("<" | "＜" | "小于" | "低于" | "少于", _) => Bound::Below,
            _ => Bound::Unsaid,
        };
        let scale = match word("scale") {
            "千" => 1_000,
            "万" => 10_000,
            "亿" => 100_000_000,
            _ => 1,
        };
        let unit = match word("unit") {
            "%" | "％" | "百分比" | "个百分点" | "百分点" => "%",
            unit => unit,
        };
        let number: Decimal = word("number").replace(',', "").parse().ok()?;
        (number <= LARGEST).then(|| Self {
            bound,
            number,
            scale: Decimal::from(scale),
            unit: unit.to_owned(),
        })
    }

    /// The number in its bare unit.
    pub(super) fn value(&self) -> Decimal {
        self.number.saturating_mul(self.scale)
    }

    /// The numbers that a value may mean beside this target; none where the units differ.
    ///
    /// A value without a unit has the target's, or the bare one.
    pub(super) fn readings(&self, actual: &Self) -> Vec<(Decimal, Decimal)> {
        let bare = |measure: &Self| measure.unit.is_empty() && measure.scale == Decimal::ONE;
        if bare(self) != bare(actual) {
            return vec![(self.number, actual.number), (self.value(), actual.value())];
        }
        let one_unit = self.unit == actual.unit || self.unit.is_empty() || actual.unit.is_empty();
        if one_unit { vec![(self.value(), actual.value())] } else { Vec::new() }
    }

    /// Whether a value misses this target, however it is read; none where that cannot be said.
    pub(super) fn is_missed(&self, actual: &Self) -> Option<bool> {
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
