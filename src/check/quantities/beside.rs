//! What stands beside a figure in its sentence.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::check::quantities::number::{Number, Unit};
use crate::check::quantities::quantity::{Kind, Quantity};
use crate::check::quantities::reach::reach;
use crate::check::quantities::sentences::Sentences;
use crate::check::quantities::values::Values;

/// The numbers and percentages of a text, for what they make with others of their sentence.
pub(super) struct Beside<'t> {
    /// All numbers, in order.
    numbers: &'t [Number],
    /// All figures, in order.
    quantities: &'t [Quantity],
    /// The sentences.
    sentences: &'t Sentences,
    /// The numbers that were asked for last: most figures of a sentence have the same beside them.
    last_numbers: RefCell<Last<Vec<(Unit, Values)>>>,
    /// The percentages that were asked for last.
    last_rates: RefCell<Last<Vec<&'t Quantity>>>,
}

/// What was asked for last, by the numbers of the first and the last.
type Last<T> = Option<(Range<usize>, Rc<T>)>;

impl<'t> Beside<'t> {
    /// The numbers and figures of a text.
    pub(super) fn new(
        numbers: &'t [Number],
        quantities: &'t [Quantity],
        sentences: &'t Sentences,
    ) -> Self {
        let (last_numbers, last_rates) = (RefCell::default(), RefCell::default());
        Self { numbers, quantities, sentences, last_numbers, last_rates }
    }

    /// The numbers in the sentence of a place, by what they count in.
    pub(super) fn of(&self, at: usize) -> Rc<Vec<(Unit, Values)>> {
        let range = self.range(self.numbers, |number| number.range.start, at);
        last(&self.last_numbers, range, |range| {
            let mut by_unit: BTreeMap<Unit, Vec<_>> = BTreeMap::new();
            for number in self.numbers.get(range).unwrap_or_default() {
                by_unit.entry(number.unit).or_default().push(number.value);
            }
            by_unit.into_iter().map(|(unit, values)| (unit, Values::new(values))).collect()
        })
    }

    /// The percentages in the sentence of a place that are no bounds, each once.
    pub(super) fn rates(&self, at: usize) -> Rc<Vec<&'t Quantity>> {
        let range = self.range(self.quantities, |quantity| quantity.range.start, at);
        last(&self.last_rates, range, |range| {
            let rates = self.quantities.get(range).unwrap_or_default().iter();
            let rates = rates.filter(|rate| rate.kind == Kind::PerCent && !rate.bounds);
            let once: BTreeMap<_, &Quantity> =
                rates.map(|rate| ((rate.value, rate.step), rate)).collect();
            once.into_values().collect()
        })
    }

    /// Which of some figures stand in the sentence of a place and near it.
    fn range<T>(&self, all: &[T], start: impl Fn(&T) -> usize, at: usize) -> Range<usize> {
        let before = |end: usize| all.partition_point(|figure| start(figure) < end);
        let (sentence, own, reach) = (self.sentences.at(at), before(at), reach(all.len()));
        let from = before(sentence.start).max(own.saturating_sub(reach));
        from..before(sentence.end).min(own.saturating_add(reach)).max(from)
    }
}

/// What was made of a range before, or else what is made of it now.
fn last<T>(
    known: &RefCell<Last<T>>,
    range: Range<usize>,
    make: impl FnOnce(Range<usize>) -> T,
) -> Rc<T> {
    if let Some((_, made)) = known.borrow().as_ref().filter(|(known, _)| *known == range) {
        return Rc::clone(made);
    }
    let made = Rc::new(make(range.clone()));
    *known.borrow_mut() = Some((range, Rc::clone(&made)));
    made
}
