//! How values look on the page where a file has words that are none of the page's, and back.

use crate::exchange::fill::{is_unit, is_units};
use crate::fields::field::Field;
use crate::serve::unit::Now;
use crate::serve::unit::facing::{PARTS, is_pattern};

/// How a value of a field looks on the page.
pub(in crate::serve) fn faced(now: &Now, field: &Field, text: &str) -> String {
    if is_unit(field) || is_units(field) {
        return by_line(text, |folder| now.unit(folder));
    }
    match is_pattern(field) {
        true => PARTS.iter().fold(text.to_owned(), |text, (is, looks)| text.replace(is, looks)),
        false => text.to_owned(),
    }
}

/// What a file is to say for what was typed on the page.
pub(super) fn unfaced(now: &Now, field: &Field, typed: &str) -> String {
    if is_unit(field) || is_units(field) {
        return by_line(typed, |name| now.folder(name));
    }
    match is_pattern(field) {
        true => PARTS.iter().fold(typed.to_owned(), |text, (is, looks)| text.replace(looks, is)),
        false => typed.to_owned(),
    }
}

/// Each line of a text as something else has it; as it is where nothing has.
fn by_line<'t>(text: &'t str, other: impl Fn(&'t str) -> Option<String>) -> String {
    let lines = text.lines().map(|line| other(line.trim()).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

impl Now {
    /// What a unit is called by its folder, with the folder where several are called so; none where there is no such unit.
    pub(in crate::serve) fn unit(&self, folder: &str) -> Option<String> {
        let (_, name) = self.units.iter().find(|(own, _)| own == folder)?;
        let is_one = self.units.iter().filter(|(_, other)| other == name).count() == 1;
        Some(if is_one { name.clone() } else { format!("{name}（{folder}）") })
    }

    /// The folder of a unit by what it is called, or by its folder; none where there is no such unit.
    fn folder(&self, called: &str) -> Option<String> {
        let is_it = |folder: &&String| folder.as_str() == called;
        let mut folders = self.units.iter().map(|(folder, _)| folder);
        let by_name = || {
            let mut folders = self.units.iter().map(|(folder, _)| folder);
            folders.find(|folder| self.unit(folder).as_deref() == Some(called))
        };
        folders.find(is_it).or_else(by_name).cloned()
    }

    /// The units that a field of a department may name: folders with names; all where it adds up none.
    pub(in crate::serve) fn of_department(&self) -> Vec<(String, String)> {
        let named =
            |folder: &String| (folder.clone(), self.unit(folder).unwrap_or_else(|| folder.clone()));
        match &self.members {
            Some(members) => members.units.iter().map(|unit| named(&unit.folder)).collect(),
            None => self.units.iter().map(|(folder, _)| named(folder)).collect(),
        }
    }

    /// Words for a path, in which units are called by their names.
    pub(in crate::serve) fn with_units(&self, words: &str) -> String {
        with_units(&self.units, words)
    }
}

/// Words for a path, in which units, folders with names, are called by their names.
pub(in crate::serve) fn with_units(units: &[(String, String)], words: &str) -> String {
    // A folder stands between marks there where it has letters that would be taken for a key.
    let named = |words: String, (folder, name): &(String, String)| {
        words.replace(&format!("“{folder}”"), name)
    };
    let words = units.iter().fold(words.to_owned(), named);
    let parts = words.split_inclusive([' ', '，']).map(|part| {
        let word = part.trim_end_matches([' ', '，']);
        let name = units.iter().find(|(folder, _)| folder == word).map(|(_, name)| name.as_str());
        let after = part.get(word.len()..).unwrap_or_default();
        format!("{}{after}", name.unwrap_or(word))
    });
    parts.collect()
}
