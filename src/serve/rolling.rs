//! The next year of units, begun from the last one.

use crate::exchange::fill::{is_blank, slots};
use crate::fields::field::Codes;
use crate::fields::shape_of;
use crate::files::Files;
use crate::problem::{Problem, Sources};
use crate::project::{Noted, Project};
use crate::roll::{Rolled, roll};
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::unit::paths::{Names, name_of, of_path};
use crate::serve::unit::spoken::Spoken;
use crate::serve::unit::{At, Found, Level, found};

/// A year that can be begun.
#[derive(Debug)]
pub(super) struct Rolling {
    /// The year.
    pub year: u16,
    /// The year of the project.
    pub of_project: u16,
    /// The units.
    pub units: Vec<Candidate>,
}

/// A unit whose year can be begun.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its folder.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// Whether it has last year's file.
    pub has_last: bool,
    /// Whether it has the year's own already, with something in it.
    pub has_own: bool,
}

/// What came of one unit.
#[derive(Debug)]
pub(super) struct Begun {
    /// Its folder.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// What is to be looked at, in words; or why it was not begun.
    pub came: Result<Vec<String>, Vec<Obstacle>>,
}

/// Something that keeps a year from being begun.
#[derive(Debug)]
pub(super) struct Obstacle {
    /// What is wrong, in words that are no keys.
    pub said: String,
    /// What to do, in such words.
    pub help: Vec<String>,
    /// The field of the unit's that it is about.
    pub at: Option<At>,
}

/// The units whose year can be begun; why nothing can be told, where it cannot.
pub(super) fn rolling(office: &Office, form: &Pairs) -> Result<Rolling, String> {
    let files = Files::on(&office.root);
    let project = Project::open(&files).map_err(|_| unread())?;
    let (census, _) = project.units();
    let census = census.ok_or_else(unread)?;
    let of_project = project.settings.year;
    let has = |folder: &str, year: u16| files.is_file(format!("data/{folder}/{year}.toml"));
    // Where the project has gone on already, its own year is the one to be begun.
    let is_begun = census.units().any(|(folder, _)| has(folder, of_project));
    let next = if is_begun { of_project.saturating_add(1) } else { of_project };
    let named = form.get("year").trim().parse::<u16>().ok();
    let year = named.filter(|year| (1991..=2100).contains(year)).unwrap_or(next);
    let units = census.units().map(|(folder, unit)| Candidate {
        folder: folder.to_owned(),
        name: unit.name.value.clone(),
        has_last: has(folder, year.saturating_sub(1)),
        has_own: has(folder, year) && !is_blank(&files, folder, year),
    });
    Ok(Rolling { year, of_project, units: units.collect() })
}

/// Begins the year that a form names for the units that it names.
pub(super) fn begin_year(office: &Office, form: &Pairs) -> Result<(Rolling, Vec<Begun>), String> {
    let _turn = office.turn(None, form.get("tab"));
    let rolling = rolling(office, form)?;
    let year = rolling.year;
    let folders: Vec<&str> = form.all("unit").collect();
    let meant = rolling.units.iter().filter(|unit| folders.contains(&unit.folder.as_str()));
    let meant: Vec<(String, String)> =
        meant.map(|unit| (unit.folder.clone(), unit.name.clone())).collect();
    if meant.is_empty() {
        return Err("还没有选单位".to_owned());
    }
    let project = Project::open(&Files::on(&office.root)).map_err(|_| unread())?;
    let mut begun = Vec::new();
    for (folder, name) in meant {
        let selection = format!("{folder}/{}", year.saturating_sub(1));
        let (chosen, Noted { problems: _, sources }) =
            project.choose(std::slice::from_ref(&selection));
        let chosen = chosen.ok_or_else(unread)?;
        // It is spoken of last year's report, at whose fields it is mended.
        let last = year.saturating_sub(1);
        let of = |year| slots(&project.files, &folder, year).unwrap_or_default();
        let of_last = of(last);
        let names: Names<'_> = &|code| name_of(&of_last, &project.catalog, Codes::Any, code);
        let spoken = Spoken { census: Some(&chosen.census), year: last, layout: None, names };
        let is_over = is_blank(&project.files, &folder, year);
        let came = match chosen.reports.as_slice() {
            [selected] => match roll(&project, (&chosen, &sources), selected, (year, is_over)) {
                Ok(rolled) => {
                    let own = of(year);
                    Ok(told(&rolled, &|code| name_of(&own, &project.catalog, Codes::Any, code)))
                }
                Err((problems, sources)) => Err(obstacles(&folder, &problems, &sources, &spoken)),
            },
            _ => Err(vec![plain("没有上年的数据")]),
        };
        begun.push(Begun { folder, name, came });
    }
    office.listeners.tell("changed");
    Ok((rolling, begun))
}

/// What keeps a year of a unit from being begun, the worst first.
fn obstacles(
    folder: &str,
    problems: &[Problem],
    sources: &Sources,
    spoken: &Spoken<'_>,
) -> Vec<Obstacle> {
    let found = found(problems, sources, &format!("data/{folder}/"), spoken);
    let kept = found.into_iter().filter(|found| matches!(found.level, Level::Error | Level::Gap));
    let told: Vec<Obstacle> =
        kept.map(|Found { said, help, at, .. }| Obstacle { said, help, at }).collect();
    if told.is_empty() { vec![plain("上年的数据读不出来")] } else { told }
}

/// Something of no field.
fn plain(said: &str) -> Obstacle {
    Obstacle { said: said.to_owned(), help: Vec::new(), at: None }
}

/// What is to be looked at in a year that was begun, in words.
fn told(rolled: &Rolled, names: Names<'_>) -> Vec<String> {
    let Rolled { path: _, source: _, errors, looks, evaluations } = rolled;
    let mut told = Vec::new();
    if *errors > 0 {
        told.push(format!(
            "上年的核对还有 {errors} 处错误；年初结转和结余照它推算，改正以后请再核对"
        ));
    }
    for (file, look) in looks {
        let shape = shape_of(file);
        let of = if file.ends_with("unit.toml") { "单位的数据" } else { "本年的数据" };
        let term = shape.and_then(|shape| of_path(shape, &look.path, names));
        told.push(format!("{}：…{}…", term.as_deref().unwrap_or(of), look.words));
    }
    if *evaluations > 0 {
        told.push(format!("上年有 {evaluations} 个项目的自评报告，没有结转；本年的定了项目再写"));
    }
    told
}

/// What is said where the project cannot be read.
fn unread() -> String {
    "项目的设置或数据文件夹读不出来，先在“项目设置”里改正".to_owned()
}
