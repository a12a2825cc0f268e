//! What a row or a column of a table is called.

use std::fmt::{Display, Formatter, Result};

use serde::{Serialize, Serializer};

/// What a row or a column is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Called {
    /// What it is.
    pub line: Line,
    /// Its words from the left, or from the top; none where nothing names it.
    pub words: Vec<String>,
    /// Its place in the table, from 1.
    pub number: usize,
}

/// A row or a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// A row.
    Row,
    /// A column.
    Column,
}

impl Display for Called {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let Self { line, words, number } = self;
        match (line, words.is_empty()) {
            (Line::Row, false) => formatter.write_str(&words.join(" ")),
            (Line::Column, false) => formatter.write_str(&words.join("／")),
            (Line::Row, true) => write!(formatter, "第 {number} 行"),
            (Line::Column, true) => write!(formatter, "第 {number} 列"),
        }
    }
}

impl Serialize for Called {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
