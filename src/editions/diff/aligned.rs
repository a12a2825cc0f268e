//! Two lists side by side: what is the same, and what stands in the gaps between.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Two lists side by side.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Aligned {
    /// The places of what is the same, in both.
    pub same: Vec<(usize, usize)>,
    /// What lies between, in both; one of them may be empty.
    pub gaps: Vec<(Range<usize>, Range<usize>)>,
}

/// Two lists side by side, with as much the same as can be.
pub(super) fn aligned<T: Hash + Ord>(old: &[T], new: &[T]) -> Aligned {
    let mut aligned = Aligned::default();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, old, new) = op.as_tag_tuple();
        match (tag, aligned.gaps.last_mut()) {
            (DiffTag::Equal, _) => aligned.same.extend(old.zip(new)),
            (_, Some((left, right))) if left.end == old.start && right.end == new.start => {
                (left.end, right.end) = (old.end, new.end);
            }
            _ => aligned.gaps.push((old, new)),
        }
    }
    aligned
}

/// Pairs of what belongs together, and what belongs to nothing on either side.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paired {
    /// The places of what belongs together.
    pub pairs: Vec<(usize, usize)>,
    /// What only the old list has.
    pub gone: Vec<usize>,
    /// What only the new one has.
    pub new: Vec<usize>,
}

/// What belongs together in two lists: what has the same key, wherever it stands; then, within a gap between such, what is
/// most alike.
pub(super) fn paired<T: Hash + Ord>(
    old: &[T],
    new: &[T],
    alike: impl Fn(usize, usize) -> f64,
) -> Paired {
    let Aligned { same, gaps } = aligned(old, new);
    let mut paired = Paired { pairs: same, ..Paired::default() };
    let mut elsewhere: Vec<usize> = gaps.iter().flat_map(|(_, new)| new.clone()).collect();
    let mut left: Vec<(Vec<usize>, Range<usize>)> = Vec::new();
    for (from, to) in gaps {
        let unmet = from.filter(|index| {
            let key = old.get(*index);
            let found = elsewhere.iter().position(|other| new.get(*other) == key);
            if let Some(found) = found {
                paired.pairs.push((*index, elsewhere.remove(found)));
            }
            found.is_none()
        });
        left.push((unmet.collect(), to));
    }
    for (from, to) in left {
        let mut to: Vec<usize> = to.filter(|index| elsewhere.contains(index)).collect();
        for index in from {
            let best = to.iter().enumerate().map(|(at, other)| (alike(index, *other), at));
            // Of those that are as much alike the first one.
            let best = best
                .filter(|(likeness, _)| *likeness >= LEAST)
                .reduce(|one, other| if other.0 > one.0 { other } else { one });
            match best {
                Some((_, at)) => paired.pairs.push((index, to.remove(at))),
                None => paired.gone.push(index),
            }
        }
        paired.new.extend(to);
    }
    paired.pairs.sort_unstable();
    paired.new.sort_unstable();
    paired
}

/// What is less alike than this does not belong together.
const LEAST: f64 = 0.25;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_is_found_wherever_it_stands() {
        let none = |_, _| 0.0;
        let found = paired(&["a", "b", "c"], &["x", "c", "a", "b"], none);
        assert_eq!(
            found,
            Paired { pairs: vec![(0, 2), (1, 3), (2, 1)], gone: vec![], new: vec![0] }
        );
        let found = paired(&["a", "b", "c"], &["a", "d", "c"], |_, _| 1.0);
        assert_eq!(
            found,
            Paired { pairs: vec![(0, 0), (1, 1), (2, 2)], gone: vec![], new: vec![] }
        );
        let found = paired(&["a", "b"], &["a"], none);
        assert_eq!(found, Paired { pairs: vec![(0, 0)], gone: vec![1], new: vec![] });
    }
}
