//! Percentages that are the ratio of two figures, and the figures that make a percentage.

use rust_decimal::Decimal;

use crate::check::quantities::context::Context;
use crate::check::quantities::known_figures::Figures;
use crate::check::quantities::number::{Number, Unit, clause, sentence};
use crate::check::quantities::quantity::{Kind, Quantity, agrees};

/// Whether a percentage is what two figures make: one of the other, the rest, or what one is above the other.
fn is_ratio(written: &Quantity, part: Decimal, whole: Decimal) -> bool {
    if part == whole {
        return false;
    }
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED);
    let Some(ratio) = hundredfold.and_then(|part| part.checked_div(whole)) else { return false };
    let rest = ratio.saturating_sub(Decimal::ONE_HUNDRED).abs();
    // “约3%” says nothing of a ratio that a few figures may have by chance.
    let exact = written.step <= Decimal::ONE;
    exact && [ratio, rest].into_iter().any(|ratio| agrees(written, ratio, Decimal::ZERO))
}

/// Whether a percentage is the ratio of two figures of its sentence, of one to a sum of the report, or of two of the report.
pub(super) fn explains_rate(
    text: &str,
    written: &Quantity,
    numbers: &[Number],
    context: &Context,
) -> bool {
    let known = |rate: &Decimal| agrees(written, *rate, Decimal::ZERO);
    if context.rates.iter().any(known) {
        return true;
    }
    let sentence = sentence(text, written.range.start);
    let beside: Vec<&Number> =
        numbers.iter().filter(|number| sentence.contains(&number.range.start)).collect();
    beside.iter().any(|part| {
        let mut wholes = beside.iter().filter(|whole| whole.unit == part.unit);
        let mut sums = context.sums.iter().filter(|_| part.unit == Unit::Money);
        wholes.any(|whole| is_ratio(written, part.value, whole.value))
            || sums.any(|sum| is_ratio(written, part.value, *sum))
    })
}

/// Whether a count makes, with another of its sentence or of the report, a percentage of its sentence or of the report.
pub(super) fn explains_count(
    text: &str,
    written: &Quantity,
    quantities: &[Quantity],
    numbers: &[Number],
    known: &Figures,
) -> bool {
    let sentence = sentence(text, written.range.start);
    let rates = quantities.iter().filter(|rate| {
        rate.kind == Kind::PerCent && !rate.bounds && sentence.contains(&rate.range.start)
    });
    let mut rates = rates.peekable();
    if rates.peek().is_none() {
        return false;
    }
    let others = numbers.iter().filter(|number| {
        number.unit == Unit::Piece && !number.is(written) && sentence.contains(&number.range.start)
    });
    let others: Vec<Decimal> = others.map(|number| number.value).chain(known.counts()).collect();
    rates.any(|rate| {
        others.iter().any(|other| {
            is_ratio(rate, written.value, *other) || is_ratio(rate, *other, written.value)
        })
    })
}

/// Whether a percentage is the mean of those before it, where the words say 平均.
pub(super) fn is_mean(text: &str, written: &Quantity, quantities: &[Quantity]) -> bool {
    let at = written.range.start;
    let sentence = sentence(text, at);
    if !clause(text, at).contains("平均") {
        return false;
    }
    let before = quantities.iter().filter(|rate| {
        rate.kind == Kind::PerCent && sentence.contains(&rate.range.start) && rate.range.start < at
    });
    let before: Vec<Decimal> = before.map(|rate| rate.value).collect();
    (0..before.len().saturating_sub(1)).any(|first| {
        mean(before.get(first..).unwrap_or_default())
            .is_some_and(|mean| agrees(written, mean, Decimal::ZERO))
    })
}

/// The percentages after 其中 whose mean is a percentage that is explained.
pub(super) fn parts_of_mean(text: &str, quantities: &[Quantity], explained: &[bool]) -> Vec<usize> {
    let Some(start) = text.find("其中") else { return Vec::new() };
    let rates = quantities.iter().enumerate().filter(|(_, rate)| rate.kind == Kind::PerCent);
    let (before, after): (Vec<_>, Vec<_>) = rates.partition(|(_, rate)| rate.range.start < start);
    let sentence = sentence(text, start);
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
    let fits = |share: &Decimal| agrees(written, *share, Decimal::ZERO);
    EACH.iter().any(|word| before.contains(word)) && context.shares.iter().any(fits)
}

/// What each has where a count stands right before an amount: 4人、补助38000元.
pub(super) fn shares(text: &str, numbers: &[Number]) -> Vec<Decimal> {
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let shares = pairs.filter_map(|(count, amount)| {
        let between = text.get(count.range.end..amount.range.start)?;
        let near = count.unit == Unit::Piece && amount.unit == Unit::Money;
        let one = !between.contains(['，', '。', '；', '（', '：', '\n']);
        (near && one).then(|| amount.value.checked_div(count.value))?
    });
    shares.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::quantities::number::numbers;
    use crate::check::quantities::quantity::quantities;

    /// Whether the last percentage of a text is explained by its own figures and some sum.
    fn rate(text: &str, sums: &[u32]) -> bool {
        let quantities = quantities(text);
        let mut rates = quantities.iter().filter(|q| q.kind == Kind::PerCent);
        let sums = sums.iter().map(|sum| Decimal::from(*sum)).collect();
        let context = Context { sums, ..Context::default() };
        explains_rate(text, rates.next_back().unwrap(), &numbers(text), &context)
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
            let explained = quantities.iter().filter(|q| q.kind == Kind::Count).all(|count| {
                let known = Figures::default();
                explains_count(text, count, &quantities, &numbers(text), &known)
            });
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
            assert_eq!(is_mean(text, quantities.last().unwrap(), &quantities), expected, "{text}");
        }
        let text = "满意度为91%，其中对态度的满意度为93%，对环境的满意度为89%";
        let all = quantities(text);
        assert_eq!(parts_of_mean(text, &all, &[true, false, false]), [1, 2]);
        assert!(parts_of_mean(text, &all, &[false, false, false]).is_empty());
    }

    #[test]
    fn amounts_of_each() {
        let text = "彩超2台136.84万元，7—14岁4人、补助38000元";
        let shares = shares(text, &numbers(text));
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
