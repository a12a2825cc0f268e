//! What notes may stand at: the entries, rows and headings of a text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::edit::add::Holder;

/// Something that notes may stand at, known by its first byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Where it stands: of an entry from its key to the end of its value.
    pub(super) range: Range<usize>,
    /// The values of an entry that is an array within brackets, with the brackets.
    pub(super) array: Option<(Range<usize>, Vec<Range<usize>>)>,
}

/// The entries and headings of a table and of all below it, in the order in which they stand.
pub(super) fn anchors(text: &str, root: &DeTable<'_>) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    of_table(text, root, &mut anchors);
    anchors.sort_by_key(|anchor| anchor.range.start);
    anchors
}

/// Whether rows stand under headings of their own.
pub(super) fn is_headed(text: &str, rows: &DeArray<'_>) -> bool {
    rows.iter().next().is_some_and(|row| row_is_headed(text, row))
}

/// Whether a row stands under a heading of its own.
fn row_is_headed(text: &str, row: &Spanned<DeValue<'_>>) -> bool {
    row.get_ref().is_table() && text.get(row.span()).is_some_and(|row| row.starts_with('['))
}

/// Notes what stands in a table.
fn of_table(text: &str, table: &DeTable<'_>, anchors: &mut Vec<Anchor>) {
    for (key, value) in table {
        let entry = key.span().start..value.span().end;
        match value.get_ref() {
            DeValue::Table(below) => match Holder::of(text, value.span()) {
                Holder::Inline(_) => anchors.push(Anchor { range: entry, array: None }),
                Holder::Headed(heading) => {
                    anchors.push(Anchor { range: heading, array: None });
                    of_table(text, below, anchors);
                }
                Holder::Implied | Holder::Top => of_table(text, below, anchors),
            },
            DeValue::Array(rows) if is_headed(text, rows) => {
                for row in rows.iter() {
                    anchors.push(Anchor { range: row.span(), array: None });
                    if let DeValue::Table(below) = row.get_ref() {
                        of_table(text, below, anchors);
                    }
                }
            }
            DeValue::Array(rows) => {
                let rows = rows.iter().map(Spanned::span).collect();
                anchors.push(Anchor { range: entry, array: Some((value.span(), rows)) });
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => anchors.push(Anchor { range: entry, array: None }),
        }
    }
}
