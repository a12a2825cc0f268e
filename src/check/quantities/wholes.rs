//! Figures of a text that others may make, added up or multiplied.

use std::cell::Cell;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::by_size::BySize;
use crate::check::quantities::quantity::{Kind, Quantity, agrees_to};

/// The figures of one kind of a text by their size.
#[derive(Debug, Clone)]
pub(super) struct Wholes {
    /// Equal figures together.
    equal: Vec<Equal>,
    /// About them, by their size.
    by_size: BySize,
    /// About the largest.
    pub(super) largest: f64,
}

/// The figures of a text that are equal and written alike.
#[derive(Debug, Clone)]
pub(super) struct Equal {
    /// The figure.
    pub(super) value: Decimal,
    /// By how much it may be off: by its digits, and by less where these are few.
    step: Decimal,
    /// Their numbers in the text, in order.
    pub(super) members: Vec<usize>,
    /// How many of the first ones are known to be explained.
    explained: Cell<usize>,
}

impl Wholes {
    /// The figures of a kind.
    pub(super) fn new(quantities: &[Quantity], kind: Kind) -> Self {
        let mut equal: BTreeMap<(Decimal, Decimal), Equal> = BTreeMap::new();
        let mut largest = 0.0_f64;
        for (index, quantity) in quantities.iter().enumerate().filter(|(_, q)| q.kind == kind) {
            let (value, step) = (quantity.value, narrow(quantity));
            let first = || Equal { value, step, members: Vec::new(), explained: Cell::new(0) };
            equal.entry((value, step)).or_insert_with(first).members.push(index);
            largest = largest.max(quantity.about.value);
        }
        let equal: Vec<Equal> = equal.into_values().collect();
        let by_size = BySize::new(equal.iter().map(|equal| About::new(equal.value, equal.step)));
        Self { equal, by_size, largest }
    }

    /// The figures that are what was calculated, and about so much, each with its number among those that differ.
    pub(super) fn made(
        &self,
        calculated: Decimal,
        about: f64,
    ) -> impl Iterator<Item = (usize, &Equal)> {
        let near = self.by_size.near(About { value: about, step: 0.0 });
        let near = near.filter_map(|number| Some((number, self.equal.get(number)?)));
        near.filter(move |(_, equal)| agrees_to(equal.value, equal.step, calculated, Decimal::ZERO))
    }

    /// All figures that differ.
    pub(super) fn all(&self) -> &[Equal] {
        &self.equal
    }
}

impl Equal {
    /// The first of them that is not explained yet; what was explained must stay so.
    pub(super) fn first_open(&self, explained: &[bool]) -> Option<usize> {
        let mut passed = self.explained.get();
        while let Some(index) = self.members.get(passed)
            && explained.get(*index).is_none_or(|explained| *explained)
        {
            passed += 1;
        }
        self.explained.set(passed);
        self.members.get(passed).copied()
    }
}

/// Whether a calculated figure is the written one, more strictly than by its digits where these are few.
pub(super) fn makes(written: &Quantity, calculated: Decimal) -> bool {
    agrees_to(written.value, narrow(written), calculated, Decimal::ZERO)
}

/// By how much a figure may be off that others make.
fn narrow(written: &Quantity) -> Decimal {
    written.step.min(written.value / Decimal::ONE_THOUSAND)
}
