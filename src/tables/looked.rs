//! What was looked for besides the files that were read.

use std::collections::{BTreeMap, BTreeSet};

/// What a reading depends on besides the contents of its files; paths are from the project folder, with forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// Files that are not there.
    pub absent: BTreeSet<String>,
    /// Folders with the names of what is in them.
    pub folders: BTreeMap<String, Vec<String>>,
}
