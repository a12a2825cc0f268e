//! Findings that the office accepts with a written reason.

use crate::model::place::{Located, Place};

/// One `[[accept]]` of a data file.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// Where it stands.
    pub place: Place,
    /// The rule, by number or name.
    pub rule: Located<String>,
    /// Words that the finding's headline must contain.
    pub finding: Located<String>,
    /// Why the finding is accepted.
    pub reason: Located<String>,
}
