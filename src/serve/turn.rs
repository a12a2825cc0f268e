//! Whose turn it is to write: one after the other, and what is written meanwhile is noted as theirs.

use std::sync::MutexGuard;

use crate::project::Selected;
use crate::serve::lock::lock;
use crate::serve::office::Office;

/// The turn of a tab of the page, until this is dropped.
pub(super) struct Turn<'o> {
    /// The project.
    office: &'o Office,
    /// The unit that it is about; none where it may be all.
    folder: Option<&'o str>,
    /// The tab; empty where it is not known.
    tab: &'o str,
    /// That nobody else writes.
    _alone: MutexGuard<'o, ()>,
}

impl Office {
    /// Waits for the turn of a tab to write into the files of a unit, or of all; what has changed before came from outside.
    pub(super) fn turn<'o>(&'o self, folder: Option<&'o str>, tab: &'o str) -> Turn<'o> {
        let alone = lock(&self.writing);
        self.journal.note(&self.root, folder, "");
        Turn { office: self, folder, tab, _alone: alone }
    }

    /// By what it is known how much of a report somebody has seen who looks at it now; not while somebody writes.
    pub(super) fn seen(&self, report: &Selected) -> Option<String> {
        let _alone = self.writing.try_lock().ok()?;
        self.journal.note(&self.root, Some(&report.folder), "");
        Some(self.journal.seen(&self.root, report))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.office.journal.note(&self.office.root, self.folder, self.tab);
    }
}
