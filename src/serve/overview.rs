//! All units of the project's year, as the table of `status` has them.

use std::path::Path;
use std::sync::LazyLock;

use crate::batch::{ReportState, Row, Status, Survey, Workplace, in_parallel, today};
use crate::engine::Fonts;
use crate::files::Files;
use crate::model::unit::{Kind, Nature};
use crate::problem::{Problem, Sources, short};
use crate::project::{Chosen, Examined, Noted, Project, Purpose, Selected};

/// The units as they were when they were looked at.
#[derive(Debug)]
pub(super) struct Overview {
    /// The table; none where the project cannot be read.
    pub status: Option<Status>,
    /// What each row's unit is, in the order of the table.
    pub kinds: Vec<Option<(Kind, Nature)>>,
    /// What is wrong with the project as a whole, in a line each.
    pub said: Vec<String>,
}

/// Looks at the units of a project.
pub(super) fn look(root: &Path) -> Overview {
    let nothing = |said| Overview { status: None, kinds: Vec::new(), said };
    let project = match Project::open(&Files::on(root)) {
        Ok(project) => project,
        Err(Noted { problems, sources }) => return nothing(lines(&problems, &sources)),
    };
    let (chosen, Noted { problems, sources }) = project.choose(&[]);
    let mut said = lines(&project.noted.problems, &project.noted.sources);
    // The rows themselves tell which units have no file of the year.
    let told: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| !["no-report", "no-year"].contains(&problem.id))
        .collect();
    said.extend(lines(&told, &sources));
    let Some(chosen) = chosen else { return nothing(said) };
    let status = table(&project, &chosen, &sources, &mut said);
    let kind = |row: &Row| {
        let unit = chosen.census.unit(&row.selected.folder)?;
        Some((unit.kind, unit.nature))
    };
    let kinds = status.rows.iter().map(kind).collect();
    Overview { status: Some(status), kinds, said }
}

/// Where reports of a project stand, and what for.
pub(super) fn workplace(root: &Path, purpose: Purpose) -> Workplace {
    Workplace { out: root.join("out"), fonts: None, purpose }
}

/// The table of all units.
fn table(project: &Project, chosen: &Chosen, sources: &Sources, said: &mut Vec<String>) -> Status {
    let root = project.files.root();
    let workplace = workplace(root, Purpose::Publication);
    let survey = Survey::of(project, chosen, sources, &workplace, Some(today()));
    said.extend(lines(&survey.problems, &Sources::default()));
    let fonts = LazyLock::new(|| Fonts::load(root, None));
    let unshown = |examined: &Examined| project.unshown(false, || &fonts, examined);
    let rows = in_parallel(survey.len(), |number| survey.row(number, unshown));
    survey.table(rows.into_iter().flatten().collect())
}

/// Problems, a line each.
fn lines(problems: &[Problem], sources: &Sources) -> Vec<String> {
    problems.iter().map(|problem| short(problem, sources)).collect()
}

impl Overview {
    /// The row of a unit's report.
    pub(super) fn row(&self, folder: &str, year: u16) -> Option<&Row> {
        let rows = &self.status.as_ref()?.rows;
        let is_it = |Selected { folder: one, year: of }: &Selected| one == folder && *of == year;
        rows.iter().find(|row| is_it(&row.selected))
    }

    /// The reports that can be made and are not as they should be.
    pub(super) fn due(&self) -> Vec<Selected> {
        let rows = self.status.iter().flat_map(|status| &status.rows);
        let due = rows.filter(|row| matches!(row.state, ReportState::Ready | ReportState::Stale));
        due.map(|row| row.selected.clone()).collect()
    }
}
