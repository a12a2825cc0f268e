//! Which figures of a text cannot be traced to a figure of the report.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::check::quantities::beside::Beside;
use crate::check::quantities::context::Context;
use crate::check::quantities::course::{courses, gaps};
use crate::check::quantities::equation::right;
use crate::check::quantities::factors::factors;
use crate::check::quantities::known::Known;
use crate::check::quantities::known_figures::Figures;
use crate::check::quantities::monthly::Monthly;
use crate::check::quantities::named_figures::{Expectations, named};
use crate::check::quantities::number::{clause, has_endless_clause, numbers};
use crate::check::quantities::quantity::{Kind, Quantity};
use crate::check::quantities::ratio::{
    explains_count, explains_rate, is_mean, is_share, parts_of_mean,
};
use crate::check::quantities::reach::is_too_long;
use crate::check::quantities::sentences::Sentences;
use crate::check::quantities::sums::{asides, is_within, mark_parts};
use crate::check::quantities::told_years::ToldYears;
use crate::check::quantities::wholes::Wholes;
use crate::check::subject::Subject;
use crate::check::words::passage::Passage;
use crate::check::words::section::Tells;
use crate::check::words::traits::Traits;

/// Counts below this are of a list or a sentence, not of the data.
const SMALL: u32 = 10;

/// A passage with the figures that cannot be traced.
#[derive(Debug, Clone)]
pub(in crate::check) struct Traced<'a> {
    /// The passage.
    pub(in crate::check) passage: Passage<'a>,
    /// Whether it tells results, or only describes and explains.
    pub(in crate::check) tells_results: bool,
    /// The figures.
    pub(in crate::check) untraced: Vec<Untraced>,
    /// Whether the passage is so long that figures far apart were not held against each other.
    pub(in crate::check) too_long: bool,
}

/// A figure that cannot be traced.
#[derive(Debug, Clone)]
pub(in crate::check) struct Untraced {
    /// The figure.
    pub(in crate::check) quantity: Quantity,
    /// What is to be said of it.
    pub(in crate::check) beside: String,
    /// Whether a figure of the report is near, so that it is likely a slip.
    pub(in crate::check) near: bool,
    /// The figure of the report that it is ten thousand times of, with what it is.
    pub(in crate::check) in_ten_thousands: Option<(String, Decimal)>,
    /// Whether an amount stands in its sentence.
    pub(in crate::check) with_amount: bool,
}

/// A passage while its figures are being explained.
struct Look<'s, 'a> {
    /// The passage.
    passage: &'s Passage<'a>,
    /// Whether it tells results.
    tells_results: bool,
    /// The figures that it may be about.
    known: &'s Figures,
    /// Which of its figures are explained.
    explained: Vec<bool>,
}

/// A figure that is explained in one text of a report, and so in its others.
type Told = (Option<usize>, Kind, Decimal);

/// All passages that have figures which cannot be traced.
pub(in crate::check) fn traced<'a>(
    subject: &Subject<'a>,
    passages: &[Passage<'a>],
    expectations: &Expectations,
) -> Vec<Traced<'a>> {
    let report: OnceCell<Figures> = OnceCell::new();
    let evaluations: OnceCell<Vec<Figures>> = OnceCell::new();
    let of_all = || evaluations.get_or_init(|| of_evaluations(subject));
    let mut looks = Vec::new();
    for passage in passages.iter().filter(|passage| passage.traits.has_any(Traits::DIGIT)) {
        let Some(tells_results) = tells_results(passage) else { continue };
        let quantities = passage.quantities();
        if quantities.is_empty() {
            continue;
        }
        let own = passage.evaluation.and_then(|index| of_all().get(index));
        let of_report = || report.get_or_init(|| Figures::of_report(subject, of_all()));
        let known = own.unwrap_or_else(of_report);
        let explained = explained(&passage.text, quantities, known);
        looks.push(Look { passage, tells_results, known, explained });
    }
    let mut contexts: BTreeMap<Option<usize>, Context> = BTreeMap::new();
    let mut told: BTreeSet<Told> = BTreeSet::new();
    for look in looks.iter_mut().filter(|look| look.is_open()) {
        let of = look.passage.evaluation;
        let context = contexts.entry(of).or_insert_with(|| match of {
            None => Context::of_year(subject, passages),
            Some(index) => Context::of_evaluation(subject, passages, index),
        });
        look.explain(context, &mut told);
    }
    if looks.iter().any(Look::is_open) {
        for look in &looks {
            told.extend(look.told());
        }
    }
    looks.into_iter().filter_map(|look| look.traced(subject, expectations, &told)).collect()
}

impl<'s, 'a> Look<'s, 'a> {
    /// Whether a figure is not explained.
    fn is_open(&self) -> bool {
        self.explained.iter().any(|explained| !explained)
    }

    /// The figures that are not explained, with their numbers.
    fn open(&self) -> Vec<(usize, &'s Quantity)> {
        let figures = self.passage.quantities().iter().enumerate().zip(&self.explained);
        figures.filter(|(_, explained)| !**explained).map(|(figure, _)| figure).collect()
    }

    /// Marks figures.
    fn mark(&mut self, indices: impl IntoIterator<Item = usize>) {
        for index in indices {
            if let Some(explained) = self.explained.get_mut(index) {
                *explained = true;
            }
        }
    }

    /// Explains the figures that are open after the first look.
    fn explain(&mut self, context: &Context, told: &mut BTreeSet<Told>) {
        let text = &*self.passage.text;
        let quantities = self.passage.quantities();
        let right = right(text);
        let calculated = self.open().into_iter();
        let calculated = calculated.filter(|(_, q)| is_within(&right, q.range.start));
        let calculated: Vec<usize> = calculated.map(|(index, _)| index).collect();
        self.mark(calculated);
        let numbers = if self.is_open() { numbers(text) } else { return };
        let sentences = Sentences::of(text);
        let beside = Beside::new(&numbers, quantities, &sentences);
        let monthly = OnceCell::new();
        let monthly = || monthly.get_or_init(|| Monthly::of(text, quantities));
        let open = self.open().into_iter().filter(|(_, open)| match open.kind {
            Kind::PerCent => {
                explains_rate(open, &beside, context) || is_mean(text, open, quantities, &sentences)
            }
            Kind::Money => is_share(text, open, context) || monthly().makes(text, open),
            Kind::Count => explains_count(open, &beside, self.known),
        });
        let open: Vec<usize> = open.map(|(index, _)| index).collect();
        self.mark(open);
        self.mark(parts_of_mean(text, quantities, &sentences, &self.explained));
        self.follow_courses(told);
    }

    /// Explains the figures that became another one which is explained, and those that say by how much.
    fn follow_courses(&mut self, told: &mut BTreeSet<Told>) {
        let quantities = self.passage.quantities();
        let mut wholes: BTreeMap<Kind, Wholes> = BTreeMap::new();
        let mut followed = BTreeSet::new();
        for course in courses(&self.passage.text, quantities) {
            if !self.explained.get(course.after).is_some_and(|explained| *explained) {
                continue;
            }
            self.mark([course.before]);
            if followed.insert((course.kind, course.gap)) {
                let wholes = wholes.entry(course.kind);
                let wholes = wholes.or_insert_with(|| Wholes::new(quantities, course.kind));
                self.mark(gaps(&course, wholes));
                told.insert((self.passage.evaluation, course.kind, course.gap));
            }
        }
    }

    /// The figures that are explained, though they are none of the report's own.
    fn told(&self) -> impl Iterator<Item = Told> + '_ {
        let figures = self.passage.quantities().iter().zip(&self.explained);
        let figures = figures.filter(|(q, explained)| {
            let small = q.value < Decimal::from(SMALL);
            **explained && !q.bounds && q.kind != Kind::PerCent && !small
        });
        figures.map(|(q, _)| (self.passage.evaluation, q.kind, q.value))
    }

    /// The amounts that something explains, but that are ten thousand times or the ten thousandth part of a figure: 198元 for
    /// 198万元 is a small part of many a sum.
    fn in_wrong_units(&self) -> Vec<(usize, &'s Quantity)> {
        let text = &*self.passage.text;
        let digits = if self.passage.evaluation.is_some() { 2 } else { 3 };
        let amounts = self.passage.quantities().iter().enumerate().zip(&self.explained);
        let amounts = amounts.filter(|((_, amount), explained)| {
            let words = text.get(amount.range.clone()).unwrap_or_default();
            let told = amount.kind == Kind::Money && !amount.bounds && is_exact(amount, digits);
            let wrong = || match words.trim_end_matches('元').chars().next_back() {
                Some('亿') => self.known.ten_thousandth(amount).is_some(),
                Some('万' | '千') | None => false,
                Some(_) => self.known.ten_thousandfold(amount).is_some(),
            };
            **explained && told && !self.known.has(amount) && !is_price(text, amount) && wrong()
        });
        amounts.map(|(amount, _)| amount).collect()
    }

    /// The passage with what is still open.
    fn traced(
        self,
        subject: &Subject<'_>,
        expectations: &Expectations,
        told: &BTreeSet<Told>,
    ) -> Option<Traced<'a>> {
        let elsewhere = |quantity: &Quantity| {
            told.contains(&(self.passage.evaluation, quantity.kind, quantity.value))
        };
        let mut open = self.open();
        open.retain(|(_, quantity)| !elsewhere(quantity));
        open.extend(self.in_wrong_units());
        open.sort_unstable_by_key(|(index, _)| *index);
        open.dedup_by_key(|(index, _)| *index);
        if open.is_empty() {
            return None;
        }
        let named: BTreeMap<usize, usize> = named(subject, expectations, self.passage)
            .into_iter()
            .map(|(range, _)| (range.start, range.end))
            .collect();
        let years = ToldYears::of(&self.passage.text, subject.year().year);
        let of_another_year =
            |quantity: &Quantity| self.tells_results && years.is_of_another(quantity.range.start);
        open.retain(|(_, quantity)| {
            named.get(&quantity.range.start) != Some(&quantity.range.end)
                && !of_another_year(quantity)
        });
        if open.is_empty() {
            return None;
        }
        let quantities = self.passage.quantities();
        let sentences = Sentences::of(&self.passage.text);
        let amounts: Vec<usize> = quantities
            .iter()
            .filter(|quantity| quantity.kind == Kind::Money)
            .map(|quantity| quantity.range.start)
            .collect();
        let with_amount = |quantity: &Quantity| {
            let sentence = sentences.at(quantity.range.start);
            let next = amounts.partition_point(|amount| *amount < sentence.start);
            amounts.get(next).is_some_and(|amount| *amount < sentence.end)
        };
        let untraced: Vec<_> = open
            .into_iter()
            .map(|(_, quantity)| {
                let words = self.passage.text.get(quantity.range.clone()).unwrap_or_default();
                let unit = words.trim_start_matches(|c: char| {
                    c.is_ascii() && c != '%' || "余多万亿".contains(c)
                });
                let near = self.known.nearest(quantity, unit);
                let beside = near.map(|known| known.beside(quantity));
                let tenth = self.known.ten_thousandth(quantity).filter(|_| near.is_none());
                let beside = beside.or(tenth.map(Known::in_ten_thousands));
                let in_units = || self.known.ten_thousandfold(quantity).map(Known::in_units);
                let beside = beside.or_else(in_units);
                Untraced {
                    quantity: quantity.clone(),
                    near: near.is_some(),
                    beside: beside.unwrap_or_else(|| "没有相近的数".to_owned()),
                    in_ten_thousands: tenth.map(|known| (known.label.to_string(), known.value)),
                    with_amount: with_amount(quantity),
                }
            })
            .collect();
        let too_long = is_too_long(quantities.len()) || has_endless_clause(&self.passage.text);
        let Look { passage, tells_results, known: _, explained: _ } = self;
        Some(Traced { passage: passage.clone(), tells_results, untraced, too_long })
    }
}

/// The figures of each self-evaluation report.
fn of_evaluations(subject: &Subject<'_>) -> Vec<Figures> {
    let evaluations = subject.year().evaluations.iter().zip(&subject.figures.evaluations);
    evaluations.map(|(evaluation, figures)| Figures::of_evaluation(evaluation, figures)).collect()
}

/// Whether a passage tells results; none where its figures are not looked at.
fn tells_results(passage: &Passage<'_>) -> Option<bool> {
    let key = passage.key();
    if passage.evaluation.is_some() {
        return match passage.section()?.tells() {
            Tells::Results => Some(true),
            Tells::Project => Some(false),
            Tells::Lessons => None,
        };
    }
    let in_year = ["performance", "reasons", "three-public", "assets"];
    let plans = matches!(key, "example" | "measures");
    if plans || !in_year.into_iter().any(|table| passage.is_in(table)) {
        return None;
    }
    Some(passage.is_in("performance") && matches!(key, "achieved" | "result"))
}

/// Whether a figure has so many digits that say something.
fn is_exact(figure: &Quantity, digits: usize) -> bool {
    let written = figure.value.normalize().mantissa().unsigned_abs().to_string();
    written.trim_end_matches('0').len() >= digits
}

/// Whether an amount is one for each person or thing.
fn is_price(text: &str, amount: &Quantity) -> bool {
    let words = clause(text, amount.range.start);
    let each = ["每", "均", "单价", "标准", "单台", "单次", "定额", "*", "×"];
    let after = text.get(amount.range.end..).unwrap_or_default();
    each.iter().any(|word| words.contains(word)) || after.starts_with(['/', '／', '*', '×', '每'])
}

/// Whether a bound is what an amount was kept within, which the report states: “控制在全年预算54.5万元以内”.
fn is_cap(text: &str, bound: &Quantity) -> bool {
    let before = text.get(..bound.range.start).unwrap_or_default();
    let after = text.get(bound.range.end..).unwrap_or_default();
    let budget = ["全年预算", "年初预算", "本年预算", "预算", "限额"];
    let kept = budget.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    bound.kind == Kind::Money
        && is_exact(bound, 3)
        && kept.ends_with("控制在")
        && ["以内", "之内"].iter().any(|word| after.starts_with(word))
}

/// Which figures are known ones, or parts or factors of another.
fn explained(text: &str, quantities: &[Quantity], known: &Figures) -> Vec<bool> {
    let mut explained: Vec<bool> = quantities
        .iter()
        .map(|quantity| {
            let all = quantity.kind == Kind::PerCent && quantity.value == Decimal::ONE_HUNDRED;
            let small = quantity.kind == Kind::Count && quantity.value < Decimal::from(SMALL);
            all || small || quantity.bounds && !is_cap(text, quantity) || known.has(quantity)
        })
        .collect();
    let is_open = |explained: &[bool], kind: Kind| {
        let mut open = quantities.iter().zip(explained);
        open.any(|(quantity, explained)| !explained && quantity.kind == kind)
    };
    if is_open(&explained, Kind::Money) || is_open(&explained, Kind::Count) {
        let factors = factors(text, quantities);
        for (explained, factor) in explained.iter_mut().zip(&factors) {
            *explained |= *factor;
        }
        let asides = asides(text);
        for kind in [Kind::Money, Kind::Count] {
            if !is_open(&explained, kind) {
                continue;
            }
            let summands = quantities.iter().enumerate().filter(|(index, quantity)| {
                let factor = factors.get(*index).is_some_and(|factor| *factor);
                quantity.kind == kind && !quantity.bounds && !factor
            });
            let summands: Vec<usize> = summands.map(|(index, _)| index).collect();
            // “标准 2700 元，金额 2700 元” of one village is a single amount.
            let mut single = summands.clone();
            single.dedup_by_key(|index| quantities.get(*index).map(|q| q.value));
            mark_parts(&summands, quantities, known, &mut explained);
            if single != summands {
                mark_parts(&single, quantities, known, &mut explained);
            }
            let aside = |index: &usize| {
                let start = quantities.get(*index).map_or(0, |quantity| quantity.range.start);
                is_within(&asides, start)
            };
            let outside: Vec<usize> = single.into_iter().filter(|index| !aside(index)).collect();
            if !asides.is_empty() {
                mark_parts(&outside, quantities, known, &mut explained);
            }
        }
    }
    explained
}
