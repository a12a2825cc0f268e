//! What differs between reports and their last editions, kept as long as neither has changed.

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::project::Selected;
use crate::serve::lock::lock;
use crate::serve::pages::Compared;
use crate::serve::stamp::Stamp;

/// Of how many reports it is kept.
const KEPT: usize = 3;

/// What differs, of the reports that were looked at last.
#[derive(Debug, Default)]
pub(super) struct Comparisons(Mutex<Vec<(Selected, Kept)>>);

/// What differs in a report.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// What the files are known by that it was made from.
    pub key: String,
    /// What differs.
    pub compared: Arc<Compared>,
}

impl Comparisons {
    /// What differs in a report of a project; it is compared unless that is known. Why it cannot be, where it cannot.
    pub(super) fn of(
        &self,
        root: &Path,
        selected: &Selected,
        compare: impl FnOnce() -> Result<Compared, String>,
    ) -> Result<Kept, String> {
        let key = format!("{}{}", Stamp::of_sources(root).key(), Stamp::of_made(root).key());
        if let Some(kept) = self.known(selected, &key) {
            return Ok(kept);
        }
        let kept = Kept { key, compared: Arc::new(compare()?) };
        let mut all = lock(&self.0);
        all.retain(|(known, _)| known != selected);
        all.push((selected.clone(), kept.clone()));
        let surplus = all.len().saturating_sub(KEPT);
        all.drain(..surplus);
        Ok(kept)
    }

    /// What differs in a report as it was when its files were known by a key; none where that is not known any more.
    pub(super) fn known(&self, selected: &Selected, key: &str) -> Option<Kept> {
        let all = lock(&self.0);
        let kept = all.iter().find(|(known, kept)| known == selected && kept.key == key);
        kept.map(|(_, kept)| kept.clone())
    }
}
