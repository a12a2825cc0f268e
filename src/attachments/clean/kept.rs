//! What is kept of a unit's data.

use std::collections::BTreeMap;

use crate::attachments::shown::Shown;
use crate::model::text::Text;

/// What is kept of a unit's data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept<'a> {
    /// What the form shows.
    pub(super) shown: &'a Shown,
    /// The program's own names of the units' folders.
    pub(super) folders: &'a BTreeMap<String, String>,
    /// Whether the form prints the unit's words: a department's members are only added up.
    pub(super) words: bool,
}

impl Kept<'_> {
    /// The program's own name of a unit's folder.
    pub(super) fn folder(&self, folder: &str) -> String {
        self.folders.get(folder).cloned().unwrap_or_default()
    }

    /// A text that is printed.
    pub(super) fn text(&self, text: &Option<Text>) -> Option<Text> {
        if self.words { self.shown.text(text) } else { None }
    }
}
