//! What people write in words.

use crate::model::place::{Located, Place};

/// Plain paragraphs written by the office; markup in them means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The paragraphs, none empty, without surrounding blanks.
    pub paragraphs: Vec<String>,
    /// Where the text stands.
    pub place: Place,
}

impl Text {
    /// Cuts a text into paragraphs, one a line; blank lines count for nothing.
    pub(crate) fn new(text: &Located<String>) -> Self {
        let paragraphs =
            text.value.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned);
        Self { paragraphs: paragraphs.collect(), place: text.place }
    }

    /// The text as a single run of words.
    pub(crate) fn joined(&self) -> String {
        self.paragraphs.concat()
    }
}
