//! The notes of a text, each at what it belongs to.

use std::collections::BTreeMap;

use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::edit::standard::anchors::{Anchor, anchors};

/// A note on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Whether a blank line stands before it.
    pub(super) parted: bool,
    /// The note, with its `#`.
    pub(super) note: String,
}

/// The notes by the first byte of what they belong to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// At the head of the file, before all that may change its place.
    pub(super) head: Vec<Line>,
    /// Before it.
    before: BTreeMap<usize, Vec<Line>>,
    /// On its line.
    beside: BTreeMap<usize, Vec<String>>,
    /// On the line on which its brackets open.
    opening: BTreeMap<usize, Vec<String>>,
    /// Before its brackets close.
    closing: BTreeMap<usize, Vec<Line>>,
    /// At the end of the file.
    pub(super) tail: Vec<Line>,
}

impl Notes {
    /// The notes of a text.
    pub(super) fn of(text: &str, root: &DeTable<'_>) -> Self {
        let anchors = anchors(text, root);
        let mut notes = Self::default();
        for (start, note) in found(text) {
            notes.put(text, &anchors, start, note);
        }
        notes.part_head(text, &anchors);
        notes
    }

    /// The notes before what begins at a byte.
    pub(super) fn before(&self, start: usize) -> &[Line] {
        self.before.get(&start).map_or(&[], Vec::as_slice)
    }

    /// The notes on its line.
    pub(super) fn beside(&self, start: usize) -> &[String] {
        self.beside.get(&start).map_or(&[], Vec::as_slice)
    }

    /// The notes on the line on which its brackets open.
    pub(super) fn opening(&self, start: usize) -> &[String] {
        self.opening.get(&start).map_or(&[], Vec::as_slice)
    }

    /// The notes before its brackets close.
    pub(super) fn closing(&self, start: usize) -> &[Line] {
        self.closing.get(&start).map_or(&[], Vec::as_slice)
    }

    /// Puts a note to what it belongs to.
    fn put(&mut self, text: &str, anchors: &[Anchor], start: usize, note: &str) {
        let line = Line { parted: is_parted(text, start), note: note.to_owned() };
        let one_line = |from: usize| !text.get(from..start).unwrap_or_default().contains('\n');
        let around = anchors.iter().find(|a| a.range.start < start && start < a.range.end);
        let Some(around) = around else {
            let last = anchors.iter().filter(|anchor| anchor.range.end <= start);
            let last = last.max_by_key(|anchor| anchor.range.end);
            let next = anchors.iter().find(|anchor| anchor.range.start > start);
            return match (last.filter(|last| one_line(last.range.end)), next) {
                (Some(last), _) => {
                    self.beside.entry(last.range.start).or_default().push(note.to_owned());
                }
                (None, Some(next)) => self.before.entry(next.range.start).or_default().push(line),
                (None, None) => self.tail.push(line),
            };
        };
        let entry = around.range.start;
        let Some((brackets, rows)) = &around.array else {
            self.before.entry(entry).or_default().push(line);
            return;
        };
        let within = rows.iter().find(|row| row.start < start && start < row.end);
        let last = rows.iter().rfind(|row| row.end <= start && one_line(row.end));
        let next = rows.iter().find(|row| row.start > start);
        match (within, last, next) {
            (Some(row), _, _) => self.before.entry(row.start).or_default().push(line),
            (None, Some(row), _) => {
                self.beside.entry(row.start).or_default().push(note.to_owned());
            }
            (None, None, _) if one_line(brackets.start) => {
                self.opening.entry(entry).or_default().push(note.to_owned());
            }
            (None, None, Some(row)) => self.before.entry(row.start).or_default().push(line),
            (None, None, None) => self.closing.entry(entry).or_default().push(line),
        }
    }

    /// Parts the notes at the head of the file, which stay there, from those of its first entry.
    fn part_head(&mut self, text: &str, anchors: &[Anchor]) {
        let Some(first) = anchors.first().map(|anchor| anchor.range.start) else { return };
        let Some(before) = self.before.get_mut(&first) else { return };
        let mut ends = before.iter().skip(1).map(|line| line.parted).collect::<Vec<_>>();
        ends.push(is_parted(text, first));
        let parted = ends.iter().rposition(|parted| *parted).map_or(0, |last| last + 1);
        let schema = usize::from(before.first().is_some_and(|line| line.note.starts_with("#:")));
        let rest = before.split_off(parted.max(schema));
        self.head = std::mem::replace(before, rest);
    }
}

/// The notes of a text, sorted, to see whether another has the same.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let mut notes: Vec<&str> = found(text).into_iter().map(|(_, note)| note).collect();
    notes.sort_unstable();
    notes
}

/// The notes of a text without blanks at their ends, in order, each with its first byte.
fn found(text: &str) -> Vec<(usize, &str)> {
    let notes = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    let notes = notes.map(|token| {
        let (start, end) = (token.span().start(), token.span().end());
        (start, text.get(start..end).unwrap_or_default().trim_end())
    });
    notes.collect()
}

/// Whether a blank line stands before the line of a byte.
pub(super) fn is_parted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let Some((above, _)) = before.rsplit_once('\n') else { return false };
    above.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}
