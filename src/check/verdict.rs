//! What comes of a rule.

use crate::problem::Problem;

/// What a rule finds, or why it did not run.
pub(super) type Verdict = Result<Vec<Problem>, NotRun>;

/// Why a rule did not run: not checked is not passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotRun(pub(super) String);

impl NotRun {
    /// For want of something.
    pub(super) fn because(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}
