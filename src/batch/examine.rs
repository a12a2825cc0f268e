//! One report read, derived and checked, with no layout engine involved.

use crate::batch::select::Selected;
use crate::check::{Checked, Subject, check};
use crate::figures::{Figures, figures};
use crate::layout::{self, Layout, year_problem};
use crate::model::check::Written;
use crate::model::report::Report;
use crate::model::unit::Project;
use crate::problem::{Problem, Sources, any_error};
use crate::read::{Gathered, Looked, Reading, read_report, read_unit};

/// What is known of a report before anything is set.
#[derive(Debug)]
pub struct Examined {
    /// The report with its numbers and what the check says of them; none where the files have errors.
    pub derived: Option<Derived>,
    /// The layout, where it could be read.
    pub layout: Option<Layout>,
    /// What is wrong with the files themselves.
    pub problems: Vec<Problem>,
    /// The files.
    pub sources: Sources,
    /// The words that were written.
    pub written: Vec<Written>,
    /// What was looked for besides the files.
    pub looked: Looked,
}

/// A report with its numbers.
#[derive(Debug)]
pub struct Derived {
    /// The report.
    pub report: Report,
    /// Every derived number.
    pub figures: Figures,
    /// What the check says.
    pub checked: Checked,
}

/// Reads one report, derives its numbers and runs every rule on it.
pub fn examine(reading: Reading<'_>, project: &Project, selected: &Selected) -> Examined {
    let unit = read_unit(&reading, &selected.folder);
    let name = project.layout_of(unit.as_ref().map(|(unit, _)| unit));
    let layout = layout::find(&reading, &name);
    let year = selected.year;
    if let Some(problem) = layout.as_ref().and_then(|layout| year_problem(layout, year, &name)) {
        reading.problem(problem);
    }
    let report = read_report(&reading, project, &selected.folder, unit, selected.year);
    let catalog = reading.catalog;
    let Gathered { problems, sources, words: written, looked } = reading.finish();
    let sound = !any_error(&problems);
    let derived = report.zip(layout.as_ref()).filter(|_| sound).map(|(report, layout)| {
        let figures = figures(&report, catalog);
        let settings = &project.check;
        let subject =
            Subject::new(&report, &figures, catalog, &written, &sources, layout, settings);
        let checked = check(&subject, settings);
        Derived { report, figures, checked }
    });
    Examined { derived, layout, problems, sources, written, looked }
}
