//! How it stands with the reports of a project, unit by unit: what is missing, wrong, made and late.

mod columns;
mod row;
mod today;

pub(crate) use columns::{COLUMNS, Cell, Column};
pub(crate) use row::{OPEN, OutBy, Pdf, Row, State};
pub(crate) use today::{in_beijing, today};

use crate::batch::inputs::Surroundings;
use crate::batch::lock::place_of;
use crate::batch::manifest::{Entry, Manifest};
use crate::batch::manifest_file::manifest_path;
use crate::batch::plan::{Decision, Wanted, plan};
use crate::batch::report::Workplace;
use crate::batch::standing::{Standing, Visitor, foreign};
use crate::check::relaxed;
use crate::editions::{Index, Since, published_reports, since};
use crate::model::date::Date;
use crate::problem::{Problem, Severity, Sources};
use crate::project::{Chosen, Examined, Project, Reviewed, Selected};
use row::{Asked, Out};

/// What is looked at: every report that was asked for, and every unit that should have one.
#[derive(Debug)]
pub(crate) struct Survey<'a> {
    /// The project.
    project: &'a Project,
    /// Its reports that were asked for.
    chosen: &'a Chosen,
    /// The files that what was wrong with the choice points into.
    sources: &'a Sources,
    /// The rows to be, in the order of folders.
    asked: Vec<Asked>,
    /// What a build would do with each, and what it did the last time.
    made: Vec<(Decision, Option<Entry>)>,
    /// What was published of each.
    indexes: Vec<Option<Index>>,
    /// The day as of which it is told, and by what it is told what is out; none for the days of publication that the data name.
    on: Option<(Date, OutBy)>,
    /// What is wrong with the record of what was made.
    pub problems: Vec<Problem>,
}

impl<'a> Survey<'a> {
    /// A survey of the chosen reports, of which none has been read yet.
    pub(crate) fn of(
        project: &'a Project,
        chosen: &'a Chosen,
        sources: &'a Sources,
        workplace: &Workplace,
        on: Option<(Date, OutBy)>,
    ) -> Self {
        let asked = asked(project, chosen);
        let reports: Vec<&Selected> = asked.iter().map(|asked| &asked.selected).collect();
        let (made, mut problems) = made(project, chosen, workplace, &reports);
        let index = |report: &&Selected| match Index::read(project.files.root(), report) {
            Ok(index) => Some(index),
            Err(problem) => {
                problems.push(Problem { severity: Severity::Warning, ..problem });
                None
            }
        };
        let indexes = reports.iter().map(index).collect();
        Self { project, chosen, sources, asked, made, indexes, on, problems }
    }

    /// How many rows there will be.
    pub(crate) fn len(&self) -> usize {
        self.asked.len()
    }

    /// The report of a row.
    pub(crate) fn selected(&self, number: usize) -> Option<&Selected> {
        self.asked.get(number).map(|asked| &asked.selected)
    }

    /// Reads and checks the report of a row, and looks for more that is wrong with it.
    pub(crate) fn row(
        &self,
        number: usize,
        more: impl Fn(&Examined) -> Vec<Problem>,
    ) -> Option<Row> {
        self.row_and(number, more, |_| ()).map(|(row, _)| row)
    }

    /// The same, with what is told of the report; nothing where there was nothing to read.
    pub(crate) fn row_and<T>(
        &self,
        number: usize,
        more: impl Fn(&Examined) -> Vec<Problem>,
        told: impl FnOnce(&Reviewed) -> T,
    ) -> Option<(Row, Option<T>)> {
        let (asked, (decision, entry)) = (self.asked.get(number)?, self.made.get(number)?);
        let limit = self.project.settings.check.publication_days;
        let index = self.indexes.get(number)?.as_ref();
        let built = match decision {
            Decision::Keep(entry) => entry.facts.as_ref(),
            Decision::Build(_) => None,
        };
        let standing = std::cell::Cell::new(None);
        let more = |examined: &Examined| {
            standing.set(index.and_then(|index| since(self.project, index, examined, built)));
            more(examined)
        };
        let review = || self.project.review(self.chosen, self.sources, &asked.selected, more);
        let reviewed = asked.is_there.then(review);
        let name = self.chosen.census.name(&asked.selected.folder);
        let pdf = Pdf::of(decision, entry.as_ref());
        let last = index.and_then(|index| index.editions.last());
        // Where nothing could be read, nothing is known of the data either.
        let first = index.and_then(|index| index.editions.first());
        let out = last.map(|last| Out {
            edition: last.edition,
            date: last.date.clone(),
            first: first.and_then(|first| first.date.parse::<Date>().ok()),
            days: last.days,
            since: standing.get().unwrap_or(Since::Unread),
        });
        let row = Row::of(asked, name, reviewed.as_ref(), (pdf, out), self.on, limit);
        Some((row, reviewed.as_ref().map(told)))
    }

    /// The table of some rows.
    pub(crate) fn table(&self, rows: Vec<Row>) -> Status {
        let settings = &self.project.settings;
        let off = relaxed(&settings.check).iter().filter(|rule| rule.to.is_none()).count();
        let limit = settings.check.publication_days;
        let on = self.on.map(|(on, _)| on);
        Status { year: settings.year, on, limit, rules_off: off, rows }
    }
}

/// By what it is told in a project which reports are out: by the register, once it is kept for any of them.
pub(crate) fn out_by(project: &Project) -> OutBy {
    match published_reports(project.files.root()).is_empty() {
        true => OutBy::Pdf,
        false => OutBy::Register,
    }
}

/// What a build would do with each of some reports, and what it did the last time; with what is wrong with its record.
pub(crate) fn made(
    project: &Project,
    chosen: &Chosen,
    workplace: &Workplace,
    reports: &[&Selected],
) -> (Vec<(Decision, Option<Entry>)>, Vec<Problem>) {
    let (manifest, problems) = record(project, chosen, workplace);
    let (fonts, purpose) = (workplace.fonts.as_deref(), workplace.purpose);
    let wanted: Vec<Wanted> =
        reports.iter().map(|report| Wanted::of(report, project, &chosen.census, purpose)).collect();
    let surroundings = Surroundings::new(&project.files, fonts, purpose);
    let decisions = plan(&wanted, &manifest, &surroundings, &workplace.out, false);
    let entries = wanted.iter().map(|wanted| manifest.reports.get(&wanted.name).cloned());
    (decisions.into_iter().zip(entries).collect(), problems)
}

/// How it stands with the reports of a project.
#[derive(Debug)]
pub(crate) struct Status {
    /// The project's year.
    pub year: u16,
    /// The day as of which it is told.
    pub on: Option<Date>,
    /// Within how many days of the approval the accounts must be published.
    pub limit: u32,
    /// How many rules the project does not run.
    pub rules_off: usize,
    /// The reports, in the order of folders.
    pub rows: Vec<Row>,
}

impl Status {
    /// How many rows have a state.
    pub(crate) fn count(&self, state: State) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }

    /// The rows that are late.
    pub(crate) fn late(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.late.is_some_and(|late| late > 0))
    }

    /// The rows of which it cannot be told whether they are late: no day of approval is written.
    pub(crate) fn undated(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.approved.is_none())
    }
}

/// All that there is a row for.
fn asked(project: &Project, chosen: &Chosen) -> Vec<Asked> {
    let year = project.settings.year;
    let there = chosen.reports.iter().map(|selected| Asked {
        selected: selected.clone(),
        is_there: true,
        has_file: !project.has_no_file(selected),
    });
    let none = |selected: Selected| Asked { selected, is_there: false, has_file: false };
    let behind = chosen.behind.iter().cloned().map(none);
    // Whoever asks for single units does not ask what else stands in the data folder.
    let strays = chosen.census.without_unit().filter(|_| chosen.scope.selections.is_empty());
    let strays = strays.map(|folder| Asked {
        selected: Selected { folder: folder.to_owned(), year },
        is_there: false,
        has_file: true,
    });
    let mut asked: Vec<Asked> = there.chain(behind).chain(strays).collect();
    asked.sort_by(|one, other| one.selected.cmp(&other.selected));
    asked
}

/// The record of what was made; where it cannot be used, nothing was, and it is said why.
fn record(project: &Project, chosen: &Chosen, workplace: &Workplace) -> (Manifest, Vec<Problem>) {
    let out = &workplace.out;
    let place = place_of(project.files.root(), out);
    let visitor = Visitor { place: &place, project, census: &chosen.census };
    let (manifest, problem) = match Manifest::known(&manifest_path(out)) {
        // Whether the project stood there before is told by a lock that only a build takes.
        Ok((manifest, _)) if visitor.standing(&manifest, Some(&place)) == Standing::Foreign => {
            let problem = foreign(out, &manifest);
            (Manifest::default(), Some(Problem { severity: Severity::Warning, ..problem }))
        }
        Ok((manifest, later)) => (manifest, later),
        Err(problem) => {
            (Manifest::default(), Some(Problem { severity: Severity::Warning, ..problem }))
        }
    };
    (manifest, problem.into_iter().collect())
}
