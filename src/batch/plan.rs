//! Which reports are built, and why.

use std::path::Path;

use crate::batch::digest::Digest;
use crate::batch::inputs::Surroundings;
use crate::batch::manifest::{Entry, Manifest, name_of};
use crate::batch::parallel::in_parallel;
use crate::batch::public;
use crate::engine::is_ours;
use crate::files::{self, Most};
use crate::project::{Census, Project, Purpose, Selected, file_names};

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
    /// Its PDF is not what was written, or the public data beside it.
    Altered,
    /// Parts of what it was made from have changed: their names.
    Changed(Vec<String>),
}

/// A report as it is looked for in the record.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Its name there.
    pub name: String,
    /// The unit's folder.
    pub folder: String,
    /// The year.
    pub year: u16,
    /// The paths that its PDF may have; none where its unit does not tell its name.
    pub pdfs: Vec<String>,
}

impl Wanted {
    /// A report of a project with some units.
    pub(super) fn of(
        report: &Selected,
        project: &Project,
        census: &Census,
        purpose: Purpose,
    ) -> Self {
        let Selected { folder, year } = report;
        let names = census.unit(folder).map(|unit| file_names(&project.settings, unit, *year));
        let pdfs = names.into_iter().flatten().map(|name| format!("{year}/{name}")).collect();
        Self { name: name_of(report, purpose), folder: folder.clone(), year: *year, pdfs }
    }
}

/// What is done with each report of an output folder.
pub(super) fn plan(
    reports: &[Wanted],
    manifest: &Manifest,
    surroundings: &Surroundings,
    out: &Path,
    force: bool,
) -> Vec<Decision> {
    in_parallel(reports.len(), |number| {
        let wanted = reports.get(number);
        let known = wanted.and_then(|wanted| Some((wanted, manifest.reports.get(&wanted.name)?)));
        match known {
            _ if force => Decision::Build(Why::Forced),
            None => Decision::Build(Why::New),
            Some((wanted, entry)) => decide(wanted, entry, surroundings, out),
        }
    })
}

/// What is done with a report that was built before. What the record says of it is believed only where it can be so.
fn decide(wanted: &Wanted, entry: &Entry, surroundings: &Surroundings, out: &Path) -> Decision {
    let changed = entry.inputs.changed(surroundings).into_iter().map(str::to_owned);
    let mut changed: Vec<String> =
        changed.chain(entry.inputs.lacking(&wanted.folder, wanted.year)).collect();
    changed.sort();
    changed.dedup();
    if !changed.is_empty() {
        return Decision::Build(Why::Changed(changed));
    }
    if !wanted.pdfs.is_empty() && !wanted.pdfs.contains(&entry.pdf) {
        return Decision::Build(Why::Altered);
    }
    let path = out.join(&entry.pdf);
    match files::size(&path) {
        Err(_) => Decision::Build(Why::Missing),
        Ok(bytes) if bytes != entry.bytes => Decision::Build(Why::Altered),
        Ok(_) => match files::read(&path, Most::Pdf) {
            Ok(pdf)
                if is_ours(&pdf)
                    && Digest::of(&pdf) == entry.sha256
                    && public::is_there(out, &entry.pdf, &entry.public) =>
            {
                Decision::Keep(entry.clone())
            }
            _ => Decision::Build(Why::Altered),
        },
    }
}
