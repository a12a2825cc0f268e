//! Exact values that figures are held against.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::by_size::BySize;
use crate::check::quantities::quantity::{Quantity, agrees};
use crate::steps::count;

/// Exact values, each once.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Values {
    /// The values, in their order.
    all: Vec<Decimal>,
    /// The same by size; made when the first one is looked for.
    by_size: OnceCell<BySize>,
    /// About the values, in their order; made when a range is asked for.
    rough: OnceCell<Vec<f64>>,
}

impl Values {
    /// Some values.
    pub(super) fn new(all: impl IntoIterator<Item = Decimal>) -> Self {
        let mut all: Vec<Decimal> = all.into_iter().collect();
        count(all.len());
        all.sort_unstable();
        all.dedup();
        Self { all, by_size: OnceCell::new(), rough: OnceCell::new() }
    }

    /// The values, in their order.
    pub(super) fn all(&self) -> &[Decimal] {
        &self.all
    }

    /// Whether a written figure is one of them, rounded or cut off.
    pub(super) fn have(&self, written: &Quantity) -> bool {
        let abouts = || self.all.iter().map(|value| About::new(*value, Decimal::ZERO));
        let by_size = self.by_size.get_or_init(|| BySize::new(abouts()));
        let mut near = by_size.near(written.about).filter_map(|place| self.all.get(place));
        near.any(|value| agrees(written, *value, Decimal::ZERO))
    }

    /// Those in a range of roughly calculated ends.
    pub(super) fn between(&self, from: f64, to: f64) -> impl Iterator<Item = Decimal> {
        let about = |value: &Decimal| About::new(*value, Decimal::ZERO).value;
        let rough = self.rough.get_or_init(|| self.all.iter().map(about).collect());
        let first = rough.partition_point(|value| *value < from);
        let within = self.all.iter().zip(rough).skip(first);
        let within = within.take_while(move |(_, rough)| **rough <= to);
        within.map(|(value, _)| *value).inspect(|_| count(1))
    }
}
