//! Figures by their size, so that only those near a figure are looked at.

use crate::check::quantities::about::About;

/// Figures by their size.
#[derive(Debug, Clone)]
pub(super) struct BySize {
    /// About each figure with its place in the list that it comes from.
    figures: Vec<(About, usize)>,
    /// The widest step of all.
    widest: f64,
}

impl BySize {
    /// The figures of a list.
    pub(super) fn new(list: impl Iterator<Item = About>) -> Self {
        let mut figures: Vec<(About, usize)> = list.zip(0..).collect();
        figures.sort_unstable_by(|(one, _), (other, _)| one.value.total_cmp(&other.value));
        let widest = figures.iter().map(|(figure, _)| figure.step).fold(0.0, f64::max);
        Self { figures, widest }
    }

    /// The places of the figures that are not far from one, in no order that means anything.
    pub(super) fn near(&self, about: About) -> impl Iterator<Item = usize> {
        let reach = about.reach(self.widest);
        let from = self.figures.partition_point(|(figure, _)| figure.value < about.value - reach);
        let within = self.figures.iter().skip(from);
        let within = within.take_while(move |(figure, _)| figure.value <= about.value + reach);
        let near = within.filter(move |(figure, _)| !about.is_far_from(*figure));
        near.map(|(_, place)| *place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_figures_are_looked_at() {
        let list = [(500.0, 0.0), (100.0, 10.0), (105.0, 0.0), (111.0, 1.0), (95.0, 0.0)];
        let figures = BySize::new(list.into_iter().map(|(value, step)| About { value, step }));
        let near = |value, step| {
            let mut places: Vec<usize> = figures.near(About { value, step }).collect();
            places.sort_unstable();
            places
        };
        assert_eq!(near(105.0, 1.0), [1, 2]);
        assert_eq!(near(500.5, 1.0), [0]);
        assert!(near(300.0, 1.0).is_empty());
    }
}
