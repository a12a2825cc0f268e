//! One report read, derived and checked, with no layout engine involved.

use crate::check::{Checked, Subject, check};
use crate::figures::consolidation::consolidate;
use crate::figures::{Figures, figures};
use crate::files::Looked;
use crate::layout::{self, Layout};
use crate::model::check::Written;
use crate::model::date::Date;
use crate::model::department::Member;
use crate::model::report::Report;
use crate::model::unit::Settings;
use crate::problem::{Problem, Severity, Sources, any_error};
use crate::project::dates::far_dates;
use crate::project::file_name::unusable;
use crate::project::gaps::are_gaps;
use crate::project::open::Project;
use crate::project::select::Selected;
use crate::read::{Gathered, Reading, earlier_years, read_report, read_unit};

/// What is known of a report before anything is set.
#[derive(Debug)]
pub struct Examined {
    /// The report with its numbers and what the check says of them; none where the files have errors.
    pub derived: Option<Derived>,
    /// The report where nothing but figures is missing: what was not written is nil in it, so that none may be shown.
    pub open: Option<Box<Report>>,
    /// The layout, where it could be read.
    pub layout: Option<Layout>,
    /// Its days, where they could be read, whatever errors the files have.
    pub days: Option<Days>,
    /// What is wrong with the files themselves.
    pub problems: Vec<Problem>,
    /// The files.
    pub sources: Sources,
    /// The words that were written.
    pub written: Vec<Written>,
    /// What was looked for.
    pub looked: Looked,
}

/// The days of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// When the accounts were approved (批复), if that is written.
    pub approved: Option<Date>,
    /// When the report is published (公开).
    pub published: Date,
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

impl Project {
    /// Reads one report, derives its numbers and runs every rule on it.
    pub fn examine(&self, selected: &Selected) -> Examined {
        self.examined(selected, true)
    }

    /// Reads one report and derives its numbers, with nothing said of them where no rule is to be run.
    pub(super) fn examined(&self, selected: &Selected, is_checked: bool) -> Examined {
        let (reading, settings, catalog) = (self.reading(), &self.settings, &self.catalog);
        let (mut layout, report) = read(self, &reading, selected);
        if let Some(layout) = layout.as_mut().filter(|_| is_checked) {
            self.asked.look_into(&self.files, layout);
        }
        let Gathered { problems, sources, words: written, looked } = reading.finish();
        let sound = !any_error(&problems);
        let days = report.as_ref().map(|report| Days {
            approved: report.year.approved.map(|approved| approved.value),
            published: report.published.value,
        });
        let (report, open) = match sound {
            true => (report, None),
            false => (None, report.filter(|_| are_gaps(&problems, &sources)).map(Box::new)),
        };
        let derived = report.zip(layout.as_ref()).map(|(report, layout)| {
            let figures = figures(&report, catalog, layout.style.form());
            if !is_checked {
                return Derived { report, figures, checked: Checked::default() };
            }
            let subject =
                Subject::new(&report, &figures, catalog, &written, &sources, layout, settings);
            let mut checked = check(&subject, &settings.check);
            let of_members = errors_of_members(self, settings, &report, &sources);
            let broken = of_members.into_iter();
            checked
                .findings
                .extend(broken.filter_map(|(member, found)| broken_member(member, found)));
            Derived { report, figures, checked }
        });
        Examined { derived, open, layout, days, problems, sources, written, looked }
    }
}

/// Reads a report and its layout; a department's figures are added up.
fn read(
    project: &Project,
    reading: &Reading<'_>,
    selected: &Selected,
) -> (Option<Layout>, Option<Report>) {
    let (settings, Selected { folder, year }) = (&project.settings, selected);
    let unit = read_unit(reading, folder);
    if let Some(problem) = unit.as_ref().and_then(|(unit, _)| unusable(settings, unit, *year)) {
        reading.problem(problem);
    }
    let name = settings.layout_of(unit.as_ref().map(|(unit, _)| unit));
    let layout = layout::find(reading, &name, &project.known);
    let about = layout.as_ref().map(|layout| &layout.about);
    if let Some(problem) = about.and_then(|about| about.year_problem(*year, &name)) {
        reading.problem(problem);
    }
    let report = read_report(reading, settings, folder, unit, *year);
    for problem in report.iter().flat_map(far_dates) {
        reading.problem(problem);
    }
    let shows_years = layout.as_ref().is_some_and(|layout| layout.style.shows_years());
    let report = report.map(|mut report| {
        if shows_years {
            earlier_years(reading, &mut report);
        }
        let (report, problems) = consolidate(report);
        problems.into_iter().for_each(|problem| reading.problem(problem));
        report
    });
    (layout, report)
}

/// The errors that the check finds in a report whose figures are to be added up yet, and in its members.
pub(super) fn errors(
    project: &Project,
    settings: &Settings,
    layout: &Layout,
    report: &Report,
    written: &[Written],
    sources: &Sources,
) -> Vec<Problem> {
    let catalog = &project.catalog;
    let (report, _) = consolidate(report.clone());
    let figures = figures(&report, catalog, layout.style.form());
    let subject = Subject::new(&report, &figures, catalog, written, sources, layout, settings);
    let own = check(&subject, &settings.check).findings.into_iter().filter(is_error);
    let of_members = errors_of_members(project, settings, &report, sources);
    own.chain(of_members.into_iter().flat_map(|(_, errors)| errors)).collect()
}

/// The errors that a department's units' own check finds.
fn errors_of_members<'r>(
    project: &Project,
    settings: &Settings,
    department: &'r Report,
    sources: &Sources,
) -> Vec<(&'r Member, Vec<Problem>)> {
    let catalog = &project.catalog;
    let quiet = Reading::new(&project.files, catalog);
    let members = department.members.iter().filter_map(|member| {
        let mut layout = layout::find(&quiet, &member.report.layout, &project.known)?;
        project.asked.look_into(&project.files, &mut layout);
        let figures = figures(&member.report, catalog, layout.style.form());
        let (report, written) = (&member.report, &member.written);
        let subject = Subject::new(report, &figures, catalog, written, sources, &layout, settings);
        let findings = check(&subject, &settings.check).findings;
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
    let problem = Problem::error("member-errors", headline);
    let problem = match first.places.first() {
        Some((place, _)) => problem.at(*place, first.headline.clone()),
        None => problem,
    };
    Some(problem.at(member.place, "部门在这里写了这个单位").help(format!(
        "部门自己的文件没有错；juesuan check {name} 列出全部，改正以后部门的合计自己会变"
    )))
}
