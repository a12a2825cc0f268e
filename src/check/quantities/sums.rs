//! Figures of a text that make another one, added up or multiplied.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::known_figures::Figures;
use crate::check::quantities::quantity::{Kind, Quantity, agrees_to};

/// Bare numbers that multiply, such as those of `21142*12=253704元`.
static FACTOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(\d+(?:\.\d+)?)(?:人|名|户|个)?\s*[*×xX]\s*(\d+(?:\.\d+)?)").ok()
});

/// The figures that make a later amount of the text by multiplication: rate × number (× 12 months).
pub(super) fn factors(text: &str, quantities: &[Quantity]) -> Vec<usize> {
    let mut factors = Vec::new();
    let counts: Vec<(usize, &Quantity)> = quantities
        .iter()
        .enumerate()
        .filter(|(_, q)| q.kind == Kind::Count && !q.bounds && q.value > Decimal::ONE)
        .collect();
    let amounts: Vec<(usize, &Quantity)> =
        quantities.iter().enumerate().filter(|(_, q)| q.kind == Kind::Money).collect();
    for (place, rate) in &amounts {
        let larger = |product: &Quantity| product.value > rate.value && !rate.value.is_zero();
        for (product_place, product) in &amounts {
            let makes = |number: Decimal, about: f64| {
                may_make(product, rate.about.value * about)
                    && larger(product)
                    && makes(product, rate.value.saturating_mul(number))
            };
            let twelve = Decimal::from(12);
            if makes(twelve, 12.0) && text.contains('月') && place < product_place {
                factors.push(*place);
            }
            for (count_place, count) in &counts {
                let (number, about) = (count.value, count.about.value);
                if makes(number, about) || makes(number.saturating_mul(twelve), about * 12.0) {
                    factors.extend([*place, *count_place]);
                }
            }
        }
    }
    let Some(pattern) = FACTOR.as_ref().filter(|_| text.contains(['*', '×', 'x', 'X'])) else {
        return factors;
    };
    for found in pattern.captures_iter(text) {
        let inside =
            |q: &Quantity| found.get(0).is_some_and(|all| all.range().contains(&q.range.start));
        factors.extend(
            quantities
                .iter()
                .enumerate()
                .filter(|(_, q)| inside(q) && q.kind != Kind::PerCent)
                .map(|(index, _)| index),
        );
    }
    factors
}

/// Whether a calculated figure is the written one, more strictly than by its digits where these are few.
pub(super) fn makes(written: &Quantity, calculated: Decimal) -> bool {
    let step = written.step.min(written.value / Decimal::ONE_THOUSAND);
    agrees_to(written.value, step, calculated, Decimal::ZERO)
}

/// Whether about so much may be the written figure; what may not be need not be calculated exactly.
fn may_make(written: &Quantity, calculated: f64) -> bool {
    let About { value, step } = written.about;
    let written = About { value, step: step.min(value / 1000.0) };
    !written.is_far_from(About { value: calculated, step: 0.0 })
}

/// Marks the figures that, some in a row, add up to a known figure or to another figure of the text.
///
/// The other figure is marked too where all its parts but one are figures of the report.
pub(super) fn mark_parts(
    summands: &[usize],
    quantities: &[Quantity],
    known: &Figures,
    explained: &mut [bool],
) {
    for first in 0..summands.len() {
        let rest = summands.get(first..).unwrap_or_default();
        let Some(start) = rest.first().and_then(|index| quantities.get(*index)) else { continue };
        let (mut sum, mut step, mut about) = (start.value, start.step, start.about);
        for (length, next) in rest.iter().enumerate().skip(1) {
            let Some(next) = quantities.get(*next) else { break };
            sum += next.value;
            step = step.max(next.step);
            about.value += next.about.value;
            about.step = about.step.max(next.about.step);
            let row = rest.get(..=length).unwrap_or_default();
            let settled = |index: &usize| explained.get(*index).is_none_or(|explained| *explained);
            let row_settled = row.iter().all(settled);
            let another = quantities.iter().enumerate().find(|(index, quantity)| {
                quantity.kind == start.kind
                    && may_make(quantity, about.value)
                    && !(row_settled && settled(index))
                    && !row.contains(index)
                    && makes(quantity, sum)
            });
            let told = another.map(|(index, _)| index);
            if row_settled && told.is_none() {
                continue;
            }
            let is_known =
                |index: &usize| quantities.get(*index).is_some_and(|part| known.has(part));
            let others = || row.iter().filter(|part| !is_known(part)).count();
            if let Some(whole) = told.filter(|_| others() < 2).and_then(|w| explained.get_mut(w)) {
                *whole = true;
            }
            let is_known_whole = || {
                let step = step.min(sum / Decimal::ONE_THOUSAND);
                let whole = Quantity { value: sum, step, bounds: false, about, ..start.clone() };
                known.has(&whole)
            };
            if told.is_some() || (known.may_have(about) && is_known_whole()) {
                for index in row {
                    if let Some(explained) = explained.get_mut(*index) {
                        *explained = true;
                    }
                }
            }
        }
    }
}

/// Where the words “（其中……）” stand in a text.
pub(super) fn asides(text: &str) -> Vec<Range<usize>> {
    let mut asides = Vec::new();
    for (start, _) in text.match_indices("（其中") {
        let mut depth = 0_u32;
        let end = text.get(start..).unwrap_or_default().char_indices().find(|(_, c)| {
            match c {
                '（' => depth += 1,
                '）' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        asides.extend(end.map(|(length, _)| start..start + length));
    }
    asides
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::quantities::quantity::quantities;

    /// Which figures of a text add up to another of it, with those in “（其中……）” left out.
    fn parts(text: &str) -> Vec<bool> {
        let all = quantities(text);
        let asides = asides(text);
        let outside = |q: &Quantity| !asides.iter().any(|aside| aside.contains(&q.range.start));
        let summands = all.iter().enumerate().filter(|(_, q)| outside(q));
        let summands: Vec<usize> = summands.map(|(index, _)| index).collect();
        let mut explained = vec![false; all.len()];
        mark_parts(&summands, &all, &Figures::default(), &mut explained);
        explained
    }

    #[test]
    fn parts_of_parts_are_left_out() {
        let text =
            "支出793.46万元，土地186.2万元、排水361.5万元（其中：水泵48.6万元）、道路245.76万元";
        assert_eq!(parts(text), [false, true, true, false, true]);
        let wrong = text.replace("245.76", "245.67");
        assert_eq!(parts(&wrong), [false; 5]);
        assert_eq!(asides("甲（其中：乙（丙）丁）戊").len(), 1);
        assert!(asides("甲（其中：乙").is_empty());
    }
}
