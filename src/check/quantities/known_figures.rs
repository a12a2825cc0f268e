//! The figures that a text can be about.

use std::borrow::Cow;
use std::cell::OnceCell;

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::known::Known;
use crate::check::quantities::known_index::Index;
use crate::check::quantities::measure::Measure;
use crate::check::quantities::quantity::{Kind, Quantity, shown};
use crate::check::quantities::values::Values;
use crate::check::subject::Subject;
use crate::check::units::slip::{Unit, digits};
use crate::figures::evaluation::{EvaluationFigures, FundsColumns};
use crate::figures::register::{Figure, Value, register};
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::evaluation::Evaluation;

/// Figures with their names.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Figures {
    /// All of them.
    all: Vec<Known>,
    /// Where they stand by size; made when the first one is looked for.
    index: OnceCell<Index>,
}

impl Figures {
    /// The figures of one self-evaluation report.
    pub(in crate::check) fn of_evaluation(
        evaluation: &Evaluation,
        figures: &EvaluationFigures,
    ) -> Self {
        let mut known = Self::default();
        known.evaluation(evaluation, figures);
        known
    }

    /// The figures of the whole report with those of its attachments.
    pub(in crate::check) fn of_report(subject: &Subject<'_>, evaluations: &[Self]) -> Self {
        let mut known = Self::default();
        for Figure { term, value, .. } in register(subject.report, subject.figures) {
            match value {
                Value::Money(amount) => known.money(term, amount),
                Value::Rate(rate) => known.rate(term, rate),
                Value::Count(count) => known.count(term, count),
            }
        }
        known.all.extend(evaluations.iter().flat_map(|evaluation| evaluation.all.iter().cloned()));
        known
    }

    /// Whether a written figure is one of these.
    pub(in crate::check) fn has(&self, written: &Quantity) -> bool {
        self.index().has(&self.all, written)
    }

    /// Whether about a figure is one of these; what may not be need not be looked at exactly.
    pub(in crate::check) fn may_have(&self, about: About) -> bool {
        self.index().near(about).next().is_some()
    }

    /// The largest figure that can be of a kind, with its step.
    pub(super) fn largest(&self, kind: Kind) -> f64 {
        self.index().largest(kind)
    }

    /// The figure nearest to a written one of some unit, if it is within a twentieth of it.
    pub(in crate::check) fn nearest(&self, written: &Quantity, unit: &str) -> Option<&Known> {
        self.all.get(self.index().nearest(&self.all, written, unit)?)
    }

    /// The amount that a written one is ten thousand times of, as exactly as both are written; none of so few digits that
    /// they say nothing.
    pub(in crate::check) fn ten_thousandth(&self, written: &Quantity) -> Option<&Known> {
        let unit = Unit::TenThousand;
        let few = |number: Decimal| digits(number) < 3;
        if written.kind != Kind::Money || few(written.value) {
            return None;
        }
        self.all.iter().find(|known| {
            let gap = known.value.saturating_mul(unit.factor()).saturating_sub(written.value);
            let written_half = written.step / Decimal::TWO;
            known.kind == Some(Kind::Money)
                && !few(known.value)
                && gap.abs() <= unit.half_step(known.value).max(written_half)
        })
    }

    /// The amount that is ten thousand times a written one, as exactly as that is written: 8.00元 for 8.00万元.
    pub(in crate::check) fn ten_thousandfold(&self, written: &Quantity) -> Option<&Known> {
        let factor = Unit::TenThousand.factor();
        let (value, step) =
            (written.value.saturating_mul(factor), written.step.saturating_mul(factor));
        let bare = written.kind != Kind::Money || written.value >= Unit::TenThousand.factor();
        self.all.iter().filter(|_| !bare).find(|known| {
            let gap = known.value.saturating_sub(value).abs();
            known.kind == Some(Kind::Money) && gap.saturating_add(gap) <= step
        })
    }

    /// The counts of persons and things.
    pub(super) fn counts(&self) -> &Values {
        self.index().counts(&self.all)
    }

    /// Where the figures stand by size.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.all))
    }

    /// Some amounts in 元.
    #[cfg(test)]
    pub(super) fn of_amounts(amounts: &[u32]) -> Self {
        let mut known = Self::default();
        amounts.iter().for_each(|amount| known.money("", Money::whole((*amount).into())));
        known
    }

    /// Adds an amount; nothing is no figure.
    fn money(&mut self, label: impl Into<Cow<'static, str>>, amount: Money) {
        if !amount.is_zero() {
            let value = amount.abs().decimal();
            self.add(label.into(), Some(Kind::Money), value, Decimal::ZERO);
        }
    }

    /// Adds a rate and what it leaves of 100.
    fn rate(&mut self, label: impl Into<Cow<'static, str>>, rate: Option<Rate>) {
        let Some(Rate(rate)) = rate else { return };
        self.add(label.into(), Some(Kind::PerCent), rate, Decimal::ZERO);
        let rest = (Decimal::ONE_HUNDRED - rate).abs();
        self.add(Cow::Borrowed("其余部分"), Some(Kind::PerCent), rest, Decimal::ZERO);
    }

    /// Adds a number of persons or things.
    fn count(&mut self, label: impl Into<Cow<'static, str>>, count: u32) {
        if count > 0 {
            self.add(label.into(), Some(Kind::Count), Decimal::from(count), Decimal::ZERO);
        }
    }

    /// Adds a figure.
    fn add(&mut self, label: Cow<'static, str>, kind: Option<Kind>, value: Decimal, step: Decimal) {
        let about = About::new(value, step);
        self.all.push(Known { label, kind, value, step, unit: None, about });
    }

    /// Adds the figures of one self-evaluation report.
    fn evaluation(&mut self, evaluation: &Evaluation, figures: &EvaluationFigures) {
        let FundsColumns { source: _, requested, approved, full_year, executed, carry_over } =
            figures.funds.total;
        self.money("全年执行数", executed);
        self.money("全年预算数", full_year);
        self.money("预算编制数", approved);
        self.money("目标申报数", requested);
        self.money("资金结（转）余", carry_over);
        self.money("全年预算数减执行数", full_year - executed);
        self.money("预算编制数减执行数", approved - executed);
        self.money("年中调整数", full_year - approved);
        self.money("预算核减数", requested - approved);
        for row in figures.funds.rows.iter().filter(|_| figures.funds.rows.len() > 1) {
            for (name, amount) in [
                ("执行数", row.executed),
                ("全年预算数", row.full_year),
                ("预算编制数", row.approved),
                ("目标申报数", row.requested),
                ("结（转）余", row.carry_over),
                ("年中调整数", row.full_year - row.approved),
            ] {
                self.money(format!("{}{name}", row.source), amount);
            }
            let rate = Rate::proper(row.executed, row.full_year);
            self.rate("单项资金执行率", rate);
        }
        self.rate("预算执行率", figures.rate);
        for indicator in &evaluation.indicators {
            self.indicator([
                &indicator.adjusted.value,
                &indicator.initial.value,
                &indicator.actual.value,
            ]);
        }
    }

    /// Adds target and value of an indicator, in every unit that they may have, and their difference.
    fn indicator(&mut self, values: [&str; 3]) {
        let measures: Vec<Measure<'_>> = values.into_iter().filter_map(Measure::parse).collect();
        let units = measures.iter().filter(|measure| !measure.unit.is_empty());
        let unit = units.map(|measure| measure.unit).next().unwrap_or_default();
        let from = self.all.len();
        let kind = match unit {
            "" => None,
            "%" => Some(Kind::PerCent),
            unit if unit.starts_with('元') => Some(Kind::Money),
            _ => Some(Kind::Count),
        };
        let scales = measures.iter().map(|measure| measure.scale);
        let scale = scales.max().unwrap_or(Decimal::ONE);
        // “427.45” of money without any unit is 万元 as likely as 元.
        let bare = unit.is_empty() && scale == Decimal::ONE;
        let unsaid = if bare { Decimal::from(10_000) } else { scale };
        for measure in &measures {
            for times in [measure.scale, scale, unsaid] {
                let value = measure.number.saturating_mul(times);
                let step = Decimal::new(1, measure.number.scale()).saturating_mul(times);
                let kind = if times == scale { kind } else { kind.or(Some(Kind::Money)) };
                if !value.is_zero() {
                    self.add("指标值".into(), kind, value, exact_to(step));
                }
                if kind == Some(Kind::PerCent) && value < Decimal::ONE_HUNDRED {
                    let rest = Decimal::ONE_HUNDRED - value;
                    self.add("指标值的其余部分".into(), kind, rest, Decimal::ZERO);
                }
            }
        }
        if let [first, .., last] = measures.as_slice() {
            let gap = (first.number - last.number).abs().saturating_mul(scale);
            if !gap.is_zero() {
                self.add("指标值与实际完成值之差".into(), kind, gap, Decimal::ZERO);
            }
        }
        for known in self.all.iter_mut().skip(from) {
            known.unit = unit.chars().next();
        }
    }
}

/// The step of an indicator that was rounded; whole pieces and cents are exact.
fn exact_to(step: Decimal) -> Decimal {
    if step > Decimal::ONE { step } else { Decimal::ZERO }
}

impl Known {
    /// What is to be said of a figure that a written one is ten thousand times of.
    pub(in crate::check) fn in_ten_thousands(&self) -> String {
        let Self { label, value, .. } = self;
        format!("正好约是{label} {} 的一万倍，疑为万元", shown(Kind::Money, *value))
    }

    /// What is to be said of a figure that is ten thousand times a written one.
    pub(in crate::check) fn in_units(&self) -> String {
        let Self { label, value, .. } = self;
        format!("正好约是{label} {} 的一万分之一，疑为把万元写成了元", shown(Kind::Money, *value))
    }

    /// What is to be said of a figure near a written one.
    pub(in crate::check) fn beside(&self, written: &Quantity) -> String {
        let gap = shown(written.kind, (self.value - written.value).abs());
        format!("最接近的是{} {}，差 {gap}", self.label, shown(written.kind, self.value))
    }
}
