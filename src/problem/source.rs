//! The texts that places point into.

use std::sync::Arc;

use crate::model::place::FileNumber;

/// One file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path from the project folder, with forward slashes.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: Arc<str>,
    /// Whether the file begins with a byte order mark, as Windows' Notepad writes it.
    pub marked: bool,
}

impl Source {
    /// The file byte for byte.
    pub fn bytes(&self) -> Vec<u8> {
        let mark = if self.marked { "\u{feff}" } else { "" };
        [mark.as_bytes(), self.text.as_bytes()].concat()
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
        self.0.push(Source { name: name.into(), text, marked });
        FileNumber(self.0.len() - 1)
    }

    /// Gives files other names; those for which there is none keep theirs.
    pub fn rename(&mut self, name: impl Fn(&str) -> Option<String>) {
        for source in &mut self.0 {
            if let Some(name) = name(&source.name) {
                source.name = name;
            }
        }
    }

    /// All files, in the order in which they were read.
    pub fn all(&self) -> &[Source] {
        &self.0
    }

    /// The file of a number.
    pub fn file(&self, number: FileNumber) -> Option<&Source> {
        self.0.get(number.0)
    }
}
