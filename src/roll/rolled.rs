//! A year begun in its file.

use std::io::ErrorKind;

use crate::fields::shape_of;
use crate::files::{Most, rewrite_whole, write_new};
use crate::problem::{Problem, Severity, Sources, reason};
use crate::project::{Chosen, Derived, Examined, Project, Selected};
use crate::roll::file::{Begun, begun};
use crate::roll::look::{Look, looks};

/// A year that was begun.
pub(crate) struct Rolled {
    /// Its file.
    pub path: String,
    /// The file from which it was begun.
    pub source: String,
    /// How many errors the check still finds in that.
    pub errors: usize,
    /// Words that stay and are to be looked at again, each with its file.
    pub looks: Vec<(String, Look)>,
    /// How many self-evaluation reports of last year are left behind.
    pub evaluations: usize,
}

/// Begins a year of one unit, after the one that is selected, of what was chosen and the files of that; what is wrong where it
/// cannot be. Beside the year stands whether it takes the place of a file that is there, in which nothing was filled in yet.
pub(crate) fn roll(
    project: &Project,
    (chosen, sources): (&Chosen, &Sources),
    selected: &Selected,
    (year, is_over): (u16, bool),
) -> Result<Rolled, (Vec<Problem>, Sources)> {
    let folder = &selected.folder;
    if let Some(problem) = chosen.census.misplaced(folder) {
        return Err((vec![problem.clone()], sources.clone()));
    }
    let path = format!("data/{folder}/{year}.toml");
    if !is_over && !matches!(project.files.is_absent(&path), Ok(true)) {
        return Err((vec![existing(&path)], Sources::default()));
    }
    let Examined { derived, problems, sources, .. } = project.examine(selected);
    let source = format!("data/{folder}/{}.toml", selected.year);
    let text = sources.all().iter().find(|file| file.name == source).map(|file| file.text.clone());
    let (Some(Derived { report, figures: _, checked }), Some(text)) = (derived, text) else {
        return Err((problems, sources));
    };
    let own = report.own.as_ref().map_or(&report.year, |own| &own.year);
    let names = project.catalog.names(year, &report.names);
    let from = Begun { year, text: &text, last: own, names };
    let Some(text) = begun(&from) else { return Err((problems, sources)) };
    let (full, bytes) = (project.files.root().join(&path), text.as_bytes());
    let write = if is_over { rewrite_whole } else { write_new };
    write(&full, bytes).map_err(|error| {
        let problem = match error.kind() {
            ErrorKind::AlreadyExists => existing(&path),
            _ => Problem::error("not-written", format!("无法写出 {path}（{}）", reason(&error)))
                .help("请检查磁盘空间和写入权限"),
        };
        (vec![problem], Sources::default())
    })?;
    let errors = checked.findings.iter().filter(|found| found.severity == Severity::Error).count();
    let unit = format!("data/{folder}/unit.toml");
    let of_unit = project.files.read(&unit, Most::Data).ok();
    let of_unit = of_unit.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let own = [(unit, of_unit), (path.clone(), text)];
    let looks = own.iter().flat_map(|(path, text)| {
        let looks = shape_of(path).map(|shape| looks(text, shape)).unwrap_or_default();
        looks.into_iter().map(move |look| (path.clone(), look))
    });
    let looks = looks.collect();
    let evaluations = report.year.evaluations.len();
    Ok(Rolled { path, source, errors, looks, evaluations })
}

/// The problem of a year that is there already.
fn existing(path: &str) -> Problem {
    Problem::error("existing-file", format!("{path} 已经有了，没有改动它"))
        .help("要重新开始的，先把它改名或移走")
}
