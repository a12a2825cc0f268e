//! All units of the project's year, as the table of `status` has them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::SystemTime;

use crate::batch::{OutBy, ReportState, Row, Status, Survey, Workplace, in_parallel, today};
use crate::engine::Fonts;
use crate::fields::field::Codes;
use crate::files::Files;
use crate::model::date::Date;
use crate::model::unit::{Kind, Nature};
use crate::problem::{Problem, Sources};
use crate::project::{Chosen, Examined, Noted, Project, Purpose, Reviewed, Selected};
use crate::serve::families::{Placed, in_families};
use crate::serve::stamp::written;
use crate::serve::unit::at::SETTINGS;
use crate::serve::unit::paths::{NAMELESS, Names, name_of};
use crate::serve::unit::spoken::Spoken;
use crate::serve::unit::{self, At, Found, Level};

/// The units as they were when they were looked at.
#[derive(Debug)]
pub(super) struct Overview {
    /// The table; none where the project cannot be read.
    pub status: Option<Status>,
    /// What else there is to tell of each row, in the order of the table.
    pub about: Vec<About>,
    /// What is wrong with the project as a whole.
    pub found: Vec<Found>,
}

/// What there is to tell of a row's unit.
#[derive(Debug, Default)]
pub(super) struct About {
    /// What it is, where it tells.
    pub kind: Option<(Kind, Nature)>,
    /// The folder of the department that it stands under.
    pub head: Option<String>,
    /// How many units stand under it.
    pub members: usize,
    /// Whether it has units under it, and neither for it nor for them is anything to be done.
    pub is_idle: bool,
    /// When one of its files was written last.
    pub written: Option<SystemTime>,
    /// What is to be looked at first.
    pub first: Option<First>,
    /// How many gaps, errors and warnings of its row stand in the files of other units, whose rows have them as well.
    pub elsewhere: [usize; 3],
}

/// What is to be looked at first.
#[derive(Debug)]
pub(super) struct First {
    /// How much it asks for.
    pub level: Level,
    /// What is wrong, in words that are no keys.
    pub said: String,
    /// The field that it is about.
    pub at: Option<At>,
    /// Whether that is mended on the pages of the year before, whose file it is in.
    pub is_before: bool,
}

/// Looks at the units of a project.
pub(super) fn look(root: &Path) -> Overview {
    let files = Files::on(root);
    let nothing = |found| Overview { status: None, about: Vec::new(), found };
    if !files.is_file(SETTINGS) {
        return nothing(Vec::new());
    }
    let project = match Project::open(&files) {
        Ok(project) => project,
        Err(Noted { problems, sources }) => {
            let spoken = Spoken { census: None, year: 0, layout: None, names: NAMELESS };
            return nothing(unit::found(&problems, &sources, "", &spoken));
        }
    };
    let (chosen, Noted { problems, sources }) = project.choose(&[]);
    let names: Names<'_> = &|code| name_of(&[], &project.catalog, Codes::Any, code);
    let spoken = Spoken {
        census: chosen.as_ref().map(|chosen| &chosen.census),
        year: project.settings.year,
        layout: project.layout_title(None),
        names,
    };
    let mut found = unit::found(&project.noted.problems, &project.noted.sources, "", &spoken);
    // The page itself tells that there are no units, its rows which units have no file of the year.
    let told: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| !["no-report", "no-unit", "no-year"].contains(&problem.id))
        .collect();
    found.extend(unit::found(&told, &sources, "", &spoken));
    let Some(chosen) = &chosen else { return nothing(found) };
    let (status, about, problems) = table(&project, chosen, &sources, &spoken);
    found.extend(unit::found(&problems, &Sources::default(), "", &spoken));
    Overview { status: Some(status), about, found }
}

/// All units in the order of the table, each with its name: nothing of them is checked.
pub(super) fn names(root: &Path) -> Vec<(Selected, String)> {
    let Ok(project) = Project::open(&Files::on(root)) else { return Vec::new() };
    let (Some(chosen), _) = project.choose(&[]) else { return Vec::new() };
    let (census, year) = (&chosen.census, project.settings.year);
    let strays = census.without_unit().map(|folder| Selected { folder: folder.to_owned(), year });
    let all = chosen.reports.iter().chain(&chosen.behind).cloned().chain(strays).collect();
    let named = in_families(all, census).into_iter().map(|Placed { selected, head: _ }| {
        let name = census.name(&selected.folder).unwrap_or(&selected.folder).to_owned();
        (selected, name)
    });
    named.collect()
}

/// The row of one report, which is looked at alone; none where there is no such report.
pub(super) fn row_of(root: &Path, report: &Selected) -> Option<Row> {
    let project = Project::open(&Files::on(root)).ok()?;
    let (chosen, noted) = project.choose(&[format!("{}/{}", report.folder, report.year)]);
    let (chosen, workplace) = (chosen?, workplace(root, Purpose::Publication));
    let survey = Survey::of(&project, &chosen, &noted.sources, &workplace, on());
    let number = (0..survey.len()).find(|number| survey.selected(*number) == Some(report))?;
    let fonts = LazyLock::new(|| Fonts::load(root, None));
    survey.row(number, |examined| project.unshown(false, || &fonts, examined))
}

/// The day as of which the page tells of reports. It has the register at hand, so that it is told by that what is out.
fn on() -> Option<(Date, OutBy)> {
    Some((today(), OutBy::Register))
}

/// Where reports of a project stand, and what for.
pub(super) fn workplace(root: &Path, purpose: Purpose) -> Workplace {
    Workplace { out: root.join("out"), fonts: None, purpose }
}

/// What is told of a report that was read: what is to be looked at first, and how much of it stands elsewhere.
type Told = (Option<First>, [usize; 3]);

/// The table of all units, what else there is to tell of each, and what is wrong with what was made of them.
fn table(
    project: &Project,
    chosen: &Chosen,
    sources: &Sources,
    spoken: &Spoken<'_>,
) -> (Status, Vec<About>, Vec<Problem>) {
    let root = project.files.root();
    let workplace = workplace(root, Purpose::Publication);
    let survey = Survey::of(project, chosen, sources, &workplace, on());
    let fonts = LazyLock::new(|| Fonts::load(root, None));
    let unshown = |examined: &Examined| project.unshown(false, || &fonts, examined);
    let told = |reviewed: &Reviewed| (first(reviewed, spoken), elsewhere(reviewed));
    let rows = in_parallel(survey.len(), |number| survey.row_and(number, unshown, told));
    let problems = survey.problems.clone();
    let mut rows: BTreeMap<Selected, (Row, Option<Told>)> =
        rows.into_iter().flatten().map(|(row, told)| (row.selected.clone(), (row, told))).collect();
    let placed = in_families(rows.keys().cloned().collect(), &chosen.census);
    let (mut ordered, mut about) = (Vec::new(), Vec::new());
    for Placed { selected, head } in placed {
        let Some((row, told)) = rows.remove(&selected) else { continue };
        let (first, elsewhere) = told.unwrap_or_default();
        let unit = chosen.census.unit(&selected.folder);
        about.push(About {
            kind: unit.map(|unit| (unit.kind, unit.nature)),
            head,
            written: written(&root.join("data").join(&selected.folder)),
            first,
            elsewhere,
            ..About::default()
        });
        ordered.push(row);
    }
    gather(&ordered, &mut about);
    (survey.table(ordered), about, problems)
}

/// Tells of departments how many units stand under them, and whether anything is to be done for them.
fn gather(rows: &[Row], about: &mut [About]) {
    let mut under: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for (row, about) in rows.iter().zip(about.iter()) {
        let Some(head) = &about.head else { continue };
        let (members, is_idle) = under.entry(head.clone()).or_insert((0, true));
        *members += 1;
        *is_idle &= is_done(row);
    }
    for (row, about) in rows.iter().zip(about) {
        let Some((members, is_idle)) = under.get(&row.selected.folder) else { continue };
        about.members = *members;
        about.is_idle = *is_idle && is_done(row);
    }
}

/// Whether nothing is to be done for a report.
fn is_done(row: &Row) -> bool {
    let is_nothing = |count: Option<usize>| count.is_none_or(|count| count == 0);
    let has_none = row.found.is_none_or(|[errors, warnings, _]| errors + warnings == 0);
    row.state == ReportState::Made && is_nothing(row.gaps) && has_none && row.awaited().is_none()
}

/// How many gaps, errors and warnings of a report stand in the files of other units.
fn elsewhere(reviewed: &Reviewed) -> [usize; 3] {
    let own = format!("data/{}/", reviewed.selected.folder);
    let is_elsewhere = |problem: &&Problem| {
        let file = problem.places.first().and_then(|(place, _)| reviewed.sources.file(place.file));
        file.is_some_and(|file| file.name.starts_with("data/") && !file.name.starts_with(&own))
    };
    let mut counts = [0; 3];
    for problem in reviewed.problems.iter().filter(is_elsewhere) {
        match unit::level(problem, &reviewed.sources) {
            Level::Gap => counts[0] += 1,
            Level::Error => counts[1] += 1,
            Level::Warning => counts[2] += 1,
            Level::Hint => {}
        }
    }
    counts
}

/// What is to be looked at first in a report: the first of what asks for most; hints ask for nothing.
fn first(reviewed: &Reviewed, spoken: &Spoken<'_>) -> Option<First> {
    let sources = &reviewed.sources;
    let worst = reviewed
        .problems
        .iter()
        .map(|problem| (unit::level(problem, sources), problem))
        .filter(|(level, _)| *level < Level::Hint)
        .min_by_key(|(level, _)| *level);
    let (level, problem) = worst?;
    let prefix = format!("data/{}/", reviewed.selected.folder);
    let at = unit::at(problem, sources, &prefix);
    let said = unit::said(problem, (at.as_ref(), sources), &prefix, spoken);
    let is_before = unit::is_before(problem, (at.as_ref(), sources), &prefix, spoken);
    Some(First { level, said, at, is_before })
}

impl Overview {
    /// The row of a unit's report.
    pub(super) fn row(&self, folder: &str, year: u16) -> Option<&Row> {
        let rows = &self.status.as_ref()?.rows;
        let is_it = |Selected { folder: one, year: of }: &Selected| one == folder && *of == year;
        rows.iter().find(|row| is_it(&row.selected))
    }

    /// The rows of reports by what forms call them: the unit's folder and the year.
    pub(super) fn named<'a>(
        &'a self,
        names: impl Iterator<Item = &'a str>,
    ) -> impl Iterator<Item = &'a Row> {
        let row = |name: &str| {
            let (folder, year) = name.rsplit_once('/')?;
            self.row(folder, year.parse::<u16>().ok()?)
        };
        names.filter_map(row)
    }

    /// The reports that can be made and are not as they should be.
    pub(super) fn due(&self) -> Vec<Selected> {
        let rows = self.status.iter().flat_map(|status| &status.rows);
        let due = rows.filter(|row| matches!(row.state, ReportState::Ready | ReportState::Stale));
        due.map(|row| row.selected.clone()).collect()
    }
}
