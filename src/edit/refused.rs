//! An edit that is refused.

/// Why an edit was not made, in a sentence for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);
