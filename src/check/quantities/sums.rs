//! Figures of a text that, some in a row, add up to another one or to a known figure.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::quantities::known_figures::Figures;
use crate::check::quantities::quantity::Quantity;
use crate::check::quantities::reach::reach;
use crate::check::quantities::wholes::Wholes;
use crate::steps::count;

/// Marks the figures that, some in a row, add up to a known figure or to another figure of the text.
///
/// The other figure is marked too where all its parts but one are figures of the report. Summands are of one kind and in
/// the order of the text.
pub(super) fn mark_parts(
    summands: &[usize],
    quantities: &[Quantity],
    known: &Figures,
    explained: &mut [bool],
) {
    let Some(mut rows) = Rows::new(summands, quantities, known, explained) else { return };
    for first in 0..summands.len() {
        if rows.open_of_kind == 0 {
            break;
        }
        rows.from(first);
    }
}

/// The rows of summands of a text.
struct Rows<'a> {
    /// The figures that can be summands, by their numbers in the text.
    summands: &'a [usize],
    /// All figures of the text.
    quantities: &'a [Quantity],
    /// The figures of the report.
    known: &'a Figures,
    /// Which figures of the text are explained.
    explained: &'a mut [bool],
    /// The figures that a row may add up to.
    wholes: Wholes,
    /// Where those that differ stand among the summands.
    places: Vec<Places>,
    /// The place of each figure of the text among the summands.
    place_of: Vec<Option<usize>>,
    /// How many summands before each place are no figures of the report.
    unknown_before: Vec<usize>,
    /// The summands that are not explained.
    open: Open,
    /// How many figures of the kind are not explained, summands or not.
    open_of_kind: usize,
    /// The largest figure that a row may add up to.
    largest: f64,
}

/// Where equal figures stand among the summands.
struct Places {
    /// Their places, in order.
    among: Vec<usize>,
    /// The first figure that is none.
    aside: Option<usize>,
}

impl<'a> Rows<'a> {
    /// The rows of some summands; none where there are none.
    fn new(
        summands: &'a [usize],
        quantities: &'a [Quantity],
        known: &'a Figures,
        explained: &'a mut [bool],
    ) -> Option<Self> {
        let kind = quantities.get(*summands.first()?)?.kind;
        let wholes = Wholes::new(quantities, kind);
        let mut place_of = vec![None; quantities.len()];
        let mut unknown_before = vec![0];
        for (place, summand) in summands.iter().enumerate() {
            if let Some(place_of) = place_of.get_mut(*summand) {
                *place_of = Some(place);
            }
            let unknown = !quantities.get(*summand).is_some_and(|part| known.has(part));
            unknown_before.extend(unknown_before.last().map(|sum| sum + usize::from(unknown)));
        }
        let places = wholes.all().iter().map(|equal| {
            let place = |member: &usize| place_of.get(*member).copied().flatten();
            Places {
                among: equal.members.iter().filter_map(place).collect(),
                aside: equal.members.iter().copied().find(|member| place(member).is_none()),
            }
        });
        let places = places.collect();
        let open = summands.iter().map(|summand| explained.get(*summand) == Some(&false));
        let of_kind = quantities.iter().zip(explained.iter());
        let open_of_kind = of_kind.filter(|(q, explained)| q.kind == kind && !**explained).count();
        let largest = wholes.largest.max(known.largest(kind));
        Some(Self {
            open: Open::new(open),
            summands,
            quantities,
            known,
            explained,
            wholes,
            places,
            place_of,
            unknown_before,
            open_of_kind,
            largest,
        })
    }

    /// Marks what the rows make that begin at a place.
    fn from(&mut self, first: usize) {
        let Some(start) = self.figure(first) else { return };
        let (mut sum, mut step, mut about) = (start.value, start.step, start.about);
        let mut least = start.value;
        let end = self.summands.len().min(first.saturating_add(reach(self.summands.len())));
        for last in first + 1..end {
            let Some(next) = self.figure(last) else { break };
            count(1);
            sum += next.value;
            step = step.max(next.step);
            least = least.min(next.value);
            about.value += next.about.value;
            about.step = about.step.max(next.about.step);
            // No figure is below nothing: no longer row comes to less.
            if about.value * 0.998 > self.largest {
                break;
            }
            // What is lost in the rounding of another one is no part: 252万元 and 216元 do not come to 252万元.
            if least < step {
                continue;
            }
            let settled = self.open.from(first) > last;
            let whole = self.whole(sum, about.value, first..last + 1, settled);
            if settled && whole.is_none() {
                continue;
            }
            let unknown =
                |place: usize| self.unknown_before.get(place).copied().unwrap_or_default();
            if let Some(whole) = whole.filter(|_| unknown(last + 1) - unknown(first) < 2) {
                self.mark(whole);
            }
            let is_known_whole = || {
                let step = step.min(sum / Decimal::ONE_THOUSAND);
                let whole = Quantity { value: sum, step, bounds: false, about, ..start.clone() };
                self.known.has(&whole)
            };
            if whole.is_some() || (self.known.may_have(about) && is_known_whole()) {
                self.mark_row(first..last + 1);
            }
        }
    }

    /// The first figure of the text that a sum comes to and that is not in the row itself; where the row is explained,
    /// only one that is not.
    fn whole(&self, sum: Decimal, about: f64, row: Range<usize>, settled: bool) -> Option<usize> {
        let made = self.wholes.made(sum, about);
        let wholes = made.filter_map(|(number, equal)| {
            if settled {
                return equal.first_open(self.explained);
            }
            let places = self.places.get(number)?;
            let behind = places.among.partition_point(|place| *place < row.end);
            let before = places.among.first().filter(|place| **place < row.start);
            let outside = before.or_else(|| places.among.get(behind));
            let outside = outside.and_then(|place| self.summands.get(*place).copied());
            outside.into_iter().chain(places.aside).min()
        });
        wholes.min()
    }

    /// Marks the summands of a row.
    fn mark_row(&mut self, row: Range<usize>) {
        loop {
            let place = self.open.from(row.start);
            let Some(summand) = self.summands.get(place).filter(|_| place < row.end) else { break };
            self.mark(*summand);
        }
    }

    /// Marks a figure.
    fn mark(&mut self, figure: usize) {
        let Some(explained) = self.explained.get_mut(figure).filter(|explained| !**explained)
        else {
            return;
        };
        *explained = true;
        self.open_of_kind -= 1;
        if let Some(place) = self.place_of.get(figure).copied().flatten() {
            self.open.close(place);
        }
    }

    /// The summand at a place.
    fn figure(&self, place: usize) -> Option<&'a Quantity> {
        self.quantities.get(*self.summands.get(place)?)
    }
}

/// Places that are open, each with the next one that is.
struct Open(Vec<usize>);

impl Open {
    /// Some places, each open or not.
    fn new(open: impl ExactSizeIterator<Item = bool>) -> Self {
        let end = open.len();
        let next = open.enumerate().map(|(place, open)| if open { place } else { place + 1 });
        Self(next.chain([end]).collect())
    }

    /// The first open place from one on, or the end.
    fn from(&mut self, place: usize) -> usize {
        let mut place = place;
        while let Some(next) = self.0.get(place).copied().filter(|next| *next != place) {
            count(1);
            let beyond = self.0.get(next).copied().unwrap_or(next);
            if let Some(next) = self.0.get_mut(place) {
                *next = beyond;
            }
            place = next;
        }
        place
    }

    /// Closes a place.
    fn close(&mut self, place: usize) {
        if let Some(next) = self.0.get_mut(place).filter(|next| **next == place) {
            *next = place + 1;
        }
    }
}

/// Where the words “（其中……）” stand in a text, in order; those within others are left out.
pub(super) fn asides(text: &str) -> Vec<Range<usize>> {
    const ASIDE: &str = "（其中";
    let mut asides: Vec<Range<usize>> = Vec::new();
    let mut open = Vec::new();
    for (at, bracket) in text.match_indices(['（', '）']) {
        if bracket == "（" {
            open.push(at);
        } else if let Some(start) = open.pop()
            && text.get(start..).is_some_and(|words| words.starts_with(ASIDE))
        {
            while asides.last().is_some_and(|inner| inner.start > start) {
                asides.pop();
            }
            asides.push(start..at);
        }
    }
    asides
}

/// Whether a place is in one of some ranges that are in order and apart.
pub(super) fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let behind = ranges.partition_point(|range| range.start <= at);
    behind.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| range.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::quantities::quantity::quantities;
    use crate::check::quantities::wholes::makes;
    use proptest::prelude::*;

    /// Which figures of a text add up to another of it, with those in “（其中……）” left out.
    fn parts(text: &str) -> Vec<bool> {
        let all = quantities(text);
        let asides = asides(text);
        let outside = |q: &Quantity| !is_within(&asides, q.range.start);
        let summands = all.iter().enumerate().filter(|(_, q)| outside(q));
        let summands: Vec<usize> = summands.map(|(index, _)| index).collect();
        let mut explained = vec![false; all.len()];
        mark_parts(&summands, &all, &Figures::default(), &mut explained);
        explained
    }

    #[test]
    fn parts_of_parts_are_left_out() {
        let text =
            "支出793.46万元，土地186.2万元、排水361.5万元（其中：水泵48.6万元）、道路245.76万元";
        assert_eq!(parts(text), [false, true, true, false, true]);
        let wrong = text.replace("245.76", "245.67");
        assert_eq!(parts(&wrong), [false; 5]);
    }

    #[test]
    fn asides_are_in_order_and_apart() {
        let found = |text: &str| asides(text).len();
        assert_eq!(found("甲（其中：乙（丙）丁）戊"), 1);
        assert_eq!(found("甲（其中：乙"), 0);
        assert_eq!(found("甲（其中：乙（其中：丙）丁）（其中：戊）"), 2);
        assert_eq!(found("（甲（其中：乙）"), 1);
        assert_eq!(found("甲）（乙（其中：丙））（丁）"), 1);
        let text = "甲（其中：乙）丙";
        let ranges = asides(text);
        let within = |word: &str| is_within(&ranges, text.find(word).unwrap());
        assert_eq!(["甲", "乙", "丙"].map(within), [false, true, false]);
    }

    /// The same row by row and figure by figure, as it is meant.
    fn mark_plainly(
        summands: &[usize],
        quantities: &[Quantity],
        known: &Figures,
        explained: &mut [bool],
    ) {
        for first in 0..summands.len() {
            for last in first + 1..summands.len() {
                let row = &summands[first..=last];
                let sum: Decimal = row.iter().map(|index| quantities[*index].value).sum();
                let step = row.iter().map(|index| quantities[*index].step).max().unwrap();
                if row.iter().any(|index| quantities[*index].value < step) {
                    continue;
                }
                let settled = row.iter().all(|index| explained[*index]);
                let told = (0..quantities.len()).find(|index| {
                    let is_open = !settled || !explained[*index];
                    is_open && !row.contains(index) && makes(&quantities[*index], sum)
                });
                if settled && told.is_none() {
                    continue;
                }
                let unknown = row.iter().filter(|index| !known.has(&quantities[**index])).count();
                if let Some(whole) = told.filter(|_| unknown < 2) {
                    explained[whole] = true;
                }
                let mut whole = quantities[row[0]].clone();
                (whole.value, whole.step) = (sum, step.min(sum / Decimal::ONE_THOUSAND));
                whole.about = crate::check::quantities::about::About::new(sum, step);
                if told.is_some() || known.has(&whole) {
                    row.iter().for_each(|index| explained[*index] = true);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn rows_are_marked_as_if_each_were_looked_at(
            amounts in prop::collection::vec((0..60_u32, any::<bool>(), any::<bool>()), 0..14),
            known in prop::collection::vec(0..200_u32, 0..4),
        ) {
            let text: String = amounts.iter().map(|(amount, ..)| format!("支出{amount}元，")).collect();
            let all = quantities(&text);
            let known = Figures::of_amounts(&known);
            let summands: Vec<usize> = (0..all.len()).filter(|index| amounts[*index].1).collect();
            let before: Vec<bool> = amounts.iter().map(|amount| amount.2).collect();
            let (mut quick, mut plain) = (before.clone(), before);
            mark_parts(&summands, &all, &known, &mut quick);
            mark_plainly(&summands, &all, &known, &mut plain);
            prop_assert_eq!(quick, plain, "{}", text);
        }
    }
}
