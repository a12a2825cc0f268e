//! What was looked for in a project.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::{Entry, is_clutter, is_shadow};

/// All that was looked for, found or not; paths are from the project folder, with forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// Files that were read, or are there and cannot be.
    pub read: BTreeSet<String>,
    /// What is not there.
    pub absent: BTreeSet<String>,
    /// Folders with those names in them that matter to who looked.
    pub folders: BTreeMap<String, Vec<String>>,
}

impl Looked {
    /// Adds what else was looked for.
    pub(crate) fn extend(&mut self, other: Self) {
        let Self { read, absent, folders } = other;
        self.read.extend(read);
        self.absent.extend(absent);
        self.folders.extend(folders);
    }
}

/// The names in a folder that matter to reports: in that of a unit those that cannot be read, for its files are asked for
/// by name; elsewhere all that people put there. Which units there are matters to none.
pub(super) fn names(folder: &str, entries: &[Entry]) -> Option<Vec<String>> {
    let named = |matters: &dyn Fn(&Entry) -> bool| {
        entries.iter().filter(|entry| matters(entry)).map(|entry| entry.name.clone()).collect()
    };
    match folder.split('/').count() {
        1 => None,
        2 => Some(named(&|entry| !entry.told)),
        _ => Some(named(&|entry| is_put_there(&entry.name))),
    }
}

/// Whether a name is not of what systems and editors leave in folders; hidden data files are not theirs.
pub(crate) fn is_put_there(name: &str) -> bool {
    let is_hidden_data = || name.to_lowercase().ends_with(".toml") && !is_shadow(name);
    !is_clutter(name) || is_hidden_data()
}
