//! Which figures of a text cannot be traced to a figure of the report.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::quantities::known_figures::Figures;
use crate::check::quantities::named_figures::{is_of_another_year, named};
use crate::check::quantities::quantity::{Kind, Quantity, agrees};
use crate::check::subject::Subject;
use crate::check::words::passage::Passage;
use crate::check::words::traits::Traits;

/// Counts below this are of a list or a sentence, not of the data.
const SMALL: u32 = 10;

/// A passage with the figures that cannot be traced.
#[derive(Debug, Clone)]
pub(in crate::check) struct Traced {
    /// The passage.
    pub(in crate::check) passage: Passage,
    /// Whether it tells results, or only describes and explains.
    pub(in crate::check) tells_results: bool,
    /// The figures, each with what is to be said of it.
    pub(in crate::check) untraced: Vec<(Quantity, String)>,
}

/// All passages that have figures which cannot be traced.
pub(in crate::check) fn traced(subject: &Subject<'_>) -> Vec<Traced> {
    let report: OnceCell<Figures> = OnceCell::new();
    let evaluations: OnceCell<Vec<Figures>> = OnceCell::new();
    let mut traced = Vec::new();
    for passage in subject.passages_with(Traits::DIGIT) {
        let Some(tells_results) = tells_results(passage) else { continue };
        let quantities = passage.quantities();
        if quantities.is_empty() {
            continue;
        }
        let of_all = || evaluations.get_or_init(|| of_evaluations(subject));
        let own = passage.evaluation.and_then(|index| of_all().get(index));
        let of_report = || report.get_or_init(|| Figures::of_report(subject, of_all()));
        let known = own.unwrap_or_else(of_report);
        let untraced = untraced(&passage.text, quantities, known);
        if untraced.is_empty() {
            continue;
        }
        let named: Vec<Range<usize>> =
            named(subject, passage).into_iter().map(|(range, _)| range).collect();
        let elsewhere = |quantity: &Quantity| {
            tells_results && is_of_another_year(subject, &passage.text, quantity.range.start)
        };
        let untraced = untraced.into_iter().filter(|q| !named.contains(&q.range) && !elsewhere(q));
        let untraced: Vec<_> = untraced
            .map(|quantity| {
                let beside = known.nearest(quantity).map(|known| known.beside(quantity));
                (quantity.clone(), beside.unwrap_or_else(|| "没有相近的数".to_owned()))
            })
            .collect();
        if !untraced.is_empty() {
            traced.push(Traced { passage: passage.clone(), tells_results, untraced });
        }
    }
    traced
}

/// The figures of each self-evaluation report.
fn of_evaluations(subject: &Subject<'_>) -> Vec<Figures> {
    let evaluations = subject.year().evaluations.iter().zip(&subject.figures.evaluations);
    evaluations.map(|(evaluation, figures)| Figures::of_evaluation(evaluation, figures)).collect()
}

/// Whether a passage tells results; none where its figures are not looked at.
fn tells_results(passage: &Passage) -> Option<bool> {
    let key = passage.key();
    if passage.evaluation.is_some() {
        return match key {
            "achieved" | "execution" | "outputs" | "benefits" | "satisfaction" => Some(true),
            "overview" | "basis" | "necessity" | "safeguards" | "period-goal" | "annual-goal"
            | "plan" | "problems" | "deviation" => Some(false),
            _ => None,
        };
    }
    let in_year = ["performance", "reasons", "three-public", "assets"];
    let plans = matches!(key, "example" | "measures");
    if plans || !in_year.into_iter().any(|table| passage.is_in(table)) {
        return None;
    }
    Some(passage.is_in("performance") && matches!(key, "achieved" | "result"))
}

/// The figures that are none of the known ones, nor parts or factors of another.
fn untraced<'q>(text: &str, quantities: &'q [Quantity], known: &Figures) -> Vec<&'q Quantity> {
    let mut explained: Vec<bool> = quantities
        .iter()
        .map(|quantity| {
            let all = quantity.kind == Kind::PerCent && quantity.value == Decimal::ONE_HUNDRED;
            let small = quantity.kind == Kind::Count && quantity.value < Decimal::from(SMALL);
            all || small || quantity.bounds || known.find(quantity).is_some()
        })
        .collect();
    let is_open = |explained: &[bool], kind: Kind| {
        let mut open = quantities.iter().zip(explained);
        open.any(|(quantity, explained)| !explained && quantity.kind == kind)
    };
    if is_open(&explained, Kind::Money) || is_open(&explained, Kind::Count) {
        let factors = factors(text, quantities);
        for factor in &factors {
            if let Some(explained) = explained.get_mut(*factor) {
                *explained = true;
            }
        }
        for kind in [Kind::Money, Kind::Count] {
            if !is_open(&explained, kind) {
                continue;
            }
            let summands = quantities.iter().enumerate().filter(|(index, quantity)| {
                quantity.kind == kind && !quantity.bounds && !factors.contains(index)
            });
            let summands: Vec<usize> = summands.map(|(index, _)| index).collect();
            // “标准 2700 元，金额 2700 元” of one village is a single amount.
            let mut single = summands.clone();
            single.dedup_by_key(|index| quantities.get(*index).map(|q| q.value));
            mark_parts(&summands, quantities, known, &mut explained);
            if single != summands {
                mark_parts(&single, quantities, known, &mut explained);
            }
        }
    }
    quantities.iter().zip(explained).filter(|(_, explained)| !explained).map(|(q, _)| q).collect()
}

/// Bare numbers that multiply, such as those of `21142*12=253704元`.
static FACTOR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(\d+(?:\.\d+)?)(?:人|户|个)?\s*[*×xX]\s*(\d+(?:\.\d+)?)").ok());

/// The figures that make a later amount of the text by multiplication: rate × number (× 12 months).
fn factors(text: &str, quantities: &[Quantity]) -> Vec<usize> {
    let mut factors = Vec::new();
    let counts: Vec<(usize, &Quantity)> = quantities
        .iter()
        .enumerate()
        .filter(|(_, q)| q.kind == Kind::Count && !q.bounds && q.value > Decimal::ONE)
        .collect();
    let amounts = || quantities.iter().enumerate().filter(|(_, q)| q.kind == Kind::Money);
    for (place, rate) in amounts() {
        for (product_place, product) in amounts().filter(|(_, q)| q.value > rate.value) {
            let Some(times) = product.value.checked_div(rate.value) else { continue };
            let makes = |number: Decimal| makes(product, rate.value.saturating_mul(number));
            if makes(Decimal::from(12)) && text.contains('月') && place < product_place {
                factors.push(place);
            }
            let near = |count: Decimal| times >= count / Decimal::TWO;
            for (count_place, count) in counts.iter().filter(|(_, count)| near(count.value)) {
                let monthly = count.value.saturating_mul(Decimal::from(12));
                if makes(count.value) || makes(monthly) {
                    factors.extend([place, *count_place]);
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
fn makes(written: &Quantity, calculated: Decimal) -> bool {
    let step = written.step.min(written.value / Decimal::ONE_THOUSAND);
    agrees(&Quantity { step, ..written.clone() }, calculated, Decimal::ZERO)
}

/// Marks the figures that, some in a row, add up to a known figure or to another figure of the text.
fn mark_parts(
    summands: &[usize],
    quantities: &[Quantity],
    known: &Figures,
    explained: &mut [bool],
) {
    for first in 0..summands.len() {
        let rest = summands.get(first..).unwrap_or_default();
        let Some(start) = rest.first().and_then(|index| quantities.get(*index)) else { continue };
        let (mut sum, mut step) = (start.value, start.step);
        for (length, next) in rest.iter().enumerate().skip(1) {
            let Some(next) = quantities.get(*next) else { break };
            sum += next.value;
            step = step.max(next.step);
            let row = rest.get(..=length).unwrap_or_default();
            let settled = |index: &usize| explained.get(*index).is_none_or(|explained| *explained);
            if row.iter().all(settled) {
                continue;
            }
            let another = quantities.iter().enumerate().any(|(index, quantity)| {
                quantity.kind == start.kind && !row.contains(&index) && makes(quantity, sum)
            });
            let step = step.min(sum / Decimal::ONE_THOUSAND);
            let whole = Quantity { value: sum, step, bounds: false, ..start.clone() };
            if another || known.find(&whole).is_some() {
                for index in row {
                    if let Some(explained) = explained.get_mut(*index) {
                        *explained = true;
                    }
                }
            }
        }
    }
}
