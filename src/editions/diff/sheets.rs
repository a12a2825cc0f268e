//! Pages of two reports side by side, with what differs in them marked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::editions::diff::{CellDifference, Difference, Side, WordDifference};
use crate::engine::Spot;
use crate::problem::Problem;

/// A page of one report and the one of the other that it belongs with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Sheet {
    /// That of the old report.
    pub old: Paper,
    /// That of the new one.
    pub new: Paper,
}

/// A page, drawn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Paper {
    /// Which, from 1.
    pub page: usize,
    /// How wide and high it is, in points.
    pub size: (f64, f64),
    /// What is drawn on it.
    pub svg: String,
    /// Where that stands which differs.
    pub marks: Vec<Spot>,
    /// The part of it on which words stand.
    pub words: Option<Spot>,
}

/// A difference that stands on pages: the page before and now, and the places.
type Placed<'a> = ([Option<usize>; 2], &'a [Vec<Spot>; 2]);

impl Difference {
    /// The pages on which something differs, in their order, so many pairs at most; and how many more there are.
    pub(crate) fn sheets(
        &self,
        old: &Side,
        new: &Side,
        most: usize,
    ) -> Result<(Vec<Sheet>, usize), Vec<Problem>> {
        let placed = self.placed();
        let pairs = pairs(&placed, [old.pages(), new.pages()]);
        let more = pairs.len().saturating_sub(most);
        let sheet = |(now, before): (usize, usize)| {
            let [old_marks, new_marks] = [(0, before), (1, now)].map(|(side, page)| {
                let spots = placed.iter().filter_map(|(_, spots)| spots.get(side)).flatten();
                spots.filter(|spot| spot.page == page).copied().collect::<Vec<_>>()
            });
            let old = old.paper(before, old_marks)?;
            let new = new.paper(now, new_marks)?;
            Ok(old.zip(new).map(|(old, new)| Sheet { old, new }))
        };
        let sheets = pairs.into_iter().take(most).map(sheet).filter_map(Result::transpose);
        Ok((sheets.collect::<Result<Vec<_>, Vec<Problem>>>()?, more))
    }

    /// All that differs on pages.
    fn placed(&self) -> Vec<Placed<'_>> {
        let cells = self.cells.iter().map(
            |CellDifference {
                 table: _,
                 row: _,
                 column: _,
                 old: _,
                 new: _,
                 old_page,
                 new_page,
                 spots,
             }| { ([*old_page, *new_page], spots) },
        );
        let words = self.words.iter().map(
            |WordDifference {
                 kind: _,
                 section: _,
                 old: _,
                 new: _,
                 marked: _,
                 old_page,
                 new_page,
                 spots,
             }| { ([*old_page, *new_page], spots) },
        );
        cells.chain(words).collect()
    }
}

impl Side {
    /// One of its pages; none where it has no such.
    fn paper(&self, page: usize, marks: Vec<Spot>) -> Result<Option<Paper>, Vec<Problem>> {
        let Some(index) = page.checked_sub(1) else { return Ok(None) };
        let Some(size) = self.laid_out.sizes().get(index).copied() else { return Ok(None) };
        let Some(svg) = self.laid_out.svg(index)? else { return Ok(None) };
        let spots = self.blocks.iter().flat_map(|block| block.spots(&(0..block.text.len())));
        let words = spots.filter(|spot| spot.page == page).reduce(Spot::with);
        Ok(Some(Paper { page, size, svg, marks, words }))
    }
}

/// The pairs of pages that belong together, the new one first. What stands only in one report belongs with the page that is
/// as far from it as for what differs nearest to it.
fn pairs(placed: &[Placed<'_>], pages: [usize; 2]) -> BTreeSet<(usize, usize)> {
    // Where only part has changed, it may stand on another page than where the whole begins.
    let on = |([old, new], [was, is]): &Placed<'_>| {
        let first = |spots: &[Spot], page: Option<usize>| spots.first().map(|s| s.page).or(page);
        (first(was, *old), first(is, *new))
    };
    let all: Vec<(Option<usize>, Option<usize>)> = placed.iter().map(on).collect();
    let both: Vec<(usize, usize)> = all.iter().filter_map(|(old, new)| old.zip(*new)).collect();
    let [of_old, of_new] = pages;
    let other = |page: usize, from: fn(&(usize, usize)) -> (usize, usize), most: usize| {
        let near = both.iter().map(from).min_by_key(|(own, _)| own.abs_diff(page));
        let (own, other) = near.unwrap_or((page, page));
        (page + other).saturating_sub(own).clamp(1, most.max(1))
    };
    let pair = |(old, new): (Option<usize>, Option<usize>)| match (old, new) {
        (Some(old), Some(new)) => Some((new, old)),
        (Some(old), None) => Some((other(old, |(old, new)| (*old, *new), of_new), old)),
        (None, Some(new)) => Some((new, other(new, |(old, new)| (*new, *old), of_old))),
        (None, None) => None,
    };
    all.into_iter().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that what one report has not is shown with the page where it would stand.
    #[test]
    fn pages_are_paired_by_what_is_near() {
        let none = [Vec::new(), Vec::new()];
        let pairs_of = |pages: &[[Option<usize>; 2]], most| {
            let placed: Vec<Placed<'_>> = pages.iter().map(|pages| (*pages, &none)).collect();
            pairs(&placed, most).into_iter().collect::<Vec<_>>()
        };
        assert_eq!(pairs_of(&[[Some(3), Some(4)]], [9, 9]), [(4, 3)]);
        assert_eq!(
            pairs_of(&[[Some(3), Some(4)], [Some(5), None], [None, Some(9)]], [9, 9]),
            [(4, 3), (6, 5), (9, 8)]
        );
        assert_eq!(pairs_of(&[[None, Some(7)], [None, None]], [5, 7]), [(7, 5)]);
        assert_eq!(pairs_of(&[[Some(1), Some(3)], [None, Some(1)]], [5, 7]), [(1, 1), (3, 1)]);
    }
}
