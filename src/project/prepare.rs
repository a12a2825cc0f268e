//! All that has to be ready before a report is set.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::catalog::Catalog;
use crate::engine::{Finishing, Fonts};
use crate::facts::{Setting, facts, to_json};
use crate::figures::expenditure::form_classes;
use crate::figures::{Figures, figures};
use crate::files::Looked;
use crate::layout::{self, Filling, Folder, FontRoles, Layout};
use crate::model::check::Written;
use crate::model::place::Place;
use crate::model::report::Report;
use crate::problem::{Problem, Severity, any_error};
use crate::project::examine::{Derived, Examined};
use crate::project::gaps::{are_gaps, as_warnings, facts_of_open};
use crate::project::glyphs::unshown;
use crate::project::open::{Noted, Project};
use crate::project::select::Selected;

/// A report that is ready to be set.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// What it was made from.
    pub report: Report,
    /// The folder that the layout is set in.
    pub folder: Folder,
    /// What is added to the pages; what is attached is decided once they are set.
    pub finishing: Finishing,
    /// What was looked for.
    pub looked: Looked,
    /// How many findings are accepted.
    pub accepted: usize,
    /// The project.
    pub(super) project: &'a Project,
    /// What it is for.
    pub(super) purpose: Purpose,
    /// Whether figures are missing: nothing is attached to such a draft.
    pub(super) is_open: bool,
    /// The layout.
    pub(super) layout: Layout,
    /// The fonts, by role.
    pub(super) roles: FontRoles,
    /// The facts, as JSON.
    pub(super) facts: String,
    /// The words that were written.
    pub(super) written: Vec<Written>,
    /// Where the check has told of words that are not printed.
    pub(super) known: BTreeSet<Place>,
    /// The words that must not leave the office and of which the check has told.
    pub(super) told: BTreeSet<(&'static str, String)>,
}

impl Prepared<'_> {
    /// The facts, as JSON.
    pub(crate) fn facts(&self) -> &str {
        &self.facts
    }

    /// The facts of a report in the same setting, as JSON.
    pub(super) fn facts_of(&self, report: &Report) -> Result<String, Problem> {
        let catalog = &self.project.catalog;
        let figures = figures(report, catalog, self.layout.style.form());
        json(report, &figures, catalog, &self.layout, &self.roles, self.purpose)
    }
}

/// The rule that tells of words which are not printed.
const UNUSED: &str = "R0714-unused-reason";

/// Whether a report is meant to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be published: nothing that the check calls an error may be left.
    Publication,
    /// A draft: marked as such on every page, whatever the check says.
    Draft,
}

impl Project {
    /// The facts of a report to be published, as JSON, without the fonts that it is set in.
    pub(crate) fn facts_without_fonts(
        &self,
        report: &Report,
        figures: &Figures,
        layout: &Layout,
    ) -> Result<String, Problem> {
        let fonts = FontRoles::default();
        json(report, figures, &self.catalog, layout, &fonts, Purpose::Publication)
    }

    /// Reads and checks one report and derives its facts; with errors there is none, and all are returned. Hints are left
    /// to the check itself.
    pub fn prepare(
        &self,
        fonts: &Fonts,
        selected: &Selected,
        purpose: Purpose,
    ) -> (Option<Prepared<'_>>, Noted) {
        self.prepare_examined(fonts, self.examine(selected), purpose)
    }

    /// The same of a draft of which figures may be missing: where they are it shows none but those that are whole.
    pub fn prepare_draft(
        &self,
        fonts: &Fonts,
        selected: &Selected,
    ) -> (Option<Prepared<'_>>, Noted) {
        let mut examined = self.examine(selected);
        match (examined.open.take(), examined.layout.take()) {
            (Some(report), Some(layout)) => self.prepare_open(fonts, *report, layout, examined),
            (_, layout) => {
                self.prepare_examined(fonts, Examined { layout, ..examined }, Purpose::Draft)
            }
        }
    }

    /// The folder that the pages of a draft are set in, whatever the check would say of it: no rule is run.
    pub(crate) fn folder_of_draft(
        &self,
        fonts: &Fonts,
        selected: &Selected,
    ) -> (Option<Folder>, Noted) {
        let examined = self.examined(selected, false);
        let (prepared, noted) = self.prepare_examined(fonts, examined, Purpose::Draft);
        (prepared.map(|prepared| prepared.folder), noted)
    }

    /// A draft of a report of which figures are missing.
    fn prepare_open(
        &self,
        fonts: &Fonts,
        report: Report,
        layout: Layout,
        examined: Examined,
    ) -> (Option<Prepared<'_>>, Noted) {
        let Examined {
            derived: _,
            open: _,
            layout: _,
            days: _,
            mut problems,
            sources,
            written,
            mut looked,
        } = examined;
        looked.extend(self.looked.clone());
        let roles = match fonts.resolve(&layout) {
            Ok(roles) => roles,
            Err(missing) => {
                problems.push(missing);
                return (None, Noted { problems, sources });
            }
        };
        problems.extend(unshown(fonts, &roles, &written, &sources, &[]));
        problems.extend(fonts.damaged.iter().cloned());
        if !are_gaps(&problems, &sources) {
            return (None, Noted { problems, sources });
        }
        let purpose = Purpose::Draft;
        let figures = figures(&report, &self.catalog, layout.style.form());
        let facts = json(&report, &figures, &self.catalog, &layout, &roles, purpose);
        let facts = facts.and_then(|facts| {
            let facts: Value = serde_json::from_str(&facts).map_err(failed)?;
            serde_json::to_string(&facts_of_open(facts, &report, &problems, &sources))
                .map_err(failed)
        });
        let style = layout.style.filled(&Filling::of(&report)).to_json().map_err(failed);
        let (facts, style) = match facts.and_then(|facts| Ok((facts, style?))) {
            Ok(json) => json,
            Err(problem) => {
                problems.push(problem);
                return (None, Noted { problems, sources });
            }
        };
        as_warnings(&mut problems, &sources);
        let finishing = Finishing {
            attachments: Vec::new(),
            published: report.published.value,
            draft: Some(roles.heading.clone()),
        };
        let folder = layout::folder(&self.files, &layout, facts.clone(), style);
        let prepared = Prepared {
            report,
            folder,
            finishing,
            looked,
            accepted: 0,
            project: self,
            purpose,
            is_open: true,
            layout,
            roles,
            facts,
            written,
            known: BTreeSet::new(),
            told: BTreeSet::new(),
        };
        (Some(prepared), Noted { problems, sources })
    }

    /// The same of a report that was examined.
    fn prepare_examined(
        &self,
        fonts: &Fonts,
        examined: Examined,
        purpose: Purpose,
    ) -> (Option<Prepared<'_>>, Noted) {
        let Examined {
            derived,
            open: _,
            layout,
            days: _,
            mut problems,
            sources,
            written,
            mut looked,
        } = examined;
        looked.extend(self.looked.clone());
        let roles = layout.as_ref().and_then(|layout| match fonts.resolve(layout) {
            Ok(roles) => {
                // A draft is made whatever the check says, but for what no font has.
                let checked = derived.as_ref().filter(|_| purpose == Purpose::Publication);
                let findings = checked.map(|derived| derived.checked.findings.as_slice());
                let findings = findings.unwrap_or_default();
                problems.extend(unshown(fonts, &roles, &written, &sources, findings));
                Some(roles)
            }
            Err(missing) => {
                problems.push(missing);
                None
            }
        });
        problems.extend(fonts.damaged.iter().cloned());
        problems.extend(layout.iter().flat_map(|layout| layout::unused(&self.files, layout)));
        problems.extend(layout.iter().filter_map(|layout| layout::old_layout(&self.files, layout)));
        let broken = any_error(&problems);
        let (Some(derived), Some(layout), Some(roles)) = (derived, layout, roles) else {
            return (None, Noted { problems, sources });
        };
        let Derived { report, figures, checked } = derived;
        let accepted = checked.accepted.len();
        let told = checked.findings.iter().chain(checked.accepted.iter().map(|(one, _)| one));
        let unused = told.filter(|finding| finding.id == UNUSED);
        let known = unused.flat_map(|finding| finding.places.iter().map(|(at, _)| *at)).collect();
        let findings = checked.findings.into_iter();
        problems.extend(findings.filter(|finding| finding.severity != Severity::Hint));
        if broken || purpose == Purpose::Publication && any_error(&problems) {
            return (None, Noted { problems, sources });
        }
        let facts = json(&report, &figures, &self.catalog, &layout, &roles, purpose);
        let style = layout.style.filled(&Filling::of(&report)).to_json().map_err(failed);
        let (facts, style) = match facts.and_then(|facts| Ok((facts, style?))) {
            Ok(json) => json,
            Err(problem) => {
                problems.push(problem);
                return (None, Noted { problems, sources });
            }
        };
        let finishing = Finishing {
            attachments: Vec::new(),
            published: report.published.value,
            draft: (purpose == Purpose::Draft).then(|| roles.heading.clone()),
        };
        let folder = layout::folder(&self.files, &layout, facts.clone(), style);
        let told = checked.told;
        let prepared = Prepared {
            report,
            folder,
            finishing,
            looked,
            accepted,
            project: self,
            purpose,
            is_open: false,
            layout,
            roles,
            facts,
            written,
            known,
            told,
        };
        (Some(prepared), Noted { problems, sources })
    }
}

/// The facts of a report, as JSON.
fn json(
    report: &Report,
    figures: &Figures,
    catalog: &Catalog,
    layout: &Layout,
    roles: &FontRoles,
    purpose: Purpose,
) -> Result<String, Problem> {
    let names = catalog.names(report.year.year, &report.names);
    let form_classes = form_classes(&layout.classes, &figures.classes, names);
    let draft = purpose == Purpose::Draft;
    let precision = layout.style.form().precision;
    let setting = Setting { fonts: roles, form_classes: &form_classes, draft, precision };
    to_json(&facts(report, figures, &setting)).map_err(failed)
}

/// The problem of facts that cannot be written.
fn failed(error: serde_json::Error) -> Problem {
    Problem::error("facts-failed", format!("事实文件无法生成：{error}"))
}
