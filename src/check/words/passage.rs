//! Words as they stand in their files, so that a finding can point at a single character.

use std::cell::OnceCell;
use std::ops::Range;

use crate::check::quantities::quantity::{Quantity, quantities};
use crate::check::subject::Subject;
use crate::check::words::traits::Traits;
use crate::model::check::Written;
use crate::model::place::Place;

/// One text of the data.
#[derive(Debug, Clone)]
pub(in crate::check) struct Passage {
    /// The field from the top of its file, such as `reasons.total`.
    pub(in crate::check) field: String,
    /// The words between the quotes, byte for byte as in the file; escapes are blanked out.
    pub(in crate::check) text: String,
    /// The whole literal with its quotes.
    pub(in crate::check) literal: Place,
    /// Where `text` begins in the file.
    pub(in crate::check) start: usize,
    /// The kinds of its characters.
    pub(in crate::check) traits: Traits,
    /// Which self-evaluation report it belongs to.
    pub(in crate::check) evaluation: Option<usize>,
    /// Its figures, read when they are first asked for.
    quantities: OnceCell<Vec<Quantity>>,
}

impl Passage {
    /// The place of some bytes of the text.
    pub(in crate::check) fn place(&self, range: Range<usize>) -> Place {
        Place {
            file: self.literal.file,
            start: self.start + range.start,
            end: self.start + range.end,
        }
    }

    /// The place of the whole text.
    pub(in crate::check) fn whole(&self) -> Place {
        self.place(0..self.text.len())
    }

    /// The figures with units that it has.
    pub(in crate::check) fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| quantities(&self.text))
    }

    /// The last key of the field.
    pub(in crate::check) fn key(&self) -> &str {
        self.field.rsplit('.').next().unwrap_or(&self.field)
    }

    /// Whether the field is of a table, such as `reasons`.
    pub(in crate::check) fn is_in(&self, table: &str) -> bool {
        self.field.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// Keys whose words are choices of the program, not text of the office.
const CHOICES: [&str; 7] = ["fund", "scope", "kind", "nature", "layout", "code", "output"];

/// The texts of a report: its unit's, its own and its attachments'.
pub(in crate::check) fn passages(subject: &Subject<'_>) -> Vec<Passage> {
    let report = subject.report;
    let [unit, year] = [report.unit.place.file, report.year.place.file];
    let passages = subject.written.iter().filter_map(|written| {
        let file = written.words.place.file;
        let mut evaluations = report.year.evaluations.iter();
        let evaluation = evaluations.position(|evaluation| evaluation.place.file == file);
        let ours = file == unit || file == year || evaluation.is_some();
        let key = written.field.rsplit('.').next().unwrap_or(&written.field);
        let text = ours && !CHOICES.contains(&key) && !is_aside(&written.field);
        text.then(|| passage(subject, written, evaluation)).flatten()
    });
    passages.collect()
}

/// Whether the words of a field are not printed.
fn is_aside(field: &str) -> bool {
    ["accept.", "names.", "control.", "prior."].iter().any(|table| field.starts_with(table))
        || ["income.name", "expenditure.name", "economic.name", "budget.name"].contains(&field)
}

/// The passage of some words.
fn passage(subject: &Subject<'_>, written: &Written, evaluation: Option<usize>) -> Option<Passage> {
    let literal = written.words.place;
    let source = subject.sources.file(literal.file)?;
    let raw = source.text.get(literal.start..literal.end)?;
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| raw.starts_with(quotes))?;
    let inner = raw.strip_prefix(quotes)?.strip_suffix(quotes)?;
    let text = if quotes.starts_with('"') { without_escapes(inner) } else { inner.to_owned() };
    let start = literal.start + quotes.len();
    let (traits, quantities) = (Traits::of(&text), OnceCell::new());
    Some(Passage {
        field: written.field.clone(),
        text,
        literal,
        start,
        traits,
        evaluation,
        quantities,
    })
}

/// The text with blanks in place of escapes, of the same length in bytes.
fn without_escapes(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut blanked = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            blanked.push(c);
            continue;
        }
        blanked.push(' ');
        let escaped = characters.next().unwrap_or(' ');
        blanked.extend(std::iter::repeat_n(' ', escaped.len_utf8()));
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        for _ in 0..digits {
            let digit = characters.next().unwrap_or(' ');
            blanked.extend(std::iter::repeat_n(' ', digit.len_utf8()));
        }
    }
    blanked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_keep_their_length() {
        for text in ["甲\\n乙", "\\u4e2d文", "\\\"引\\\"", "末\\", "\\U0001F600"] {
            assert_eq!(without_escapes(text).len().max(text.len()), without_escapes(text).len());
            assert!(!without_escapes(text).contains('\\'));
        }
        assert_eq!(without_escapes("甲\\n乙"), "甲  乙");
    }
}
