//! Words as they stand in their files, so that a finding can point at a single character.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::quantities::quantity::{Quantity, quantities};
use crate::check::subject::Subject;
use crate::check::words::section::Section;
use crate::check::words::traits::Traits;
use crate::model::check::Written;
use crate::model::place::{FileNumber, Place};
use crate::problem::Sources;

/// One text of the data.
#[derive(Debug, Clone)]
pub(in crate::check) struct Passage<'a> {
    /// The field from the top of its file, such as `reasons.total`.
    field: &'a str,
    /// The last key of the field.
    key: &'a str,
    /// The words between the quotes, byte for byte as in the file; escapes are blanked out.
    pub(in crate::check) text: Cow<'a, str>,
    /// The whole literal with its quotes.
    pub(in crate::check) literal: Place,
    /// Where `text` begins in the file.
    pub(in crate::check) start: usize,
    /// The kinds of its characters.
    pub(in crate::check) traits: Traits,
    /// Which self-evaluation report it belongs to.
    pub(in crate::check) evaluation: Option<usize>,
    /// Whether its words do not stand in the file as they are, so that the whole literal is the place of any of them.
    apart: bool,
    /// For words that leave the office and are no text of the report, what they are.
    pub(in crate::check) aside: Option<&'static str>,
    /// Its figures, read when they are first asked for.
    quantities: OnceCell<Vec<Quantity>>,
}

impl<'a> Passage<'a> {
    /// Words that stand in a file as they are.
    pub(in crate::check) fn of(text: &'a str, place: Place, aside: Option<&'static str>) -> Self {
        Self {
            field: "",
            key: "",
            text: Cow::Borrowed(text),
            literal: place,
            start: place.start,
            traits: Traits::of(text),
            evaluation: None,
            apart: false,
            aside,
            quantities: OnceCell::new(),
        }
    }

    /// Words at a place where they do not stand as they are.
    pub(in crate::check) fn apart(text: String, place: Place, aside: Option<&'static str>) -> Self {
        let traits = Traits::of(&text);
        let passage = Self::of("", place, aside);
        Self { text: Cow::Owned(text), traits, apart: true, ..passage }
    }

    /// Words between quotes; nothing where there are none.
    pub(in crate::check) fn at(
        sources: &'a Sources,
        literal: Place,
        aside: Option<&'static str>,
    ) -> Option<Self> {
        let source = sources.file(literal.file)?;
        let raw = source.text.get(literal.start..literal.end)?;
        let all = ["\"\"\"", "'''", "\"", "'"];
        let quotes = all.into_iter().find(|quotes| raw.starts_with(quotes))?;
        let inner = raw.strip_prefix(quotes)?.strip_suffix(quotes)?;
        let escapes = quotes.starts_with('"') && inner.contains('\\');
        let text = if escapes { without_escapes(inner).into() } else { Cow::Borrowed(inner) };
        let traits = Traits::of(&text);
        Some(Self {
            text,
            traits: if escapes { traits.or(Traits::ESCAPED) } else { traits },
            start: literal.start + quotes.len(),
            ..Self::of("", literal, aside)
        })
    }

    /// The place of some bytes of the text.
    pub(in crate::check) fn place(&self, range: Range<usize>) -> Place {
        if self.apart {
            return self.literal;
        }
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
    pub(in crate::check) fn key(&self) -> &'a str {
        self.key
    }

    /// The section of a self-evaluation report that it is, if it is one.
    pub(in crate::check) fn section(&self) -> Option<Section> {
        self.evaluation?;
        Section::of(self.key)
    }

    /// Whether the field is of a table, such as `reasons`.
    pub(in crate::check) fn is_in(&self, table: &str) -> bool {
        self.field.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// The texts of a report: its unit's, its own and its attachments'.
pub(in crate::check) fn passages<'a>(subject: &Subject<'a>) -> Vec<Passage<'a>> {
    let report = subject.report;
    let [unit, year] = [report.unit.place.file, report.year.place.file];
    let evaluations = report.year.evaluations.iter().enumerate().rev();
    let evaluations: BTreeMap<FileNumber, usize> =
        evaluations.map(|(index, evaluation)| (evaluation.place.file, index)).collect();
    let restated = report.restated().map(|text| text.place);
    let passages = subject.written.iter().filter_map(|written| {
        let file = written.words.place.file;
        if restated == Some(written.words.place) {
            return passage(subject.sources, written, None);
        }
        let evaluation = evaluations.get(&file).copied();
        let ours = file == unit || file == year || evaluation.is_some();
        let text = ours && is_printed(&written.field);
        text.then(|| passage(subject.sources, written, evaluation)).flatten()
    });
    passages.collect()
}

/// Whether the words of a field are text of the office that is printed.
pub(crate) fn is_printed(field: &str) -> bool {
    let (table, _) = field.split_once('.').unwrap_or_default();
    let aside = matches!(table, "accept" | "names" | "control" | "prior");
    let name =
        matches!(field, "income.name" | "expenditure.name" | "economic.name" | "budget.name");
    let choice = matches!(
        last_key(field),
        "fund" | "scope" | "kind" | "nature" | "layout" | "code" | "output"
    );
    !aside && !name && !choice
}

/// The last key of a field.
fn last_key(field: &str) -> &str {
    field.rsplit_once('.').map_or(field, |(_, key)| key)
}

/// The passage of some words.
fn passage<'a>(
    sources: &'a Sources,
    written: &'a Written,
    evaluation: Option<usize>,
) -> Option<Passage<'a>> {
    let passage = Passage::at(sources, written.words.place, None)?;
    Some(Passage { field: &written.field, key: last_key(&written.field), evaluation, ..passage })
}

/// The text with blanks in place of escapes, of the same length in bytes.
fn without_escapes(text: &str) -> String {
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
