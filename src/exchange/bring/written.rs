//! What was written of an import so far.

use std::collections::BTreeMap;

use crate::files::Files;

/// What was written of an import so far, or would be: what comes after it is seen on top of it.
pub(super) struct Written {
    /// The files.
    pub files: Files,
    /// Whether they are as they were before.
    pub dry_run: bool,
    /// The texts by their paths, of each unit's folder.
    pub texts: BTreeMap<String, Vec<(String, String)>>,
}

impl Written {
    /// The files with what would be written of a unit; none where they are so already.
    pub(super) fn over(&self, folder: &str) -> Option<Files> {
        let texts = self.texts.get(folder).filter(|_| self.dry_run)?;
        Some(self.files.over(texts.iter().cloned()))
    }

    /// The files as what comes next of a unit finds them.
    pub(super) fn seen(&self, folder: Option<&str>) -> Files {
        folder.and_then(|folder| self.over(folder)).unwrap_or_else(|| self.files.clone())
    }

    /// Takes new texts.
    pub(super) fn take(&mut self, texts: Vec<(String, String)>) {
        for (path, text) in texts {
            let folder = path.split('/').nth(1).unwrap_or_default().to_owned();
            self.texts.entry(folder).or_default().push((path, text));
        }
    }
}
