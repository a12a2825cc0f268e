//! One report from data to file.

use std::path::PathBuf;

use crate::attachments::FACTS;
use crate::batch::digest::Digest;
use crate::batch::inputs::Surroundings;
use crate::batch::manifest::Entry;
use crate::batch::order::Reply;
use crate::batch::public;
use crate::batch::unwritten::{led_out, no_public_data};
use crate::engine::{Engine, forget};
use crate::facts::alike;
use crate::layout::{self, Attachment};
use crate::model::unit::Attach;
use crate::problem::Severity;
use crate::project::{Noted, Project, Purpose, Selected, draft_file_name, safe_file_name};

/// Where and how reports are built.
#[derive(Debug, Clone)]
pub(crate) struct Workplace {
    /// The output folder.
    pub out: PathBuf,
    /// Another folder of fonts.
    pub fonts: Option<PathBuf>,
    /// What the reports are for.
    pub purpose: Purpose,
}

/// Builds one report into `<out>/<year>/`; with errors nothing is written, but a draft only needs files that can be read.
pub(super) fn build_one(
    project: &Project,
    engine: &mut Engine,
    surroundings: &Surroundings,
    workplace: &Workplace,
    selected: &Selected,
) -> Reply {
    let purpose = workplace.purpose;
    let (prepared, noted) = match purpose {
        Purpose::Publication => project.prepare(engine.fonts(), selected, purpose),
        Purpose::Draft => project.prepare_draft(engine.fonts(), selected),
    };
    let Noted { mut problems, mut sources } = noted;
    let Some(prepared) = prepared else { return Reply::new(None, &problems, &sources) };
    let report = &prepared.report;
    let inputs =
        surroundings.inputs(&sources, &prepared.looked, &report.layout.value, &prepared.folder);
    let name = match purpose {
        Purpose::Publication => safe_file_name(&project.settings, &report.unit, selected.year),
        Purpose::Draft => draft_file_name(&project.settings, &report.unit, selected.year),
    };
    let typeset = prepared.typeset(&name, engine, &mut sources);
    forget(0);
    if typeset.as_ref().map_or(true, |typeset| !typeset.warnings.is_empty()) {
        // The engine knows a file that a layout takes over as the layout's own.
        sources.rename(|path| layout::real_path(&project.files, path));
    }
    let typeset = match typeset {
        Ok(typeset) => typeset,
        Err(failures) => {
            problems.extend(failures);
            return Reply::new(None, &problems, &sources);
        }
    };
    problems.extend(typeset.warnings);
    let pdf = format!("{}/{name}", selected.year);
    let written = led_out(&workplace.out, &pdf).map_or(Ok(()), Err).and_then(|()| {
        let stem = name.trim_end_matches(".pdf");
        let amounts = prepared.form().precision.unit;
        let public = typeset.public.map(|public| public::made(public, report, stem, amounts));
        let public = public.transpose().map_err(|why| no_public_data(stem, &why))?;
        let public = public.unwrap_or_default();
        let warning = public::write(&workplace.out, &pdf, &typeset.pdf, &public)?;
        Ok((warning, public::recorded(&public)))
    });
    let public = match written {
        Ok((warning, public)) => {
            problems.extend(warning);
            public
        }
        Err(problem) => {
            problems.push(problem);
            return Reply::new(None, &problems, &sources);
        }
    };
    let warnings = problems.iter().filter(|p| p.severity == Severity::Warning).count();
    let made = Entry {
        pdf,
        sha256: Digest::of(&typeset.pdf),
        bytes: typeset.pdf.len() as u64,
        pages: typeset.pages,
        warnings,
        accepted: prepared.accepted,
        facts: facts_of(project, &typeset.attachments),
        public,
        inputs,
    };
    Reply::new(Some(made), &problems, &sources)
}

/// The digest of what the attached facts say; none where what is attached are not the clean data.
fn facts_of(project: &Project, attachments: &[Attachment]) -> Option<Digest> {
    let facts = attachments.iter().find(|file| file.name == FACTS)?;
    let is_clean = project.settings.attach == Attach::Clean;
    is_clean.then(|| alike(&String::from_utf8_lossy(&facts.bytes)))
}
