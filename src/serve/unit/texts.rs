//! What files said before the page wrote them: what is undone while nothing else has changed is byte for byte as it was.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use crate::exchange::fill::{Said, Slot, rows_of};
use crate::fields::path::described;
use crate::serve::lock::lock;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Now;
use crate::serve::unit::digest::digest;

/// How many bytes are kept; the oldest texts go first, and are undone value by value then.
const MOST: usize = 16 << 20;

/// The texts that are kept, each with what it is known by.
#[derive(Debug, Default)]
pub(in crate::serve) struct Texts(Mutex<VecDeque<(String, String)>>);

impl Texts {
    /// Keeps what a file said before it was written: what a form says to have just that again.
    pub(super) fn keep(&self, slot: &Slot, after: &str) -> Option<(String, String)> {
        let before = slot.text.as_deref()?;
        let again = format!("{}-{}", digest(after), self.shown(before));
        Some((format!("whole|{}", slot.path), again))
    }

    /// Keeps what a file says as a page shows it: what it is known by.
    pub(in crate::serve) fn shown(&self, text: &str) -> String {
        let known_by = digest(text);
        let mut kept = lock(&self.0);
        kept.retain(|(known, _)| *known != known_by);
        kept.push_back((known_by.clone(), text.to_owned()));
        while kept.iter().map(|(_, text)| text.len()).sum::<usize>() > MOST {
            kept.pop_front();
        }
        known_by
    }

    /// The text that something is known by; none where it is not kept any more.
    pub(super) fn of(&self, known_by: &str) -> Option<String> {
        let kept = lock(&self.0);
        kept.iter().find(|(known, _)| known == known_by).map(|(_, text)| text.clone())
    }

    /// The texts that a form asks for again, by the paths of their files from the project folder: of files that nobody has
    /// changed since.
    pub(super) fn again(&self, now: &Now, form: &Pairs) -> BTreeMap<String, String> {
        let kept = lock(&self.0);
        let text = |(name, value): &(String, String)| {
            let slot = now.slot(name.strip_prefix("whole|")?)?;
            let (after, before) = value.split_once('-')?;
            let text = slot.text.as_deref().filter(|text| digest(text) == after)?;
            let (_, before) = kept.iter().find(|(known, _)| known == before)?;
            (text != before).then(|| (now.which.path(&slot.path), before.clone()))
        };
        form.0.iter().filter_map(text).collect()
    }
}

/// Whether two texts of a file say the same, but for tables that say nothing and the order of rows that have names.
pub(super) fn say_the_same(slot: &Slot, one: &str, other: &str) -> bool {
    let is_named = |path: &str| {
        let shape = described(slot.shape, path).and_then(rows_of);
        shape.is_some_and(|shape| !shape.row_keys.is_empty())
    };
    let said = |text: &str| {
        Said::of(text, slot.shape).map(|mut said| {
            said.rows.retain(|_, rows| !rows.is_empty());
            for (_, rows) in said.rows.iter_mut().filter(|(path, _)| is_named(path)) {
                rows.sort_by(|one, other| one.label.cmp(&other.label));
            }
            (said.leaves, said.rows)
        })
    };
    said(one).is_some_and(|one| said(other) == Some(one))
}
