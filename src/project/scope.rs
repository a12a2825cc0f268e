//! SELECT: `unit`, `unit/year`, a glob of these, or nothing for all of the project's year.

use glob::Pattern;

use crate::files::folded;

/// What the user asked for.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The selections; none for all.
    pub selections: Vec<Selection>,
    /// The project's year.
    pub year: u16,
}

/// One of the selections.
#[derive(Debug, Clone)]
pub struct Selection {
    /// As it was written.
    pub written: String,
    /// The unit, by folder or full name.
    unit: String,
    /// The year; none for the project's.
    pub(super) year: Option<String>,
}

impl Scope {
    /// What some words on the command line ask for.
    pub(crate) fn new(selections: &[String], year: u16) -> Self {
        Self {
            selections: selections.iter().map(|written| Selection::new(written)).collect(),
            year,
        }
    }

    /// Whether a report was asked for, of a unit that has a name or none that is known.
    pub(crate) fn holds(&self, folder: &str, name: Option<&str>, year: u16) -> bool {
        let asked = |selection: &Selection| {
            selection.names(folder, name) && selection.is_of(year, self.year)
        };
        match self.selections.as_slice() {
            [] => year == self.year,
            selections => selections.iter().any(asked),
        }
    }
}

/// A selection as unit and year, where it was written as a path, as consoles complete it: `.\data\library\2023.toml`.
fn named(written: &str) -> String {
    let path = written.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let below = path.strip_prefix("data/");
    let is_path = below.is_some() || path != written;
    let name = below.unwrap_or(path);
    match is_path {
        true => name.trim_end_matches('/').trim_end_matches(".toml").to_owned(),
        false => name.to_owned(),
    }
}

impl Selection {
    /// A selection as it was written.
    fn new(written: &str) -> Self {
        let named = named(written);
        let (unit, year) = match named.rsplit_once('/') {
            Some((unit, year)) => (unit, Some(year.to_owned())),
            None => (named.as_str(), None),
        };
        Self { written: written.to_owned(), unit: unit.to_owned(), year }
    }

    /// Whether it names a unit by its folder or its full name.
    pub(super) fn names(&self, folder: &str, name: Option<&str>) -> bool {
        let pattern = Pattern::new(&self.unit).ok();
        let fits = |name: &str| {
            self.unit == name || pattern.as_ref().is_some_and(|pattern| pattern.matches(name))
        };
        // Folders of some systems are the same in other letters.
        let is_same = cfg!(windows) && folded(&self.unit) == folded(folder);
        is_same || fits(folder) || name.is_some_and(fits)
    }

    /// Whether it asks for a year.
    pub(super) fn is_of(&self, year: u16, project: u16) -> bool {
        let Some(wanted) = &self.year else { return year == project };
        match wanted.parse::<u16>() {
            Ok(wanted) => wanted == year,
            Err(_) => Pattern::new(wanted).is_ok_and(|wanted| wanted.matches(&year.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_asked_for_by_folder_name_and_year() {
        let scope = |selections: &[&str]| {
            Scope::new(&selections.iter().map(|&s| s.to_owned()).collect::<Vec<_>>(), 2024)
        };
        let library = |scope: Scope, year| scope.holds("library", Some("某县图书馆"), year);
        for asked in [&[] as &[&str], &["library"], &["某县*"], &["x", "lib*"], &["library/2024"]]
        {
            assert!(library(scope(asked), 2024), "{asked:?}");
            assert!(!library(scope(asked), 2023), "{asked:?}");
        }
        for asked in ["library/2023", "*/2023", "*/*", "某县图书馆/202[23]"] {
            assert!(library(scope(&[asked]), 2023), "{asked}");
        }
        for path in [
            "data/library",
            "data\\library",
            ".\\data\\library\\",
            "./data/library/",
            "library\\2024",
            "data\\library\\2024",
            "data/library/2024.toml",
            ".\\library\\",
            "data\\lib*\\2024",
        ] {
            assert!(library(scope(&[path]), 2024), "{path}");
        }
        for other in [
            "data",
            "data\\",
            "library\\2023",
            "data/school",
            "data/library/2023.toml",
            "..\\library",
        ] {
            assert!(!library(scope(&[other]), 2024), "{other}");
        }
        for other in ["school", "lib", "library/", "某县"] {
            assert!(!library(scope(&[other]), 2024), "{other}");
        }
    }
}
