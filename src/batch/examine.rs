//! One report read, derived and checked, with no layout engine involved.

use crate::batch::select::Selected;
use crate::check::{Checked, Subject, check};
use crate::figures::consolidation::consolidate;
use crate::figures::{Figures, figures};
use crate::layout::{self, Layout, year_problem};
use crate::model::check::Written;
use crate::model::department::Member;
use crate::model::report::Report;
use crate::model::unit::Project;
use crate::problem::{Problem, Severity, Sources, any_error};
use crate::read::{Gathered, Looked, Reading, earlier_years, read_report, read_unit};

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
    let shown = layout.as_ref().is_some_and(|layout| layout.style.shows_years());
    let report = report.map(|mut report| {
        if shown {
            earlier_years(&reading, &mut report);
        }
        let (report, problems) = consolidate(report);
        problems.into_iter().for_each(|problem| reading.problem(problem));
        report
    });
    let catalog = reading.catalog;
    let quiet = Reading::new(&reading.root, catalog);
    let Gathered { problems, sources, words: written, looked } = reading.finish();
    let sound = !any_error(&problems);
    let derived = report.zip(layout.as_ref()).filter(|_| sound).map(|(report, layout)| {
        let figures = figures(&report, catalog, layout.style.form());
        let subject = Subject::new(&report, &figures, catalog, &written, &sources, layout, project);
        let mut checked = check(&subject, &project.check);
        let broken = errors_of_members(&quiet, project, &report, &sources);
        checked
            .findings
            .extend(broken.into_iter().filter_map(|(member, found)| broken_member(member, found)));
        Derived { report, figures, checked }
    });
    Examined { derived, layout, problems, sources, written, looked }
}

/// The errors that the check finds in a report whose figures are to be added up yet, and in its members.
pub(super) fn errors(
    quiet: &Reading<'_>,
    project: &Project,
    layout: &Layout,
    report: &Report,
    written: &[Written],
    sources: &Sources,
) -> Vec<Problem> {
    let catalog = quiet.catalog;
    let (report, _) = consolidate(report.clone());
    let figures = figures(&report, catalog, layout.style.form());
    let subject = Subject::new(&report, &figures, catalog, written, sources, layout, project);
    let own = check(&subject, &project.check).findings.into_iter().filter(is_error);
    let of_members = errors_of_members(quiet, project, &report, sources);
    own.chain(of_members.into_iter().flat_map(|(_, errors)| errors)).collect()
}

/// The errors that a department's units' own check finds.
fn errors_of_members<'r>(
    quiet: &Reading<'_>,
    project: &Project,
    department: &'r Report,
    sources: &Sources,
) -> Vec<(&'r Member, Vec<Problem>)> {
    let catalog = quiet.catalog;
    let members = department.members.iter().filter_map(|member| {
        let layout = layout::find(quiet, &member.report.layout)?;
        let figures = figures(&member.report, catalog, layout.style.form());
        let (report, written) = (&member.report, &member.written);
        let subject = Subject::new(report, &figures, catalog, written, sources, &layout, project);
        let findings = check(&subject, &project.check).findings;
        Some((member, findings.into_iter().filter(is_error).collect()))
    });
    members.collect()
}

/// Whether a finding is an error.
fn is_error(finding: &Problem) -> bool {
    finding.severity == Severity::Error
}

/// The problem of a member with errors, if it has any: sums of wrong figures are wrong.
fn broken_member(member: &Member, errors: Vec<Problem>) -> Option<Problem> {
    let count = errors.len();
    let first = errors.into_iter().next()?;
    let name = &member.report.unit.folder;
    let headline = format!("所属单位 {name} 的核对有 {count} 处错误");
    let mut problem = Problem::error("member-errors", headline).at(member.place, "先改正这个单位");
    if let Some((place, _)) = first.places.first() {
        problem = problem.at(*place, first.headline.clone());
    }
    Some(problem.help(format!("juesuan check {name} 列出全部；改正以后，部门的合计自己会变")))
}
