//! The values in the data files that a figure can come from.

use std::ops::Range;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fields::field::{Kind, Shape};
use crate::fields::{described, shape_of};
use crate::model::place::{FileNumber, Place};
use crate::problem::{Position, Sources};
use crate::trace::letters::letters;

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
    /// A number.
    Number {
        /// What it comes to.
        value: Decimal,
        /// What it counts.
        of: Measure,
        /// Whether it is quoted.
        is_quoted: bool,
    },
    /// Words.
    Words(String),
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// 元.
    Money,
    /// Persons or things.
    Things,
    /// Points, 0 to 100.
    Points,
}

/// A line of a data file that feeds a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
        let Some(shape) = shape_of(&source.name) else { continue };
        let mut within = Within { file, sources, shape, found: &mut found };
        let (table, _) = DeTable::parse_recoverable(&source.text);
        for (key, value) in table.get_ref() {
            if !UNREAD.contains(&key.get_ref().as_ref()) {
                within.add(value);
            }
        }
    }
    found.sort_by_key(|input| (input.file, input.start));
    found
}

/// The values of a file while they are gathered.
struct Within<'a> {
    /// The number of the file.
    file: usize,
    /// All files.
    sources: &'a Sources,
    /// What may stand in it.
    shape: &'static Shape,
    /// The values.
    found: &'a mut Vec<Input>,
}

impl Within<'_> {
    /// Adds a value, or those within it.
    fn add(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => {
                self.add_number(number.as_str(), false, value.span());
            }
            DeValue::Float(number) => self.add_number(number.as_str(), false, value.span()),
            DeValue::String(words) => self.add_words(words, value.span()),
            DeValue::Array(array) => array.iter().for_each(|value| self.add(value)),
            DeValue::Table(table) => table.iter().for_each(|(_, value)| self.add(value)),
            DeValue::Integer(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }

    /// Adds a number, where one may stand.
    fn add_number(&mut self, letters: &str, is_quoted: bool, span: Range<usize>) {
        let of = match self.kind(&span) {
            Some(Kind::Money(_)) => Measure::Money,
            Some(Kind::Count(_) | Kind::Whole { .. }) => Measure::Things,
            Some(Kind::Score) => Measure::Points,
            _ => return,
        };
        if let Ok(value) = letters.replace([',', '_'], "").parse() {
            let value = InputValue::Number { value, of, is_quoted };
            self.found.push(Input { file: self.file, start: span.start, end: span.end, value });
        }
    }

    /// Adds words, or the number that they are.
    fn add_words(&mut self, words: &str, span: Range<usize>) {
        match self.kind(&span) {
            Some(Kind::Money(_) | Kind::Score) => self.add_number(words, true, span),
            Some(Kind::Code(_) | Kind::Choice(_) | Kind::Date | Kind::Year) => {}
            Some(_) | None if words.is_empty() => {}
            Some(_) | None => {
                let value = InputValue::Words(words.to_owned());
                self.found.push(Input { file: self.file, start: span.start, end: span.end, value });
            }
        }
    }

    /// What may stand in some bytes; none where that is not described.
    fn kind(&self, span: &Range<usize>) -> Option<Kind> {
        let place = Place { file: FileNumber(self.file), start: span.start, end: span.end };
        Some(described(self.shape, self.sources.path(place)?)?.kind)
    }
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
    pub(super) fn place(&self) -> Place {
        Place { file: FileNumber(self.file), start: self.start, end: self.end }
    }
}
