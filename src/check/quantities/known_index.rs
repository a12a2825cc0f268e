//! Known figures by what they measure and by their size.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::by_size::BySize;
use crate::check::quantities::known::Known;
use crate::check::quantities::quantity::{Kind, Quantity, agrees};
use crate::check::quantities::values::Values;
use crate::steps::count;

/// Figures by what they measure, counts by their unit as well: each its value and its place in a list.
type Alike = BTreeMap<(Kind, Option<char>), Vec<(Decimal, usize)>>;

/// Where figures stand in a list, by what they measure and by their size.
#[derive(Debug, Clone)]
pub(super) struct Index {
    /// Those that differ, by size.
    by_size: BySize,
    /// The place of each of these in the list.
    places: Vec<usize>,
    /// Those of a kind by value; counts by their unit as well. Made when the nearest one is looked for.
    alike: OnceCell<Alike>,
    /// The largest of each kind, with its step; those of no kind count for all.
    largest: [f64; KINDS],
    /// The counts of persons and things; made when they are first asked for.
    counts: OnceCell<Values>,
}

/// How many kinds there are, with none.
const KINDS: usize = 4;

/// The number of a kind, or of none.
fn number(kind: Option<Kind>) -> usize {
    match kind {
        None => 0,
        Some(Kind::Money) => 1,
        Some(Kind::PerCent) => 2,
        Some(Kind::Count) => 3,
    }
}

impl Index {
    /// The figures of a list.
    pub(super) fn new(all: &[Known]) -> Self {
        let places = differing(all);
        let mut largest = [0.0_f64; KINDS];
        for Known { kind, about, .. } in all {
            if let Some(largest) = largest.get_mut(number(*kind)) {
                *largest = largest.max(about.value + about.step);
            }
        }
        let about = |place: &usize| all.get(*place).map(|known| known.about).unwrap_or_default();
        let by_size = BySize::new(places.iter().map(about));
        Self { by_size, places, alike: OnceCell::new(), largest, counts: OnceCell::new() }
    }

    /// The counts of persons and things in the list.
    pub(super) fn counts(&self, all: &[Known]) -> &Values {
        self.counts.get_or_init(|| {
            let counts = all.iter().filter(|known| matches!(known.kind, None | Some(Kind::Count)));
            Values::new(counts.map(|known| known.value))
        })
    }

    /// The figures of the list by what they measure.
    fn alike(&self, all: &[Known]) -> &Alike {
        self.alike.get_or_init(|| {
            let mut alike = Alike::new();
            for (place, known) in all.iter().enumerate() {
                let Some(kind) = known.kind else { continue };
                let unit = known.unit.filter(|_| kind == Kind::Count).map(of_persons);
                alike.entry((kind, unit)).or_default().push((known.value, place));
            }
            alike.values_mut().for_each(|figures| figures.sort_unstable());
            alike
        })
    }

    /// Whether a written figure is one of the list.
    pub(super) fn has(&self, all: &[Known], written: &Quantity) -> bool {
        self.near(written.about).filter_map(|place| all.get(place)).any(|known| {
            known.kind.is_none_or(|kind| kind == written.kind)
                && agrees(written, known.value, known.step)
        })
    }

    /// The places of the figures that are not far from one.
    pub(super) fn near(&self, about: About) -> impl Iterator<Item = usize> {
        self.by_size.near(about).filter_map(|number| self.places.get(number).copied())
    }

    /// The largest figure that can be of a kind, with its step.
    pub(super) fn largest(&self, kind: Kind) -> f64 {
        let of = |kind| self.largest.get(number(kind)).copied().unwrap_or_default();
        of(None).max(of(Some(kind)))
    }

    /// The place of the figure nearest to a written one of some unit, if it is within a twentieth of it.
    pub(super) fn nearest(&self, all: &[Known], written: &Quantity, unit: &str) -> Option<usize> {
        let unit = unit.chars().next().map(of_persons).filter(|_| written.kind == Kind::Count);
        let lists = BTreeSet::from([None, unit]);
        let alike = self.alike(all);
        let lists = lists.into_iter().filter_map(|unit| alike.get(&(written.kind, unit)));
        let beside = lists.flat_map(|figures| {
            let first = |value: Decimal| figures.partition_point(|(other, _)| *other < value);
            let above = first(written.value);
            let below = above.checked_sub(1).and_then(|place| figures.get(place));
            // Of equal ones the first in the list.
            let below = below.and_then(|(value, _)| figures.get(first(*value)));
            [figures.get(above), below].into_iter().flatten()
        });
        let gaps = beside.map(|(value, place)| {
            count(1);
            (value.saturating_sub(written.value).abs(), *place)
        });
        let near = gaps.filter(|(gap, _)| gap.saturating_mul(Decimal::from(20)) <= written.value);
        near.min().map(|(_, place)| place)
    }
}

/// The places of the figures of a list that differ: of equal ones the first.
fn differing(all: &[Known]) -> Vec<usize> {
    // About the figures: exact numbers are slow to compare.
    let mut places: Vec<(f64, usize, &Known)> =
        all.iter().zip(0..).map(|(known, place)| (known.about.value, place, known)).collect();
    places.sort_unstable_by(|(one, first, _), (other, second, _)| {
        one.total_cmp(other).then(first.cmp(second))
    });
    let alike = places.chunk_by(|(one, ..), (other, ..)| one.total_cmp(other).is_eq());
    let mut differing = Vec::with_capacity(places.len());
    for figures in alike {
        // Few differ that are about the same.
        let mut known: Vec<&Known> = Vec::new();
        for (_, place, figure) in figures {
            let same = |other: &&Known| {
                other.kind == figure.kind
                    && other.value == figure.value
                    && other.step == figure.step
            };
            if !known.iter().any(same) {
                known.push(figure);
                differing.push(*place);
            }
        }
    }
    differing
}

/// The unit by which persons are known: 名 is as good as 人.
fn of_persons(unit: char) -> char {
    if unit == '名' { '人' } else { unit }
}
