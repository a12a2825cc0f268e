//! What the figures of a report make together, worked out only where a text has open figures.

use rust_decimal::Decimal;

use crate::check::quantities::measure::{Bound, Measure};
use crate::check::quantities::number::numbers;
use crate::check::quantities::shares::shares;
use crate::check::quantities::values::Values;
use crate::check::subject::Subject;
use crate::check::words::passage::Passage;
use crate::check::words::traits::Traits;
use crate::figures::evaluation::EvaluationFigures;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::evaluation::Evaluation;
use crate::model::income::Source;

/// Sums, rates and shares of a self-evaluation report or of the year's file.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The sums that a percentage may be of, in 元.
    pub(super) sums: Values,
    /// What figures of the report that belong together make, in per cent.
    pub(super) rates: Values,
    /// What amounts of the report make for each person or thing, in 元.
    pub(super) shares: Values,
}

/// The same while it is gathered.
#[derive(Debug, Clone, Default)]
struct Gathered {
    /// The sums.
    sums: Vec<Decimal>,
    /// The rates.
    rates: Vec<Decimal>,
    /// The shares.
    shares: Vec<Decimal>,
}

impl From<Gathered> for Context {
    fn from(gathered: Gathered) -> Self {
        let Gathered { sums, rates, shares } = gathered;
        let [sums, rates, shares] = [sums, rates, shares].map(Values::new);
        Self { sums, rates, shares }
    }
}

impl Context {
    /// What the figures of one self-evaluation report make.
    pub(super) fn of_evaluation(
        subject: &Subject<'_>,
        passages: &[Passage<'_>],
        index: usize,
    ) -> Self {
        let mut context = Gathered::default();
        let year = subject.year();
        let evaluation = year.evaluations.get(index).zip(subject.figures.evaluations.get(index));
        if let Some((evaluation, figures)) = evaluation {
            context.funds(figures);
            context.indicators(evaluation);
        }
        context.texts(passages, Some(index));
        context.into()
    }

    /// What the figures of the year's file make, and each evaluation's amounts for each person.
    pub(super) fn of_year(subject: &Subject<'_>, passages: &[Passage<'_>]) -> Self {
        let mut context = Gathered::default();
        let three = &subject.figures.three_public.total;
        let of_budget = Rate::proper(three.outturn, three.full_year);
        context.rates.extend(of_budget.map(|rate| rate.0));
        if let Some(prior) = &subject.figures.prior {
            let (now, last) = (&subject.figures.income.total, &prior.income);
            let sources = Source::ALL.map(|source| (now.sources[source], last.sources[source]));
            for (now, last) in std::iter::once((now.fiscal, last.fiscal)).chain(sources) {
                let rate = Rate::proper((now - last).abs(), last);
                context.rates.extend(rate.filter(|_| !now.is_negative()).map(|rate| rate.0));
            }
        }
        for (index, evaluation) in subject.year().evaluations.iter().enumerate() {
            let mut own = Gathered::default();
            if let Some(figures) = subject.figures.evaluations.get(index) {
                own.funds(figures);
            }
            own.indicators(evaluation);
            context.shares.append(&mut own.shares);
        }
        context.texts(passages, None);
        context.into()
    }
}

impl Gathered {
    /// Adds the sums of the funds and each source's share of them.
    fn funds(&mut self, figures: &EvaluationFigures) {
        let funds = &figures.funds;
        let total = &funds.total;
        let sums = [total.executed, total.full_year].map(Money::decimal);
        self.sums.extend(sums.into_iter().filter(|sum| !sum.is_zero()));
        for row in funds.rows.iter().filter(|_| funds.rows.len() > 1) {
            let shares = [
                Rate::proper(row.executed, total.executed),
                Rate::proper(row.full_year, total.full_year),
                Rate::proper(row.approved, total.approved),
            ];
            self.rates.extend(shares.into_iter().flatten().map(|rate| rate.0));
        }
    }

    /// Adds how far each indicator's value is its target, and what each of its number has of the funds.
    fn indicators(&mut self, evaluation: &Evaluation) {
        for indicator in &evaluation.indicators {
            let Some(actual) = Measure::parse(&indicator.actual.value) else { continue };
            let pieces = actual.unit.chars().next().is_some_and(|unit| !"元%".contains(unit));
            let plain = matches!(actual.bound, Bound::Unsaid | Bound::Exactly);
            if pieces && plain {
                let shares = self.sums.iter().filter_map(|sum| sum.checked_div(actual.value()));
                let shares: Vec<Decimal> = shares.collect();
                self.shares.extend(shares);
            }
            // 95% for a target of 98% is not said to be 97%.
            if actual.unit == "%" {
                continue;
            }
            for target in [&indicator.adjusted.value, &indicator.initial.value] {
                let Some(target) = Measure::parse(target) else { continue };
                for (target, actual) in target.readings(&actual) {
                    let hundredfold = actual.checked_mul(Decimal::ONE_HUNDRED);
                    let rate = hundredfold.and_then(|actual| actual.checked_div(target));
                    let Some(rate) = rate.filter(|rate| *rate != Decimal::ONE_HUNDRED) else {
                        continue;
                    };
                    self.rates.push(rate);
                    self.rates.push(Decimal::ONE_HUNDRED.saturating_sub(rate).abs());
                }
            }
        }
    }

    /// Adds what each has where the texts give a number and an amount.
    fn texts(&mut self, passages: &[Passage<'_>], evaluation: Option<usize>) {
        let own = passages.iter().filter(|passage| passage.evaluation == evaluation);
        for passage in own.filter(|passage| passage.traits.has_any(Traits::YUAN)) {
            self.shares.extend(shares(&passage.text, &numbers(&passage.text)));
        }
    }
}
