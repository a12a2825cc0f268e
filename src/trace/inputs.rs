//! The values in the data files that a figure can come from.

use rust_decimal::Decimal;
use serde::Serialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::model::place::{FileNumber, Place};
use crate::problem::{Position, Sources};
use crate::trace::no_figure::letters;

/// A value in a data file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Input {
    /// The number of its file, among those that were read.
    pub file: usize,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is.
    pub value: InputValue,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum InputValue {
    /// A number: what it comes to, and whether it is quoted.
    Number(Decimal, bool),
    /// Words.
    Words(String),
}

/// A line of a data file that feeds a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Line {
    /// The file, from the project folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The path of the field.
    pub field: String,
    /// What is written there.
    pub written: String,
    /// The whole line.
    pub excerpt: String,
}

/// The tables that only the check reads.
const UNREAD: [&str; 3] = ["control", "accept", "check"];

/// The values of all data files in order.
pub(super) fn inputs(sources: &Sources) -> Vec<Input> {
    let mut found = Vec::new();
    for (file, source) in sources.all().iter().enumerate() {
        let is_data = source.name.starts_with("data/") && source.name.ends_with(".toml");
        if !is_data {
            continue;
        }
        let (table, _) = DeTable::parse_recoverable(&source.text);
        for (key, value) in table.get_ref() {
            if !UNREAD.contains(&key.get_ref().as_ref()) {
                of_value(value, key.get_ref(), file, &mut found);
            }
        }
    }
    found.sort_by_key(|input| (input.file, input.start));
    found
}

/// Adds the values within a table.
fn of_table(table: &DeTable<'_>, file: usize, found: &mut Vec<Input>) {
    for (key, value) in table {
        of_value(value, key.get_ref(), file, found);
    }
}

/// Adds the values within an array.
fn of_array(array: &DeArray<'_>, key: &str, file: usize, found: &mut Vec<Input>) {
    for value in array.iter() {
        of_value(value, key, file, found);
    }
}

/// Adds a value, or those within it.
fn of_value(value: &Spanned<DeValue<'_>>, key: &str, file: usize, found: &mut Vec<Input>) {
    let span = value.span();
    let mut add = |value| found.push(Input { file, start: span.start, end: span.end, value });
    match value.get_ref() {
        DeValue::Integer(number) => {
            if let Some(number) = decimal(number.as_str()).filter(|_| number.radix() == 10) {
                add(InputValue::Number(number, false));
            }
        }
        DeValue::Float(number) => {
            if let Some(number) = decimal(number.as_str()) {
                add(InputValue::Number(number, false));
            }
        }
        DeValue::String(words) => match decimal(words).filter(|_| words.contains(['.', ','])) {
            Some(number) => add(InputValue::Number(number, true)),
            None if key == "code" || words.is_empty() => {}
            None => add(InputValue::Words(words.to_string())),
        },
        DeValue::Array(array) => of_array(array, key, file, found),
        DeValue::Table(table) => of_table(table, file, found),
        DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// The number that some letters are.
fn decimal(letters: &str) -> Option<Decimal> {
    letters.replace([',', '_'], "").parse().ok()
}

impl Input {
    /// The line where it stands.
    pub(super) fn line(&self, sources: &Sources) -> Option<Line> {
        let place = self.place();
        let source = sources.file(place.file)?;
        let position = Position::of(place, sources)?;
        let excerpt = source.text.get(source.line(self.start))?.trim().to_owned();
        Some(Line {
            file: source.name.clone(),
            line: position.line,
            field: sources.path(place).unwrap_or_default().to_owned(),
            written: source.text.get(self.start..self.end)?.to_owned(),
            excerpt,
        })
    }

    /// Whether some words hold its words, or these hold them.
    pub(super) fn is_within(&self, words: &str) -> bool {
        /// So many letters are no chance.
        const ENOUGH: usize = 4;
        let InputValue::Words(own) = &self.value else { return false };
        let (own, words): (Vec<char>, Vec<char>) = (letters(own), letters(words));
        let holds = |one: &[char], other: &[char]| {
            other.len() >= ENOUGH && one.windows(other.len()).any(|part| part == other)
        };
        holds(&own, &words) || holds(&words, &own)
    }

    /// Its place.
    fn place(&self) -> Place {
        Place { file: FileNumber(self.file), start: self.start, end: self.end }
    }
}
