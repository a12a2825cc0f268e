//! The texts that places point into.

use crate::model::place::FileNumber;

/// One file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path from the project folder, with forward slashes.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// All files that were read, in order.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a file and numbers it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileNumber {
        self.0.push(Source { name: name.into(), text: text.into() });
        FileNumber(self.0.len() - 1)
    }

    /// The file of a number.
    pub fn file(&self, number: FileNumber) -> Option<&Source> {
        self.0.get(number.0)
    }
}
