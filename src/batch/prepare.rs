//! All that has to be ready before a report is set.

use crate::batch::examine::{Derived, Examined, examine};
use crate::batch::select::Selected;
use crate::engine::Fonts;
use crate::facts::{Setting, facts, to_json};
use crate::figures::expenditure::form_classes;
use crate::layout::{self, Filling, Folder};
use crate::model::place::Place;
use crate::model::report::Report;
use crate::model::unit::Project;
use crate::problem::{Problem, Severity, Sources, any_error};
use crate::read::{Looked, Reading};

/// A report that is ready to be set.
#[derive(Debug)]
pub struct Prepared {
    /// What it was made from.
    pub report: Report,
    /// The folder that the layout is set in.
    pub folder: Folder,
    /// What was looked for besides the files.
    pub looked: Looked,
}

/// Whether a report is meant to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be published: nothing that the check calls an error may be left.
    Publication,
    /// A draft: marked as such on every page, whatever the check says.
    Draft,
}

/// Reads and checks one report and derives its facts; with errors there is none, and all are returned. Hints are left
/// to the check itself.
pub fn prepare(
    reading: Reading<'_>,
    project: &Project,
    fonts: &Fonts,
    selected: &Selected,
    purpose: Purpose,
) -> (Option<Prepared>, Vec<Problem>, Sources) {
    let (catalog, root) = (reading.catalog, reading.root.clone());
    let Examined { derived, layout, mut problems, sources, written, looked } =
        examine(reading, project, selected);
    let file = |place: Place| sources.file(place.file).cloned();
    let roles = layout.as_ref().and_then(|layout| match fonts.resolve(layout) {
        Ok(roles) => {
            problems.extend(fonts.check(&roles, &written, file));
            Some(roles)
        }
        Err(missing) => {
            problems.push(missing);
            None
        }
    });
    problems.extend(fonts.damaged.iter().cloned());
    problems.extend(layout.iter().flat_map(|layout| layout::unused(&root, layout)));
    let broken = any_error(&problems);
    let (Some(derived), Some(layout), Some(roles)) = (derived, layout, roles) else {
        return (None, problems, sources);
    };
    let Derived { report, figures, checked } = derived;
    let findings = checked.findings.into_iter();
    problems.extend(findings.filter(|finding| finding.severity != Severity::Hint));
    if broken || purpose == Purpose::Publication && any_error(&problems) {
        return (None, problems, sources);
    }
    let attachments = layout::attachments(&report.files, &sources, &report.unit.folder);
    let names = catalog.with(&report.names);
    let form_classes = form_classes(&layout.classes, &figures.classes, &names);
    let setting = Setting {
        fonts: &roles,
        attachments: &attachments,
        form_classes: &form_classes,
        draft: purpose == Purpose::Draft,
    };
    let json = to_json(&facts(&report, &figures, &setting));
    let style = layout.style.filled(&Filling::of(&report));
    let (facts, style) = match json.and_then(|facts| Ok((facts, style.to_json()?))) {
        Ok(json) => json,
        Err(error) => {
            problems.push(Problem::error("facts-failed", format!("事实文件无法生成：{error}")));
            return (None, problems, sources);
        }
    };
    let folder = layout::folder(&root, &layout, facts, style, &report.files, &sources);
    (Some(Prepared { report, folder, looked }), problems, sources)
}
