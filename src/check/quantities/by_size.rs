//! Figures by their size, so that only those near a figure are looked at.

use std::collections::BTreeMap;

use crate::check::quantities::about::About;
use crate::steps::count;

/// Figures by their size.
#[derive(Debug, Clone)]
pub(super) struct BySize {
    /// The figures whose steps are of one magnitude: a single rough figure must not make all others look near.
    by_step: Vec<OfStep>,
}

/// Figures whose steps are of one magnitude.
#[derive(Debug, Clone, Default)]
struct OfStep {
    /// About each figure with its place in the list that it comes from.
    figures: Vec<(About, usize)>,
    /// The widest step of all.
    widest: f64,
}

impl BySize {
    /// The figures of a list.
    pub(super) fn new(list: impl Iterator<Item = About>) -> Self {
        let mut by_step: BTreeMap<u64, OfStep> = BTreeMap::new();
        for (figure, place) in list.zip(0..) {
            let of_step = by_step.entry(magnitude(figure.step)).or_default();
            of_step.figures.push((figure, place));
            of_step.widest = of_step.widest.max(figure.step);
        }
        let mut by_step: Vec<OfStep> = by_step.into_values().collect();
        for of_step in &mut by_step {
            // In their order where they are equal.
            of_step.figures.sort_by(|(one, _), (other, _)| one.value.total_cmp(&other.value));
        }
        Self { by_step }
    }

    /// The places of the figures that are not far from one, in no order that means anything.
    pub(super) fn near(&self, about: About) -> impl Iterator<Item = usize> {
        self.by_step.iter().flat_map(move |of_step| {
            let reach = about.reach(of_step.widest);
            let figures = &of_step.figures;
            let from = figures.partition_point(|(figure, _)| figure.value < about.value - reach);
            let within = figures.iter().skip(from);
            let within = within.take_while(move |(figure, _)| figure.value <= about.value + reach);
            let near = within.filter(move |(figure, _)| {
                count(1);
                !about.is_far_from(*figure)
            });
            near.map(|(_, place)| *place)
        })
    }
}

/// The power of two that a step lies at; steps of one magnitude differ by less than twice.
fn magnitude(step: f64) -> u64 {
    step.to_bits() >> 52
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures from their values and steps.
    fn by_size(list: &[(f64, f64)]) -> BySize {
        BySize::new(list.iter().map(|(value, step)| About { value: *value, step: *step }))
    }

    #[test]
    fn only_near_figures_are_looked_at() {
        let figures =
            by_size(&[(500.0, 0.0), (100.0, 10.0), (105.0, 0.0), (111.0, 1.0), (95.0, 0.0)]);
        let near = |value, step| {
            let mut places: Vec<usize> = figures.near(About { value, step }).collect();
            places.sort_unstable();
            places
        };
        assert_eq!(near(105.0, 1.0), [1, 2]);
        assert_eq!(near(500.5, 1.0), [0]);
        assert!(near(300.0, 1.0).is_empty());
    }

    #[test]
    fn a_rough_figure_does_not_make_the_others_look_near() {
        let mut list: Vec<(f64, f64)> = (0..1000).map(|n| (f64::from(n) * 10.0, 1.0)).collect();
        list.push((1e12, 1e11));
        let figures = by_size(&list);
        assert_eq!(figures.near(About { value: 5000.0, step: 1.0 }).count(), 1);
        let widest = figures.by_step.iter().map(|of_step| of_step.widest);
        assert_eq!(widest.collect::<Vec<_>>(), [1.0, 1e11]);
    }
}
