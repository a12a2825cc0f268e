//! One report as the page shows it: its files, what they say, and what the check says of them.

pub(super) mod accept;
pub(super) mod change;
pub(super) mod held;
pub(super) mod spoken;
pub(super) mod topics;

use std::sync::LazyLock;

use crate::catalog::Catalog;
use crate::check::find;
use crate::engine::Fonts;
use crate::exchange::fill::{Part, Slot, slots};
use crate::files::Files;
use crate::model::acceptance::{Acceptance, Identity};
use crate::model::unit::{Kind, Nature};
use crate::problem::{NamedField, Position, Problem, Severity, Sources};
use crate::project::{Examined, Project, Reviewed, Selected, is_gap};
use crate::serve::unit::spoken::Spoken;

/// A report as it is now.
#[derive(Debug)]
pub(super) struct Now {
    /// Which.
    pub selected: Selected,
    /// The unit's name, or that of its folder.
    pub name: String,
    /// What the unit is, where it tells.
    pub about: Option<(Kind, Nature)>,
    /// Its files; none of them where one cannot be read.
    pub slots: Vec<Slot>,
    /// Why one cannot be read.
    pub broken: Option<Broken>,
    /// What was found, worst first.
    pub found: Vec<Found>,
    /// What was not checked, each with why.
    pub not_run: Vec<(&'static str, String)>,
    /// What is accepted, each with the reason.
    pub accepted: Vec<(String, String)>,
    /// The errors of its files, by which it is told whether an edit makes them worse.
    pub errors: Vec<(String, Option<At>)>,
    /// The classification.
    pub catalog: Catalog,
}

/// Why a file cannot be read.
#[derive(Debug, Clone)]
pub(super) struct Broken {
    /// What is wrong.
    pub why: String,
    /// The file, and the line of it, as they are.
    pub line: Option<(String, usize, String)>,
}

/// A field of one of the report's files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// The file, from the unit's folder.
    pub file: String,
    /// The path of the field.
    pub path: String,
}

/// How much something asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// It must be mended.
    Error,
    /// Something is to be filled in.
    Gap,
    /// It must be looked at.
    Warning,
    /// It may be looked at.
    Hint,
}

/// Something that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// How much it asks for.
    pub level: Level,
    /// The rule or the problem, as it is called.
    pub rule: &'static str,
    /// The same with its name.
    pub id: &'static str,
    /// What it is recognised by, where it may be accepted.
    pub identity: Option<Identity>,
    /// What is wrong, in words that are no keys.
    pub said: String,
    /// What to do, in words that are no keys.
    pub help: Vec<String>,
    /// The field that it is about; none where that is none of this report's.
    pub at: Option<At>,
}

impl Level {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Error, Self::Gap, Self::Warning, Self::Hint];

    /// Its sign, its word, and its class.
    pub(super) fn terms(self) -> [&'static str; 3] {
        match self {
            Self::Error => ["错", "错误", "err"],
            Self::Gap => ["缺", "缺", "gap"],
            Self::Warning => ["警", "警告", "warn"],
            Self::Hint => ["提", "提示", "hint"],
        }
    }
}

impl Now {
    /// Looks at a report; none where there is no such unit, or the project cannot be read.
    pub(super) fn look(files: &Files, folder: &str, year: u16) -> Option<Self> {
        let project = Project::open(files).ok()?;
        let selection = format!("{folder}/{year}");
        let (chosen, noted) = project.choose(std::slice::from_ref(&selection));
        let chosen = chosen?;
        if !chosen.census.folders().contains(&folder) {
            return None;
        }
        let selected = Selected { folder: folder.to_owned(), year };
        let unit = chosen.census.unit(folder);
        let about = unit.map(|unit| (unit.kind, unit.nature));
        let name = chosen.census.name(folder).unwrap_or(folder).to_owned();
        let fonts = LazyLock::new(|| Fonts::load(files.root(), None));
        let unshown = |examined: &Examined| project.unshown(false, || &fonts, examined);
        let reviewed = project.review(&chosen, &noted.sources, &selected, unshown);
        let layout = project.layout_title(unit);
        let spoken = Spoken { census: &chosen.census, year, layout };
        let (slots, broken) = match slots(files, folder, year) {
            Ok(slots) => (slots, None),
            Err(why) => (Vec::new(), Some(broken(&reviewed, &why))),
        };
        let errors = reviewed
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error && problem.identity.is_none());
        let errors = errors
            .map(|problem| {
                let at = at(problem, &reviewed.sources, folder);
                (problem.headline.clone(), at)
            })
            .collect();
        let found = found(&reviewed, &spoken);
        let checked = reviewed.checked.as_ref();
        let not_run = checked.iter().flat_map(|checked| &checked.not_run);
        let not_run = not_run.map(|(rule, why)| (rule.title, spoken.said(why))).collect();
        let accepted = checked.iter().flat_map(|checked| &checked.accepted);
        let accepted = accepted.map(|(finding, acceptance)| {
            let Acceptance { place: _, rule: _, covers: _, reason } = acceptance;
            (spoken.said(&finding.headline), reason.value.clone())
        });
        let accepted = accepted.collect();
        let Project { catalog, .. } = project;
        Some(Self {
            selected,
            name,
            about,
            slots,
            broken,
            found,
            not_run,
            accepted,
            errors,
            catalog,
        })
    }

    /// The file of a path from the unit's folder.
    pub(super) fn slot(&self, file: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.path == file)
    }

    /// The files of a part of the report that are there.
    pub(super) fn part(&self, part: Part) -> impl Iterator<Item = &Slot> {
        let year = self.selected.year;
        self.slots.iter().filter(move |slot| slot.text.is_some() && slot.part(year) == Some(part))
    }

    /// How many things of a level were found.
    pub(super) fn count(&self, level: Level) -> usize {
        self.found.iter().filter(|found| found.level == level).count()
    }
}

/// What was found, worst first, and in the order of the files otherwise.
fn found(reviewed: &Reviewed, spoken: &Spoken<'_>) -> Vec<Found> {
    let sources = &reviewed.sources;
    let folder = &reviewed.selected.folder;
    let mut found: Vec<Found> = reviewed
        .problems
        .iter()
        .map(|problem| Found {
            level: match problem.severity {
                _ if is_gap(problem, sources) => Level::Gap,
                Severity::Error => Level::Error,
                Severity::Warning => Level::Warning,
                Severity::Hint => Level::Hint,
            },
            rule: find(problem.id).map_or("", |rule| rule.number),
            id: problem.id,
            identity: problem
                .identity
                .as_deref()
                .cloned()
                .filter(|_| find(problem.id).is_some_and(|rule| rule.may_be_accepted())),
            said: spoken.said(&problem.headline),
            help: problem.help.iter().filter_map(|help| spoken.helped(help)).collect(),
            at: at(problem, sources, folder),
        })
        .collect();
    found.sort_by_key(|found| found.level);
    found
}

/// The field of the report's files that a problem is about.
fn at(problem: &Problem, sources: &Sources, folder: &str) -> Option<At> {
    let (place, _) = problem.places.first()?;
    let file = sources.file(place.file)?.name.strip_prefix(&format!("data/{folder}/"))?;
    let path = NamedField::of(problem, sources).map(|field| field.path).unwrap_or_default();
    Some(At { file: file.to_owned(), path })
}

/// Why a file of the report cannot be read: the first problem that says so, with its line.
fn broken(reviewed: &Reviewed, why: &str) -> Broken {
    let folder = format!("data/{}/", reviewed.selected.folder);
    let of_file = reviewed.problems.iter().find_map(|problem| {
        let (place, _) = problem.places.first()?;
        let source = reviewed.sources.file(place.file)?;
        let file = source.name.strip_prefix(&folder)?;
        let syntax = problem.severity == Severity::Error && problem.identity.is_none();
        let position = Position::of(*place, &reviewed.sources).filter(|_| syntax)?;
        let line = source.text.get(source.line(place.start))?.trim_end();
        Some((problem.headline.clone(), (file.to_owned(), position.line, line.to_owned())))
    });
    match of_file {
        Some((why, line)) => Broken { why, line: Some(line) },
        None => Broken { why: why.to_owned(), line: None },
    }
}
