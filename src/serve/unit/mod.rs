//! One report as the page shows it: its files, what they say, and what the check says of them.

pub(super) mod accept;
mod asked;
pub(super) mod at;
pub(super) mod before;
mod between;
pub(super) mod change;
pub(super) mod changed;
pub(super) mod digest;
pub(super) mod explained;
pub(super) mod faced;
pub(super) mod facing;
pub(super) mod foreseen;
pub(super) mod held;
pub(super) mod known;
pub(super) mod leads;
mod level;
pub(super) mod members;
pub(super) mod nothing;
pub(super) mod paste;
pub(super) mod paths;
mod placed;
pub(super) mod quotes;
#[cfg(test)]
mod remedies;
mod renamed;
pub(super) mod resumed;
pub(super) mod rows;
mod shown;
pub(super) mod spoken;
mod sums;
pub(super) mod texts;
pub(super) mod ties;
pub(super) mod topics;
pub(super) mod values;
pub(super) mod why;

pub(super) use at::At;
pub(super) use level::{Level, level};

use std::sync::{LazyLock, OnceLock};

use crate::catalog::Catalog;
use crate::check::find;
use crate::engine::Fonts;
use crate::exchange::fill::{Part, Slot, slots};
use crate::fields::field::Codes;
use crate::fields::shape_of;
use crate::files::Files;
use crate::model::acceptance::{Acceptance, Identity};
use crate::model::unit::{Kind, Nature};
use crate::problem::{NamedField, Position, Problem, Severity, Sources};
use crate::project::{Examined, Noted, Project, Selected};
use crate::serve::unit::at::SETTINGS;
use crate::serve::unit::explained::{Explained, explained};
pub(super) use crate::serve::unit::leads::BLANK_LEFT;
use crate::serve::unit::leads::{Lead, is_of_year_before, leads};
use crate::serve::unit::members::{Members, sums};
use crate::serve::unit::paths::{NAMELESS, Names, filled_in, name_of, of_path};
use crate::serve::unit::quotes::marked;
use crate::serve::unit::spoken::Spoken;

/// What a page is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Which {
    /// A report.
    Report(Selected),
    /// The settings of the project.
    Settings,
}

/// A report as it is now, or the settings.
#[derive(Debug, Clone)]
pub(super) struct Now {
    /// Which.
    pub which: Which,
    /// The report; of the settings, the project's year.
    pub selected: Selected,
    /// The unit's name, or that of its folder.
    pub name: String,
    /// What the unit is, where it tells.
    pub about: Option<(Kind, Nature)>,
    /// The name of its layout, and its title.
    pub layout: Option<(String, String)>,
    /// The units of the project: folders with names.
    pub units: Vec<(String, String)>,
    /// What it adds up from its units, if it is a department that does.
    pub members: Option<Members>,
    /// The years of which its unit has files.
    pub years: Vec<u16>,
    /// Its files; none of them where one cannot be read.
    pub slots: Vec<Slot>,
    /// Why one cannot be read.
    pub broken: Option<Broken>,
    /// Whether a draft of it can be set.
    pub has_draft: bool,
    /// What was found, worst first.
    pub found: Vec<Found>,
    /// What was not checked, each with why.
    pub not_run: Vec<(&'static str, String)>,
    /// What is accepted.
    pub accepted: Vec<Accepted>,
    /// The errors of its files, by which it is told whether an edit makes them worse.
    pub errors: Vec<Fault>,
    /// What the words of its year explain.
    pub explained: Vec<Explained>,
    /// The classification.
    pub catalog: Catalog,
    /// What a form says that undoes what was just written.
    pub undo: Vec<(String, String)>,
    /// How the names of inputs of rows begin that are called otherwise since: as they began, and as they do.
    pub renamed: Vec<(String, String)>,
}

/// A finding that is accepted.
#[derive(Debug, Clone)]
pub(super) struct Accepted {
    /// What was found, in words that are no keys.
    pub said: String,
    /// Why it is accepted.
    pub reason: String,
    /// The row that accepts it; none where its place is not told.
    pub row: Option<At>,
    /// The field that it is about; none where that is none of this report's.
    pub at: Option<At>,
}

/// An error of a file.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    /// By what it is known again.
    pub headline: String,
    /// The same in words that are no keys.
    pub said: String,
    /// The field that it is about.
    pub at: Option<At>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone)]
pub(super) struct Broken {
    /// What is wrong.
    pub why: String,
    /// What the file is, what it is called, and the line of it as it is.
    pub line: Option<(&'static str, String, usize, String)>,
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
    /// The fields that this is done at.
    pub leads: Vec<Lead>,
    /// The field that it is about; none where that is none of this report's.
    pub at: Option<At>,
    /// Whether that is mended on the pages of the year before, whose file it is in.
    pub is_before: bool,
    /// Whether it is in the settings of the project.
    pub is_of_settings: bool,
    /// Whether only a draft is made as long as it is there.
    pub is_in_the_way: bool,
}

impl Which {
    /// The report of a unit's folder.
    pub(super) fn report(folder: &str, year: u16) -> Self {
        Self::Report(Selected { folder: folder.to_owned(), year })
    }

    /// What it is known by.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Report(Selected { folder, year }) => format!("{folder}/{year}"),
            Self::Settings => "settings".to_owned(),
        }
    }

    /// What is known by something; none where nothing is.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        if key == "settings" {
            return Some(Self::Settings);
        }
        let (folder, year) = key.rsplit_once('/')?;
        Some(Self::report(folder, year.parse().ok()?))
    }

    /// The folder of its unit; none of the settings.
    pub(super) fn folder(&self) -> Option<&str> {
        match self {
            Self::Report(Selected { folder, year: _ }) => Some(folder),
            Self::Settings => None,
        }
    }

    /// The path of one of its files from the project folder.
    pub(super) fn path(&self, file: &str) -> String {
        match self {
            Self::Report(Selected { folder, year: _ }) => format!("data/{folder}/{file}"),
            Self::Settings => file.to_owned(),
        }
    }

    /// Looks at it; none where it is not there, or nothing can be told of it.
    pub(super) fn look(&self, files: &Files) -> Option<Now> {
        match self {
            Self::Report(Selected { folder, year }) => Now::look(files, folder, *year),
            Self::Settings => Now::settings(files),
        }
    }
}

impl Now {
    /// Looks at the settings of the project; none where it is not known what may stand in them.
    fn settings(files: &Files) -> Option<Self> {
        let (noted, year, layout) = match Project::open(files) {
            Ok(project) => {
                let title = project.layout_title(None);
                (project.noted, project.settings.year, title)
            }
            Err(noted) => (noted, 0, None),
        };
        let Noted { problems, sources } = noted;
        let has_layout = layout.is_some();
        let spoken = Spoken { census: None, year, layout: layout.clone(), names: NAMELESS };
        let (slots, broken) = match Slot::of_settings(files) {
            Ok(slot) => (vec![slot], None),
            Err(why) => (Vec::new(), Some(broken(&problems, &sources, "", &why, &spoken))),
        };
        let whole = problems.iter().filter(|problem| problem.severity == Severity::Error);
        let mut errors: Vec<Fault> =
            whole.map(|problem| fault(problem, &sources, "", &spoken)).collect();
        // Opening a project does not look for its layout.
        if year > 0 && !has_layout {
            let at = At { file: "juesuan.toml".to_owned(), path: "layout".to_owned() };
            let said = "没有这个版式，或者它的设置有错误".to_owned();
            errors.push(Fault { headline: said.clone(), said, at: Some(at) });
        }
        Some(Self {
            which: Which::Settings,
            selected: Selected { folder: String::new(), year },
            name: "项目设置".to_owned(),
            about: None,
            layout,
            units: Vec::new(),
            members: None,
            years: Vec::new(),
            slots,
            broken,
            has_draft: false,
            found: found(&problems, &sources, "", &spoken),
            not_run: Vec::new(),
            accepted: Vec::new(),
            errors,
            explained: Vec::new(),
            catalog: Catalog::load(files).ok()?,
            undo: Vec::new(),
            renamed: Vec::new(),
        })
    }

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
        let known = OnceLock::new();
        let unshown = |examined: &Examined| {
            known.get_or_init(|| (explained(examined, &project.catalog), sums(examined)));
            project.unshown(false, || &fonts, examined)
        };
        let reviewed = project.review(&chosen, &noted.sources, &selected, unshown);
        let layout = project.layout_title(unit);
        let prefix = format!("data/{folder}/");
        let (slots, unread) = match slots(files, folder, year) {
            Ok(slots) => (slots, None),
            Err(why) => (Vec::new(), Some(why)),
        };
        let names: Names<'_> = &|code| name_of(&slots, &project.catalog, Codes::Any, code);
        let spoken = Spoken { census: Some(&chosen.census), year, layout: layout.clone(), names };
        let (problems, sources) = (&reviewed.problems, &reviewed.sources);
        let broken = unread.map(|why| broken(problems, sources, &prefix, &why, &spoken));
        let errors = reviewed
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error && problem.identity.is_none());
        let errors =
            errors.map(|problem| fault(problem, &reviewed.sources, &prefix, &spoken)).collect();
        let found = found(&reviewed.problems, &reviewed.sources, &prefix, &spoken);
        let checked = reviewed.checked.as_ref();
        let not_run = checked.iter().flat_map(|checked| &checked.not_run);
        let not_run = not_run.map(|(rule, why)| (rule.title, spoken.said(why))).collect();
        let accepted = checked.iter().flat_map(|checked| &checked.accepted);
        let accepted = accepted.map(|(finding, acceptance)| {
            let Acceptance { place: _, rule, covers: _, reason } = acceptance;
            // The row is told by the place of the rule that it names.
            let named = Problem::finding(String::new()).at(rule.place, String::new());
            let row = at(&named, &reviewed.sources, &prefix);
            let row = row.and_then(|At { file, path }| {
                let path = path.strip_suffix(".rule")?.to_owned();
                Some(At { file, path })
            });
            let (said, reason) = (spoken.said(&finding.headline), reason.value.clone());
            Accepted { said, reason, row, at: at(finding, &reviewed.sources, &prefix) }
        });
        let accepted = accepted.collect();
        let years = project.years(folder);
        let units = chosen.census.units();
        let units = units.map(|(own, unit)| (own.to_owned(), unit.name.value.clone())).collect();
        let (explained, sums) = known.into_inner().unwrap_or_default();
        let members = Members::of(&chosen.census, folder);
        let members = members.map(|Members { units, sums: _ }| Members { units, sums });
        let Project { catalog, .. } = project;
        Some(Self {
            which: Which::Report(selected.clone()),
            selected,
            name,
            about,
            layout,
            units,
            members,
            years,
            slots,
            broken,
            has_draft: reviewed.has_draft(),
            found,
            not_run,
            accepted,
            errors,
            explained,
            catalog,
            undo: Vec::new(),
            renamed: Vec::new(),
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
pub(super) fn found(
    problems: &[Problem],
    sources: &Sources,
    prefix: &str,
    spoken: &Spoken<'_>,
) -> Vec<Found> {
    let mut found: Vec<Found> = problems
        .iter()
        .map(|problem| (problem, leads(problem, sources, prefix, spoken)))
        .map(|(problem, (help, leads))| (problem, help, leads, at(problem, sources, prefix)))
        .map(|(problem, help, leads, at)| Found {
            level: level(problem, sources),
            rule: find(problem.id).map_or("", |rule| rule.number),
            id: problem.id,
            identity: problem
                .identity
                .as_deref()
                .cloned()
                .filter(|_| find(problem.id).is_some_and(|rule| rule.may_be_accepted())),
            said: said(problem, (at.as_ref(), sources), prefix, spoken),
            help: if is_without_year(problem, prefix, spoken) { Vec::new() } else { help },
            leads,
            is_before: is_before(problem, (at.as_ref(), sources), prefix, spoken),
            is_of_settings: is_of_settings(problem, sources),
            is_in_the_way: problem.severity == Severity::Error,
            at,
        })
        .collect();
    found.sort_by_key(|found| found.level);
    found
}

/// What is wrong, in words that are no keys: a blank by its row and its field, and what is wrong with last year's file as such.
pub(super) fn said(
    problem: &Problem,
    (at, sources): (Option<&At>, &Sources),
    prefix: &str,
    spoken: &Spoken<'_>,
) -> String {
    let blank = at.filter(|_| problem.id == BLANK_LEFT).and_then(|At { file, path }| {
        let words = of_path(shape_of(&format!("{prefix}{file}"))?, path, spoken.names)?;
        Some(format!("{}还没有填", marked(&words)))
    });
    let said = match blank {
        None if is_without_year(problem, prefix, spoken) => {
            format!("没有 {} 年度的数据", spoken.year)
        }
        None => spoken.said(&problem.headline),
        Some(blank) => blank,
    };
    match is_before(problem, (at, sources), prefix, spoken) {
        true => format!("{} 年度的数据：{said}", spoken.year.saturating_sub(1)),
        false => said,
    }
}

/// Whether a problem is that there is no file of the report's year.
fn is_without_year(problem: &Problem, prefix: &str, spoken: &Spoken<'_>) -> bool {
    problem.headline == format!("没有文件 {prefix}{}.toml", spoken.year)
}

/// Whether a file itself is not as it must be and is only looked at on the pages of the report: it is mended on those of the year
/// before.
pub(super) fn is_before(
    problem: &Problem,
    (at, sources): (Option<&At>, &Sources),
    prefix: &str,
    spoken: &Spoken<'_>,
) -> bool {
    let is_there = |at: &At| is_of_year_before(&at.file, sources, prefix, spoken.year);
    find(problem.id).is_none() && at.is_some_and(is_there)
}

/// Whether a problem is in the settings of the project.
fn is_of_settings(problem: &Problem, sources: &Sources) -> bool {
    let place = problem.places.first().and_then(|(place, _)| sources.file(place.file));
    place.is_some_and(|source| source.name == SETTINGS)
}

/// An error of some files, whose paths begin alike.
fn fault(problem: &Problem, sources: &Sources, prefix: &str, spoken: &Spoken<'_>) -> Fault {
    Fault {
        headline: problem.headline.clone(),
        said: spoken.said(&problem.headline),
        at: at(problem, sources, prefix),
    }
}

/// The field of some files, whose paths begin alike, that a problem is about.
pub(super) fn at(problem: &Problem, sources: &Sources, prefix: &str) -> Option<At> {
    let (place, _) = problem.places.first()?;
    let file = sources.file(place.file)?.name.strip_prefix(prefix)?;
    let path = NamedField::of(problem, sources).map(|field| field.path).unwrap_or_default();
    let shape = shape_of(&format!("{prefix}{file}"));
    let path = shape.map_or(path.as_str(), |shape| filled_in(shape, &path)).to_owned();
    Some(At { file: file.to_owned(), path })
}

/// Why one of some files, whose paths begin alike, cannot be read: the first problem that says so, with its line.
fn broken(
    problems: &[Problem],
    sources: &Sources,
    prefix: &str,
    why: &str,
    spoken: &Spoken<'_>,
) -> Broken {
    let of_file = problems.iter().find_map(|problem| {
        let (place, _) = problem.places.first()?;
        let source = sources.file(place.file)?;
        let file = source.name.strip_prefix(prefix)?;
        let syntax = problem.severity == Severity::Error && problem.identity.is_none();
        let position = Position::of(*place, sources).filter(|_| syntax)?;
        let line = source.text.get(source.line(place.start))?.trim_end();
        let what = spoken.file(file).unwrap_or("数据");
        let line = (what, file.to_owned(), position.line, line.to_owned());
        Some((spoken.said(&problem.headline), line))
    });
    match of_file {
        Some((why, line)) => Broken { why, line: Some(line) },
        None => Broken { why: spoken.said(why), line: None },
    }
}
