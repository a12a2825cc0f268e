//! Figures that are said to have become more or less than they were.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::number::{decimal, scaled};
use crate::check::words::pattern::Pattern;

/// What became of a figure, other than is said.
#[derive(Debug)]
pub(in crate::check) struct Turned {
    /// From the figure before to the one after.
    pub(in crate::check) range: Range<usize>,
    /// Whether it became less.
    pub(in crate::check) less: bool,
    /// Whether both are the same.
    pub(in crate::check) level: bool,
}

/// The places of a text where something is said to have changed by nothing, or to have fallen by less than nothing.
pub(in crate::check) fn by_nothing(text: &str) -> Vec<Range<usize>> {
    static NOTHING: Pattern = Pattern::new(
        r"(?:增加|减少|增长|下降|降低|上升|提高)(?:额)?(?:了|为)?(?:[-－−](?:[0-9]*\.)?[0-9]+|0(?:\.0+)?)(?:亿元|万元|元|%|％)",
    );
    NOTHING.ranges(text).collect()
}

/// The places of a text where a figure is said to have grown and became less, or the other way round.
pub(in crate::check) fn turned(text: &str) -> Vec<Turned> {
    static COURSE: Pattern = Pattern::new(concat!(
        r"(?:由|从)(?:20[0-9]{2}年度?)?[^，。；、：（）0-9\n]{0,12}(?P<before>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>[^，。；、：（）0-9\n]{0,5}?)",
        "，?(?P<more>增加到|增加至|增加为|增至|增长到|增长至|提高到|提高至|提升到|提升至|上升到|上升至|升至|上涨到|扩大到|扩大至|增到|升到)?",
        "(?P<less>减少到|减少至|减少为|减至|降低到|降低至|下降到|下降至|降至|降到|压减到|压减至|缩减到|缩短到|缩短至|减到)?",
        r"(?P<after>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<other>[^，。；、：（）0-9\n]{0,5})",
    ));
    // Every word for more or less has one of these.
    let changed =
        |text: &str| text.contains(['增', '提', '升', '涨', '扩', '减', '降', '压', '缩']);
    if !text.contains(['由', '从']) || !changed(text) {
        return Vec::new();
    }
    let courses = COURSE.groups(text).filter_map(|groups| {
        let more = match (groups.name("more"), groups.name("less")) {
            (Some(_), None) => true,
            (None, Some(_)) => false,
            _ => return None,
        };
        let unit = groups.name("unit").map_or("", |unit| unit.as_str());
        let other = groups.name("other").map_or("", |unit| unit.as_str());
        let number = |name| {
            let digits = groups.name(name)?.as_str();
            if digits.len() > 18 { None } else { decimal(digits) }
        };
        let (before, after) = (number("before")?, number("after")?);
        let (before, after) = (before * scale(unit, other)?, after * scale(other, unit)?);
        let right = if more { after > before } else { after < before };
        let range = groups.name("before")?.start()..groups.name("after")?.end();
        (!right).then_some(Turned { range, less: after < before, level: after == before })
    });
    courses.collect()
}

/// What a number with a unit counts in, beside another unit; none where the two cannot be compared.
fn scale(unit: &str, other: &str) -> Option<Decimal> {
    let money = |unit: &str| {
        let (bare, times) = scaled(unit);
        bare.starts_with('元').then_some(times)
    };
    match (money(unit), money(other)) {
        (Some(own), Some(_)) => Some(Decimal::from(own)),
        (None, None) => {
            // 由21.6万增加到22.5万: the same unit, or none before.
            let same = unit.is_empty() || other.starts_with(unit);
            same.then_some(Decimal::ONE)
        }
        // 由120增加到150万元.
        (None, Some(_)) => unit.is_empty().then_some(Decimal::ONE),
        (Some(_), None) => other.is_empty().then_some(Decimal::ONE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_went_the_other_way_are_known() {
        for text in [
            "设备购置费由上年的216万元增加到153.6万元",
            "补助人数由1,103人减至1,146人",
            "支出总额由4611.92万元减少到4845.37万元",
            "由2023年的384.64万元下降到486.24万元",
            "从12台增至10台",
            "由21.6万增加到20.5万",
            "门诊人次由100人次提高到100人次",
            "支出由4845.37万元增加到4611.92元",
        ] {
            assert_eq!(turned(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn changes_by_nothing_are_known() {
        for text in ["减少为0.00万元，与2021年持平", "比上年下降-81.75%", "增加0元", "增长0%"]
        {
            assert_eq!(by_nothing(text).len(), 1, "{text}");
        }
        for fine in
            ["增加0.5万元", "下降0.81%", "减少10元", "增加20%", "增长0.05元", "提高0.00—0.30元"]
        {
            assert!(by_nothing(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn others_are_left_alone() {
        for fine in [
            "设备购置费由上年的153.6万元增加到216万元",
            "补助人数由1,103人减至1,046人",
            "由8700万元增加到1.2亿元",
            "由3小时缩短到52分钟",
            "从3个乡镇扩大到全县12个乡镇",
            "由2人值班，增加到每班3人",
            "由5级调整到3级",
            "由省级财政安排120万元，增加到150万元",
            "执法巡查由每月6次增加到8次",
            "由12月增加到3个班次",
        ] {
            assert!(turned(fine).is_empty(), "{fine}: {:?}", turned(fine));
        }
    }
}
