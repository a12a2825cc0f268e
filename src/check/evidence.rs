//! What a rule sees: the report, and what was worked out of its words.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Deref;

use crate::check::quantities::named_figures::Expectations;
use crate::check::quantities::trace::{Traced, traced};
use crate::check::subject::Subject;
use crate::check::units::{Clue, clues};
use crate::check::words::leaving::leaving;
use crate::check::words::passage::{Passage, passages};
use crate::check::words::traits::Traits;
use crate::figures::ledger::Ledger;
use crate::model::place::Place;

/// A report with what several rules ask of it, each worked out when the first rule asks.
#[derive(Debug)]
pub(crate) struct Evidence<'a> {
    /// The report; a rule asks it as if it were the evidence itself.
    subject: Subject<'a>,
    /// The year's ledger.
    ledger: Ledger<'a>,
    /// The passages of text.
    passages: OnceCell<Vec<Passage<'a>>>,
    /// Which passage stands at a place.
    by_place: OnceCell<BTreeMap<Place, usize>>,
    /// All words that leave the office.
    leaving: OnceCell<Vec<Passage<'a>>>,
    /// The passages with figures that cannot be traced.
    traced: OnceCell<Vec<Traced<'a>>>,
    /// What named figures of self-evaluation reports must be, as far as that was asked.
    expectations: Expectations,
    /// What speaks for 万元.
    clues: OnceCell<Vec<Clue>>,
}

impl<'a> Deref for Evidence<'a> {
    type Target = Subject<'a>;

    fn deref(&self) -> &Subject<'a> {
        &self.subject
    }
}

impl<'a> Evidence<'a> {
    /// The evidence of a report, of which nothing is worked out yet.
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        Self {
            subject: *subject,
            ledger: Ledger::of(&subject.report.year),
            passages: OnceCell::new(),
            by_place: OnceCell::new(),
            leaving: OnceCell::new(),
            traced: OnceCell::new(),
            expectations: Expectations::default(),
            clues: OnceCell::new(),
        }
    }

    /// The year's ledger.
    pub(super) fn ledger(&self) -> &Ledger<'a> {
        &self.ledger
    }

    /// All passages of text of this report, in the order of reading.
    pub(super) fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| passages(&self.subject))
    }

    /// The passages that have some kinds of characters.
    pub(super) fn passages_with(&self, kinds: Traits) -> impl Iterator<Item = &Passage<'a>> {
        self.passages().iter().filter(move |passage| passage.traits.has_any(kinds))
    }

    /// The passage that stands at a place.
    pub(super) fn passage_at(&self, place: Place) -> Option<&Passage<'a>> {
        let passages = self.passages();
        let by_place = self.by_place.get_or_init(|| {
            let places = passages.iter().enumerate();
            places.map(|(number, passage)| (passage.literal, number)).rev().collect()
        });
        passages.get(*by_place.get(&place)?)
    }

    /// All words that leave the office with the report.
    pub(super) fn leaving(&self) -> &[Passage<'a>] {
        self.leaving.get_or_init(|| leaving(&self.subject, self.passages()))
    }

    /// The passages with figures that cannot be traced to the report.
    pub(super) fn traced(&self) -> &[Traced<'a>] {
        self.traced.get_or_init(|| traced(&self.subject, self.passages(), &self.expectations))
    }

    /// What named figures must be, as far as it was worked out before.
    pub(super) fn expectations(&self) -> &Expectations {
        &self.expectations
    }

    /// What speaks for amounts that were written in 万元.
    pub(super) fn clues(&self) -> &[Clue] {
        self.clues.get_or_init(|| clues(&self.subject, self.traced()))
    }
}
