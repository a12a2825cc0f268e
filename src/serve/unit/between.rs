//! Where a row that was deleted comes back: between the rows that it stood between, as far as they are there.

use crate::exchange::fill::{Row, Said, Slot};
use crate::serve::unit::digest::row_digest;

/// What the rows before and behind one are known by; empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Between([String; 2]);

impl Between {
    /// The rows that one of some rows stands between.
    pub(super) fn of(rows: &[Row], label: &str, is_named: bool) -> Option<Self> {
        let at = rows.iter().position(|row| row.label == label)?;
        let known = |at: Option<usize>| {
            let row = at.and_then(|at| rows.get(at));
            row.map(|row| known_by(row, is_named)).unwrap_or_default()
        };
        Some(Self([known(at.checked_sub(1)), known(at.checked_add(1))]))
    }

    /// The same, as a form says it.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// As a form says it.
    pub(super) fn said(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// The place from 0 among the rows of a path of a text: behind the one before, else before the one behind, else at the end.
    pub(super) fn place(&self, slot: &Slot, text: &str, path: &str, is_named: bool) -> usize {
        let said = Said::of(text, slot.shape).unwrap_or_default();
        let rows = said.rows(path);
        let Self([before, behind]) = self;
        let of = |known: &String| {
            let is_meant = |row: &Row| !known.is_empty() && known_by(row, is_named) == *known;
            rows.iter().position(is_meant)
        };
        let after = of(before).and_then(|at| at.checked_add(1));
        after.or_else(|| of(behind)).unwrap_or(rows.len())
    }
}

/// What a row is known by: what it is called, or where that is its place, what it says.
fn known_by(row: &Row, is_named: bool) -> String {
    if is_named { row.label.clone() } else { row_digest(row) }
}
