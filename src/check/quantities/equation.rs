//! Sums and products written out in a text, such as `4700人*36元/人=16.92万元`.

use std::ops::Range;

use regex::Captures;
use rust_decimal::Decimal;

use crate::check::quantities::number::{LARGEST, decimal, scale};
use crate::check::words::characters::brief;
use crate::check::words::pattern::Pattern;

/// A calculation that does not come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Wrong {
    /// Where the result stands in the text.
    pub(in crate::check) range: Range<usize>,
    /// The calculation as it is written.
    pub(in crate::check) written: String,
    /// What comes out, in the unit of the result.
    pub(in crate::check) right: String,
}

/// A whole calculation.
static EQUATION: Pattern = Pattern::new(concat!(
    r"(?P<terms>{term}(?:\s*[*×+＋]\s*{term})+)\s*[=＝]\s*",
    r"(?P<result>[0-9][0-9,]*(?:\.[0-9]+)?\s*(?P<unit>[千万亿]?元|人次|[^0-9０-９\s，。；、,;:：]?))",
));

/// One number with its scale.
static NUMBER: Pattern =
    Pattern::new(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<scale>[千万亿%％])?");

/// The calculations of a text that do not come out, to the digits of the result.
pub(in crate::check) fn wrong(text: &str) -> Vec<Wrong> {
    if !text.contains(['=', '＝']) {
        return Vec::new();
    }
    EQUATION.groups(text).filter_map(|found| check(&found)).collect()
}

/// Where the calculations of a text stand that come out.
pub(in crate::check) fn right(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['=', '＝']) {
        return Vec::new();
    }
    let is_right = |found: &Captures<'_>| {
        let terms = found.name("terms").map_or("", |terms| terms.as_str());
        let (scaled, _) = evaluate(terms);
        scaled.is_some_and(|value| value <= LARGEST) && check(found).is_none()
    };
    let all = EQUATION.groups(text).filter(is_right);
    all.filter_map(|found| found.get(0)).map(|all| all.range()).collect()
}

/// The calculation, if it does not come out whether or not 万 is written with every number.
fn check(found: &Captures<'_>) -> Option<Wrong> {
    let (all, terms, result) = (found.get(0)?, found.name("terms")?, found.name("result")?);
    let written = NUMBER.groups(result.as_str()).next()?;
    let (value, scale, step) = read(&written)?;
    let (right, bare) = evaluate(terms.as_str());
    let (right, bare) = (right?, bare?);
    if right.max(bare).max(value) > LARGEST {
        return None;
    }
    let unit = found.name("unit").map_or("", |unit| unit.as_str());
    let off = |right: Decimal, value: Decimal, step: Decimal| {
        let gap = (right - value).abs();
        gap + gap > step && gap >= step
    };
    let scaled = (value.checked_mul(scale)?, step.checked_mul(scale)?);
    (off(right, scaled.0, scaled.1) && off(bare, value, step) && off(right, value, step)).then(
        || Wrong {
            range: result.start()..result.start() + written.get(0).map_or(0, |whole| whole.end()),
            written: brief(all.as_str().trim()).into_owned(),
            right: format!("{} {unit}", right.checked_div(scale).unwrap_or(right).normalize()),
        },
    )
}

/// A number, its scale and what its last digit counts.
fn read(found: &Captures<'_>) -> Option<(Decimal, Decimal, Decimal)> {
    let value = decimal(found.name("number")?.as_str())?;
    let scale = match found.name("scale").map_or("", |scale| scale.as_str()) {
        "%" | "％" => Decimal::new(1, 2),
        written => scale(written).1,
    };
    Some((value, scale, Decimal::new(1, value.scale())))
}

/// What comes out of sums of products, with 万 and the like and without.
fn evaluate(terms: &str) -> (Option<Decimal>, Option<Decimal>) {
    let (mut scaled, mut bare) = (Some(Decimal::ZERO), Some(Decimal::ZERO));
    for summand in terms.split(['+', '＋']) {
        let (mut scaled_product, mut product) = (Some(Decimal::ONE), Some(Decimal::ONE));
        for factor in summand.split(['*', '×']) {
            let Some((value, scale, _)) = NUMBER.groups(factor).next().as_ref().and_then(read)
            else {
                return (None, None);
            };
            let times = |product: Decimal| product.checked_mul(value.checked_mul(scale)?);
            scaled_product = scaled_product.and_then(times);
            product = product.and_then(|product| product.checked_mul(value));
        }
        scaled = scaled.and_then(|sum| sum.checked_add(scaled_product?));
        bare = bare.and_then(|sum| sum.checked_add(product?));
    }
    (scaled, bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calculations_come_out_or_not() {
        for text in [
            "公务员20人*23万元/人=460万元。",
            "4700人*36元/人=16.92万元",
            "23万元/月*12月=276万元",
            "发放金额21142*12=253704元",
            "460万元+525万元=985万元",
            "2×3+4=10个",
            "23*12=276万元",
            "1000元*5%=50元",
        ] {
            assert_eq!(wrong(text), [], "{text}");
        }
        assert_eq!(right("学员26人×3000元/人·月×12个月=936000元").len(), 1);
        assert!(right("学员26人×3000元/人·月×12个月=963000元").is_empty());
        let found = wrong("发放金额21142*12=253740元");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].right, "253704 元");
        assert_eq!(wrong("20人*23万元/人=480万元")[0].right, "460 万元");
    }
}
