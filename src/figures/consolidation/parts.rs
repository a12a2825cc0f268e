//! The parts of a department's year, and sums over them.

use std::ops::Add;

use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::report::{Report, YearReport};
use crate::model::unit::{Nature, Unit};

/// One unit's part of a department's year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    /// The unit's folder.
    pub(super) folder: &'a str,
    /// Its figures.
    pub(super) year: &'a YearReport,
    /// Its nature.
    pub(super) nature: Nature,
    /// Whether it was founded in this year.
    pub(super) founded: bool,
}

impl<'a> Part<'a> {
    /// The part of a unit.
    pub(super) fn of(unit: &'a Unit, year: &'a YearReport) -> Self {
        let founded = unit.established == Some(year.year);
        Self { folder: &unit.folder, year, nature: unit.nature, founded }
    }

    /// Whether it has income or expenditure of its own: a department may have a file only for its words.
    pub(super) fn has_money(&self) -> bool {
        let came = self.year.income.iter().flat_map(|row| *row.sources.values());
        let went = self.year.expenditure.iter().flat_map(|row| *row.natures.values());
        came.chain(went).any(|amount| !amount.value.is_zero())
    }
}

/// The parts of a department's year.
#[derive(Debug, Clone)]
pub(super) struct Parts<'a> {
    /// The one that has the words: the department's own, where it has figures of the year at all.
    pub(super) own: Part<'a>,
    /// The others.
    pub(super) others: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    /// The parts of a department's year, whether it has been added up or not.
    pub(super) fn of(report: &'a Report) -> Self {
        let own = report.own.as_ref().map_or(&report.year, |own| &own.year);
        let own = Part::of(&report.unit, own);
        let others =
            report.members.iter().map(|member| Part::of(&member.report.unit, &member.report.year));
        Self { own, others: others.collect() }
    }

    /// All parts, the department's own first.
    pub(super) fn all(&self) -> impl Iterator<Item = Part<'a>> + '_ {
        std::iter::once(self.own).chain(self.others.iter().copied())
    }

    /// All years, the department's own first.
    pub(super) fn years(&self) -> impl Iterator<Item = &'a YearReport> + '_ {
        self.all().map(|part| part.year)
    }

    /// The sum of an amount of all parts, in 元.
    pub(super) fn money(&self, of: impl Fn(&YearReport) -> Located<Money>) -> Located<Money> {
        self.others.iter().fold(of(self.own.year), |sum, part| plus(sum, of(part.year)))
    }

    /// The sum of a count of all parts.
    pub(super) fn count(&self, of: impl Fn(&YearReport) -> Located<u32>) -> Located<u32> {
        let add = |sum: Located<u32>, part: Located<u32>| {
            let place = if sum.value == 0 && part.value > 0 { part.place } else { sum.place };
            Located::new(sum.value.saturating_add(part.value), place)
        };
        self.others.iter().fold(of(self.own.year), |sum, part| add(sum, of(part.year)))
    }
}

/// Two amounts together, at the place of the first that is not nil.
pub(super) fn plus(one: Located<Money>, other: Located<Money>) -> Located<Money> {
    let place = if one.value.is_zero() && !other.value.is_zero() { other.place } else { one.place };
    Located::new(one.value.add(other.value), place)
}
