//! What the files of reports said when the page saw them last, over restarts: what is changed while the program does not run is
//! told when it does again.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::batch::Digest;
use crate::files::{Most, keep_private, list, read, remove, write_whole};
use crate::project::Selected;
use crate::serve::address::OWN;
use crate::serve::unit::At;
use crate::serve::unit::changed::{Of, Values};

/// How many letters of a digest the file of a report is known by.
const LETTERS: usize = 16;

/// What is kept of a report.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The unit's folder.
    folder: String,
    /// The year.
    year: u16,
    /// What its files said: file, path, what it is, text.
    said: Vec<(String, String, Of, String)>,
}

/// The reports that are remembered, at most so many, with what they said.
pub(super) fn remembered(root: &Path, most: usize) -> Vec<(Selected, Values)> {
    let entries = list(&root.join(OWN).join("seen")).ok().flatten().unwrap_or_default();
    let files = entries.into_iter().filter(|entry| entry.found.is_plain_file());
    let kept = files.filter_map(|entry| {
        let kept: Kept = serde_json::from_slice(&read(&entry.path, Most::Data).ok()?).ok()?;
        let Kept { folder, year, said } = kept;
        let said = said.into_iter().map(|(file, path, of, text)| ((At { file, path }, of), text));
        let report = Selected { folder, year };
        // A file that somebody put there under another name is not what the program would write again.
        (place(root, &report) == entry.path).then(|| (report, said.collect()))
    });
    kept.take(most).collect()
}

/// Remembers what the files of a report say; where that cannot be kept, nothing is told of it the next time.
pub(super) fn remember(root: &Path, report: &Selected, values: &Values) {
    let said = values
        .iter()
        .map(|((At { file, path }, of), text)| (file.clone(), path.clone(), *of, text.clone()));
    let Selected { folder, year } = report.clone();
    let kept = Kept { folder, year, said: said.collect() };
    let bytes = serde_json::to_vec(&kept).unwrap_or_default();
    let place = place(root, report);
    if write_whole(&place, &bytes).is_ok() {
        keep_private(&place);
    }
}

/// Remembers a report no longer.
pub(super) fn forget(root: &Path, report: &Selected) {
    let _ = remove(&place(root, report));
}

/// The file of a report.
fn place(root: &Path, report: &Selected) -> PathBuf {
    let Selected { folder, year } = report;
    let digest = Digest::of(format!("{folder}/{year}").as_bytes());
    let name: String = digest.as_str().chars().take(LETTERS).collect();
    root.join(OWN).join("seen").join(format!("{name}.json"))
}
