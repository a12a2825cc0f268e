//! Which facts the files of a project's layouts ask for: each layout is looked into once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::attachments::KEYS;
use crate::files::Files;
use crate::layout::{Layout, folder, mentioned};

/// What is known by now, by the names of layouts.
#[derive(Debug, Default)]
pub(super) struct Asked(Mutex<BTreeMap<String, Arc<BTreeSet<&'static str>>>>);

impl Asked {
    /// Tells a layout which facts its files ask for. What is looked for on the way is no input of a report: the files are
    /// those that it is set with.
    pub(super) fn look_into(&self, files: &Files, layout: &mut Layout) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = known.entry(layout.name.clone()).or_insert_with(|| {
            let files = files.afresh();
            let folder = folder(&files, layout, String::new(), String::new());
            Arc::new(mentioned(&folder, layout, &KEYS))
        });
        layout.asked = Some(Arc::clone(asked));
    }
}
