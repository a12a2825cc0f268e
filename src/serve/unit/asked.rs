//! A change that a form asks for, or why it cannot be done.

use crate::edit::Change;
use crate::exchange::fill::Slot;
use crate::serve::unit::between::Between;
use crate::serve::unit::{At, Now};

/// One change that was asked for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// The names of the inputs that it settles.
    pub(super) names: Vec<String>,
    /// What was typed, one for each of them.
    pub(super) typed: Vec<String>,
    /// The field, row or rows.
    pub(super) at: At,
    /// What is to be done, nothing where the file says so already; or why it cannot be.
    pub(super) change: Result<Option<Change>, Refusal>,
    /// The rows that a row comes back between, where it was deleted.
    pub(super) between: Option<Between>,
    /// What a form says that undoes it.
    pub(super) undo: Vec<(String, String)>,
}

/// Why something is held.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    /// In words.
    pub(super) why: String,
    /// What the file has instead, where it was changed elsewhere.
    pub(super) theirs: Option<String>,
}

/// A refusal in words.
pub(super) fn refusal(why: impl Into<String>) -> Refusal {
    Refusal { why: why.into(), theirs: None }
}

/// A file that may be changed.
pub(super) fn may_change<'n>(now: &'n Now, file: &str) -> Option<&'n Slot> {
    let slot = now.slot(file)?;
    (!slot.locked && slot.text.is_some()).then_some(slot)
}
