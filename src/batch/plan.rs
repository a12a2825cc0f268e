//! Which reports are built, and why.

use std::path::Path;

use crate::batch::digest::Digest;
use crate::batch::inputs::Surroundings;
use crate::batch::manifest::{Entry, Manifest};
use crate::batch::parallel::in_parallel;
use crate::files::{self, Most};

/// What is done with a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It is built.
    Build(Why),
    /// It stays as it is.
    Keep(Entry),
}

/// Why a report is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// All were asked for.
    Forced,
    /// It was never built here.
    New,
    /// Its PDF is gone.
    Missing,
    /// Its PDF is not what was written.
    Altered,
    /// Parts of what it was made from have changed: their names.
    Changed(Vec<String>),
}

/// What is done with each report of an output folder, by the names that the manifest gives them.
pub(super) fn plan(
    reports: &[String],
    manifest: &Manifest,
    surroundings: &Surroundings,
    out: &Path,
    force: bool,
) -> Vec<Decision> {
    in_parallel(reports.len(), |number| {
        let entry = reports.get(number).and_then(|report| manifest.reports.get(report));
        match entry {
            _ if force => Decision::Build(Why::Forced),
            None => Decision::Build(Why::New),
            Some(entry) => decide(entry, surroundings, out),
        }
    })
}

/// What is done with a report that was built before.
fn decide(entry: &Entry, surroundings: &Surroundings, out: &Path) -> Decision {
    let changed = entry.inputs.changed(surroundings);
    if !changed.is_empty() {
        return Decision::Build(Why::Changed(changed.into_iter().map(str::to_owned).collect()));
    }
    let path = out.join(&entry.pdf);
    match files::size(&path) {
        Err(_) => Decision::Build(Why::Missing),
        Ok(bytes) if bytes != entry.bytes => Decision::Build(Why::Altered),
        Ok(_) => match files::read(&path, Most::Pdf) {
            Ok(pdf) if Digest::of(&pdf) == entry.sha256 => Decision::Keep(entry.clone()),
            _ => Decision::Build(Why::Altered),
        },
    }
}
