//! The facts of a report, were its data others: what a number is made of can be found by changing each input.

use crate::facts::{Node, Setting, facts, tree};
use crate::figures::consolidation::consolidate;
use crate::figures::expenditure::form_classes;
use crate::figures::figures;
use crate::layout::Folder;
use crate::model::reasons::Reasons;
use crate::model::report::Report;
use crate::problem::any_error;
use crate::project::prepare::{Prepared, Purpose};
use crate::read::{Reading, earlier_years, read_report, read_unit};

impl Prepared<'_> {
    /// The facts as a tree.
    pub(crate) fn tree(&self) -> Option<Node> {
        self.tree_of(&self.report)
    }

    /// The facts were some data files to hold other texts, by path; none where these cannot be read.
    pub(crate) fn tree_over(&self, texts: Vec<(String, String)>) -> Option<Node> {
        let Self { project, layout, report, .. } = self;
        let (folder, year) = (&report.unit.folder, report.year.year);
        let files = project.files.over(texts);
        let reading = Reading::after(&files, &project.catalog, &project.noted.sources);
        let unit = read_unit(&reading, folder);
        let mut report = read_report(&reading, &project.settings, folder, unit, year)?;
        if layout.style.shows_years() {
            earlier_years(&reading, &mut report);
        }
        let (report, problems) = consolidate(report);
        let sound = !any_error(&problems) && !any_error(&reading.finish().problems);
        if sound { self.tree_of(&report) } else { None }
    }

    /// The folder to be laid out were the office to have written other reasons.
    pub(crate) fn folder_saying(&self, reasons: Reasons) -> Option<Folder> {
        let mut report = self.report.clone();
        report.year.reasons = reasons;
        let facts = self.facts_of(&report).ok()?;
        let mut folder = self.folder.clone();
        folder.0.insert("facts.json".to_owned(), facts.into_bytes());
        Some(folder)
    }

    /// The facts of a report as a tree.
    fn tree_of(&self, report: &Report) -> Option<Node> {
        let catalog = &self.project.catalog;
        let figures = figures(report, catalog, self.layout.style.form());
        let names = catalog.names(report.year.year, &report.names);
        let form_classes = form_classes(&self.layout.classes, &figures.classes, names);
        let draft = self.purpose == Purpose::Draft;
        let precision = self.layout.style.form().precision;
        let setting = Setting { fonts: &self.roles, form_classes: &form_classes, draft, precision };
        tree(&facts(report, &figures, &setting)).ok()
    }
}
