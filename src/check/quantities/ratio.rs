//! Percentages that are the ratio of two figures, and the figures that make a percentage.

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::beside::Beside;
use crate::check::quantities::context::Context;
use crate::check::quantities::known_figures::Figures;
use crate::check::quantities::number::{Unit, clause};
use crate::check::quantities::quantity::{Kind, Quantity, agrees};
use crate::check::quantities::reach::reach;
use crate::check::quantities::sentences::Sentences;
use crate::check::quantities::values::Values;
use crate::steps::count;

/// How many figures are tried that lie where one would have to be.
const TRIED: usize = 32;

/// Whether a percentage is what two figures make: one of the other, the rest, or what one is above the other.
fn is_ratio(written: &Quantity, part: Decimal, whole: Decimal) -> bool {
    if part == whole {
        return false;
    }
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED);
    let Some(ratio) = hundredfold.and_then(|part| part.checked_div(whole)) else { return false };
    let rest = ratio.saturating_sub(Decimal::ONE_HUNDRED).abs();
    is_exact(written)
        && [ratio, rest].into_iter().any(|ratio| agrees(written, ratio, Decimal::ZERO))
}

/// Whether a percentage says something: “约3%” says nothing of a ratio that a few figures may have by chance.
fn is_exact(written: &Quantity) -> bool {
    written.step <= Decimal::ONE
}

/// Between which ratios the ones lie that a percentage stands for.
fn ratios(written: &Quantity) -> [(f64, f64); 3] {
    let About { value, step } = written.about;
    // Rounded or cut off, and a little more for what was lost on the way from the digits.
    let lost = 1e-9 * (100.0 + value);
    let (from, to) = (value - step / 2.0 - lost, value + step + lost);
    [(from, to), (100.0 - to, 100.0 - from), (100.0 + from, 100.0 + to)]
}

/// Whether a percentage is the ratio of a figure to one of some others.
fn has_whole(written: &Quantity, part: Decimal, others: &Values) -> bool {
    count(1);
    let hundredfold = About::new(part, Decimal::ZERO).value * 100.0;
    ratios(written).into_iter().filter(|(_, to)| *to > 0.0).any(|(from, to)| {
        let most = if from > 0.0 { hundredfold / from } else { f64::INFINITY };
        let mut wholes = others.between(hundredfold / to, most).take(TRIED);
        wholes.any(|whole| is_ratio(written, part, whole))
    })
}

/// Whether a percentage is the ratio of one of some others to a figure.
fn has_part(written: &Quantity, whole: Decimal, others: &Values) -> bool {
    let hundredth = About::new(whole, Decimal::ZERO).value / 100.0;
    ratios(written).into_iter().any(|(from, to)| {
        let mut parts = others.between(hundredth * from, hundredth * to).take(TRIED);
        parts.any(|part| is_ratio(written, part, whole))
    })
}

/// Whether a percentage is the ratio of two figures of its sentence, of one to a sum of the report, or of two of the report.
pub(super) fn explains_rate(written: &Quantity, beside: &Beside<'_>, context: &Context) -> bool {
    if context.rates.have(written) {
        return true;
    }
    if !is_exact(written) {
        return false;
    }
    let beside = beside.of(written.range.start);
    beside.iter().any(|(unit, numbers)| {
        numbers.all().iter().any(|part| {
            has_whole(written, *part, numbers)
                || *unit == Unit::Money && has_whole(written, *part, &context.sums)
        })
    })
}

/// Whether a count makes, with another of its sentence or of the report, a percentage of its sentence or of the report.
pub(super) fn explains_count(written: &Quantity, beside: &Beside<'_>, known: &Figures) -> bool {
    let rates = beside.rates(written.range.start);
    if rates.is_empty() {
        return false;
    }
    let numbers = beside.of(written.range.start);
    let pieces = numbers.iter().find(|(unit, _)| *unit == Unit::Piece).map(|(_, pieces)| pieces);
    let others = || pieces.into_iter().chain([known.counts()]);
    rates.iter().filter(|rate| is_exact(rate)).any(|rate| {
        others().any(|others| {
            has_whole(rate, written.value, others) || has_part(rate, written.value, others)
        })
    })
}

/// Whether a percentage is the mean of those before it, where the words say 平均.
pub(super) fn is_mean(
    text: &str,
    written: &Quantity,
    quantities: &[Quantity],
    sentences: &Sentences,
) -> bool {
    let at = written.range.start;
    if !clause(text, at).contains("平均") {
        return false;
    }
    let start = sentences.at(at).start;
    let own = quantities.partition_point(|quantity| quantity.range.start < at);
    let before = quantities.get(..own).unwrap_or_default().iter().rev();
    let before = before.take(reach(quantities.len())).take_while(|q| q.range.start >= start);
    let rates = before.filter(|quantity| quantity.kind == Kind::PerCent);
    let mut sum = Some(Decimal::ZERO);
    rates.zip(1_u32..).any(|(rate, count)| {
        sum = sum.and_then(|sum| sum.checked_add(rate.value));
        let mean = sum.and_then(|sum| sum.checked_div(Decimal::from(count)));
        count > 1 && mean.is_some_and(|mean| agrees(written, mean, Decimal::ZERO))
    })
}

/// The percentages after 其中 whose mean is a percentage that is explained.
pub(super) fn parts_of_mean(
    text: &str,
    quantities: &[Quantity],
    sentences: &Sentences,
    explained: &[bool],
) -> Vec<usize> {
    let Some(start) = text.find("其中") else { return Vec::new() };
    let rates = quantities.iter().enumerate().filter(|(_, rate)| rate.kind == Kind::PerCent);
    let (before, after): (Vec<_>, Vec<_>) = rates.partition(|(_, rate)| rate.range.start < start);
    let sentence = sentences.at(start);
    let parts: Vec<_> =
        after.into_iter().filter(|(_, rate)| sentence.contains(&rate.range.start)).collect();
    let values: Vec<Decimal> = parts.iter().map(|(_, rate)| rate.value).collect();
    let whole = before.last().filter(|(index, whole)| {
        explained.get(*index).is_some_and(|explained| *explained)
            && parts.len() > 1
            && mean(&values).is_some_and(|mean| agrees(whole, mean, Decimal::ZERO))
    });
    whole.map_or_else(Vec::new, |_| parts.iter().map(|(index, _)| *index).collect())
}

/// The mean of some values.
fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    sum.checked_div(Decimal::from(values.len()))
}

/// Words before an amount that make it one of each.
const EACH: [&str; 4] = ["每", "均", "单价", "标准"];

/// Whether an amount of each person or thing is what an amount of the report makes by a count.
pub(super) fn is_share(text: &str, written: &Quantity, context: &Context) -> bool {
    let before = clause(text, written.range.start);
    EACH.iter().any(|word| before.contains(word)) && context.shares.have(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::quantities::number::numbers;
    use crate::check::quantities::quantity::quantities;
    use crate::check::quantities::shares::shares;

    /// Whether the last percentage of a text is explained by its own figures and some sum.
    fn rate(text: &str, sums: &[u32]) -> bool {
        let quantities = quantities(text);
        let mut rates = quantities.iter().filter(|q| q.kind == Kind::PerCent);
        let sums = Values::new(sums.iter().map(|sum| Decimal::from(*sum)));
        let context = Context { sums, ..Context::default() };
        let (numbers, sentences) = (numbers(text), Sentences::of(text));
        let beside = Beside::new(&numbers, &quantities, &sentences);
        explains_rate(rates.next_back().unwrap(), &beside, &context)
    }

    #[test]
    fn rates_are_ratios() {
        for (text, sums, expected) in [
            ("支出51.74万元，控制在54.5万元以内，完成94.94%", &[][..], true),
            ("支出51.74万元，控制在54.5万元以内，完成94.95%", &[], false),
            ("补贴面积14.741万亩，占全县（20.56万亩）的71.70%", &[], true),
            ("抽取患者400人，收回问卷392份（有效率98%）", &[], true),
            ("抽取患者400人。收回问卷392份（有效率98%）", &[], false),
            ("补偿164.24万元，占52.87%", &[3_106_464], true),
            ("补偿164.24万元，占52.78%", &[3_106_464], false),
            ("费用由186.40元增加到191.06元，增长2.5%", &[], true),
        ] {
            assert_eq!(rate(text, sums), expected, "{text}");
        }
    }

    #[test]
    fn counts_make_rates() {
        for (text, expected) in [
            ("12人参加结业考核，11人通过，通过率91.67%", true),
            ("12人参加结业考核，11人通过，通过率91.76%", false),
            ("电话回访610户，574户表示满意，满意度94.10%", true),
        ] {
            let quantities = quantities(text);
            let (numbers, sentences) = (numbers(text), Sentences::of(text));
            let beside = Beside::new(&numbers, &quantities, &sentences);
            let mut counts = quantities.iter().filter(|q| q.kind == Kind::Count);
            let explained = counts.all(|count| explains_count(count, &beside, &Figures::default()));
            assert_eq!(explained, expected, "{text}");
        }
    }

    #[test]
    fn means_and_their_parts() {
        for (text, expected) in [
            ("门诊93.4%，住院95.1%，两项平均为94.25%", true),
            ("门诊93.4%，住院95.1%，两项平均为94.52%", false),
            ("门诊93.4%，住院95.1%，两项为94.25%", false),
        ] {
            let quantities = quantities(text);
            let (last, sentences) = (quantities.last().unwrap(), Sentences::of(text));
            assert_eq!(is_mean(text, last, &quantities, &sentences), expected, "{text}");
        }
        let text = "满意度为91%，其中对态度的满意度为93%，对环境的满意度为89%";
        let all = quantities(text);
        let parts = |explained: &[bool]| parts_of_mean(text, &all, &Sentences::of(text), explained);
        assert_eq!(parts(&[true, false, false]), [1, 2]);
        assert!(parts(&[false, false, false]).is_empty());
    }

    #[test]
    fn amounts_of_each() {
        let text = "彩超2台136.84万元，7—14岁4人、补助38000元";
        let shares = Values::new(shares(text, &numbers(text)));
        let context = Context { shares, ..Context::default() };
        for (text, expected) in [
            ("彩超每台68.42万元", true),
            ("彩超每台68.24万元", false),
            ("彩超68.42万元", false),
            ("每人每年9500元", true),
        ] {
            let written = quantities(text).remove(0);
            assert_eq!(is_share(text, &written, &context), expected, "{text}");
        }
    }
}
