//! All units of the project's year, as the table of `status` has them.

use std::path::Path;
use std::sync::LazyLock;

use crate::batch::{ReportState, Row, Status, Survey, Workplace, in_parallel, today};
use crate::engine::Fonts;
use crate::files::Files;
use crate::model::unit::{Kind, Nature};
use crate::problem::{Problem, Sources};
use crate::project::{Chosen, Examined, Noted, Project, Purpose, Selected};
use crate::serve::unit::spoken::Spoken;
use crate::serve::unit::{self, Found};

/// The units as they were when they were looked at.
#[derive(Debug)]
pub(super) struct Overview {
    /// The table; none where the project cannot be read.
    pub status: Option<Status>,
    /// What each row's unit is, in the order of the table.
    pub kinds: Vec<Option<(Kind, Nature)>>,
    /// What is wrong with the project as a whole.
    pub found: Vec<Found>,
}

/// Looks at the units of a project.
pub(super) fn look(root: &Path) -> Overview {
    let nothing = |found| Overview { status: None, kinds: Vec::new(), found };
    let project = match Project::open(&Files::on(root)) {
        Ok(project) => project,
        Err(Noted { problems, sources }) => {
            let spoken = Spoken { census: None, year: 0, layout: None };
            return nothing(unit::found(&problems, &sources, "", &spoken));
        }
    };
    let (chosen, Noted { problems, sources }) = project.choose(&[]);
    let spoken = Spoken {
        census: chosen.as_ref().map(|chosen| &chosen.census),
        year: project.settings.year,
        layout: project.layout_title(None),
    };
    let mut found = unit::found(&project.noted.problems, &project.noted.sources, "", &spoken);
    // The page itself tells that there are no units, its rows which units have no file of the year.
    let told: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| !["no-report", "no-unit", "no-year"].contains(&problem.id))
        .collect();
    found.extend(unit::found(&told, &sources, "", &spoken));
    let Some(chosen) = &chosen else { return nothing(found) };
    let (status, problems) = table(&project, chosen, &sources);
    found.extend(unit::found(&problems, &Sources::default(), "", &spoken));
    let kind = |row: &Row| {
        let unit = chosen.census.unit(&row.selected.folder)?;
        Some((unit.kind, unit.nature))
    };
    let kinds = status.rows.iter().map(kind).collect();
    Overview { status: Some(status), kinds, found }
}

/// Where reports of a project stand, and what for.
pub(super) fn workplace(root: &Path, purpose: Purpose) -> Workplace {
    Workplace { out: root.join("out"), fonts: None, purpose }
}

/// The table of all units, and what is wrong with what was made of them.
fn table(project: &Project, chosen: &Chosen, sources: &Sources) -> (Status, Vec<Problem>) {
    let root = project.files.root();
    let workplace = workplace(root, Purpose::Publication);
    let survey = Survey::of(project, chosen, sources, &workplace, Some(today()));
    let fonts = LazyLock::new(|| Fonts::load(root, None));
    let unshown = |examined: &Examined| project.unshown(false, || &fonts, examined);
    let rows = in_parallel(survey.len(), |number| survey.row(number, unshown));
    let problems = survey.problems.clone();
    (survey.table(rows.into_iter().flatten().collect()), problems)
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
