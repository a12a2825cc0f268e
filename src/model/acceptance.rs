//! Findings that the office accepts with a written reason.

use crate::model::place::{Located, Place};

/// One `[[accept]]` of a data file.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// Where it stands.
    pub place: Place,
    /// The rule, by number or name.
    pub rule: Located<String>,
    /// What is accepted.
    pub covers: Covers,
    /// Why it is accepted.
    pub reason: Located<String>,
}

/// What an acceptance covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covers {
    /// One finding, with its fields, figures and words.
    Finding(Identity),
    /// Every finding of the rule whose headline contains some words: the form of earlier files.
    Words(Located<String>),
}

/// What a finding is recognised by, whatever else of the data changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The fields that it is about: paths by key, those of other files after the file's name.
    pub at: Vec<String>,
    /// The figures that it states, in their order.
    pub figures: Vec<String>,
    /// The words that it is about; long ones shortened, with a digest of the whole.
    pub words: Vec<String>,
}
