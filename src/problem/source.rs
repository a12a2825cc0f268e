//! The texts that places point into.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::fields::shape_of;
use crate::model::place::{FileNumber, Place};
use crate::problem::lines::Lines;
use crate::problem::outline::Outline;

/// One file that was read.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// Its path from the project folder, with forward slashes.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// Whether the file begins with a byte order mark, as Windows' Notepad writes it.
    pub marked: bool,
    /// Its fields, found when they are first asked for.
    outline: Arc<OnceLock<Outline>>,
    /// Its lines, counted out when the first place is.
    lines: Arc<OnceLock<Lines>>,
}

impl Source {
    /// The line and the column of a byte, both from 1; the column in characters.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        self.lines().line_and_column(&self.text, byte)
    }

    /// The bytes of the line of a byte, with what ends it.
    pub(crate) fn line(&self, byte: usize) -> Range<usize> {
        self.lines().line(&self.text, byte)
    }

    /// The lines.
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// The file byte for byte.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes_with(&self.text)
    }

    /// The file byte for byte, were its text another.
    pub(crate) fn bytes_with(&self, text: &str) -> Vec<u8> {
        let mark = if self.marked { "\u{feff}" } else { "" };
        [mark.as_bytes(), text.as_bytes()].concat()
    }

    /// Whether a data file says something at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.outline().has(path)
    }

    /// Its fields; none where it is no data.
    pub(super) fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| match self.name.ends_with(".toml") {
            true => Outline::of(&self.text, shape_of(&self.name)),
            false => Outline::default(),
        })
    }
}

/// All files that were read, in order.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a file and numbers it; a byte order mark is set apart.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileNumber {
        let text = text.into();
        let (text, marked) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest.into(), true),
            None => (text.into(), false),
        };
        let (outline, lines) = Default::default();
        self.0.push(Source { name: name.into(), text, marked, outline, lines });
        FileNumber(self.0.len() - 1)
    }

    /// Gives files other names; those for which there is none keep theirs.
    pub(crate) fn rename(&mut self, name: impl Fn(&str) -> Option<String>) {
        for source in &mut self.0 {
            if let Some(name) = name(&source.name) {
                source.name = name;
            }
        }
    }

    /// All files, in the order in which they were read.
    pub(crate) fn all(&self) -> &[Source] {
        &self.0
    }

    /// The file of a number.
    pub(crate) fn file(&self, number: FileNumber) -> Option<&Source> {
        self.0.get(number.0)
    }

    /// The path of the field that stands at a place; none for a file as a whole.
    pub fn path(&self, place: Place) -> Option<&str> {
        self.file(place.file)?.outline().path(place.start, place.end)
    }
}
