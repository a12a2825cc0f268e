//! What indicators state in numbers, by what they count in.

use rust_decimal::Decimal;

use crate::check::quantities::measure::Measure;
use crate::check::quantities::written::{CountedIn, Written};
use crate::model::evaluation::Indicator;

/// The numbers of one indicator.
#[derive(Debug)]
pub(in crate::check) struct Stated<'i> {
    /// The indicator.
    pub(in crate::check) indicator: &'i Indicator,
    /// What they count in.
    pub(in crate::check) unit: CountedIn,
    /// What was aimed at, before and after it was adjusted.
    pub(in crate::check) targets: Vec<Decimal>,
    /// What was reached.
    pub(in crate::check) reached: Option<Decimal>,
}

impl<'i> Stated<'i> {
    /// What an indicator states; none where it states no number with a unit.
    pub(in crate::check) fn of(indicator: &'i Indicator) -> Option<Self> {
        let read = |words: &'i str| Measure::parse(words);
        let targets = [read(&indicator.initial.value), read(&indicator.adjusted.value)];
        let reached = read(&indicator.actual.value);
        let all = || targets.iter().chain([&reached]).flatten();
        let unit = all().map(|measure| measure.unit).find(|unit| !unit.is_empty())?;
        let unit = CountedIn::of(unit)?;
        let scale = all().map(|measure| measure.scale).max()?;
        let value = |measure: &Measure<'_>| {
            let own = if measure.unit.is_empty() { scale } else { measure.scale };
            measure.number.saturating_mul(own)
        };
        let targets = targets.iter().flatten().map(value).collect();
        Some(Self { indicator, unit, targets, reached: reached.as_ref().map(value) })
    }

    /// All its numbers.
    pub(in crate::check) fn all(&self) -> impl Iterator<Item = Decimal> + '_ {
        self.targets.iter().copied().chain(self.reached)
    }

    /// Whether a written number is one of them.
    pub(in crate::check) fn has(&self, written: &Written) -> bool {
        written.unit == self.unit && self.all().any(|value| written.is(value))
    }

    /// A number of it with its unit, as it is shown.
    pub(in crate::check) fn shown(&self, value: Decimal) -> String {
        let (name, unit) = (&self.indicator.name.value, self.unit.term());
        format!("{name}是 {}{unit}", value.normalize())
    }
}
