//! What the columns of a table are: sentences, amounts that are added up, and where the names of codes stand.

use crate::fields::field::{Field, Kind};

/// Whether the names of codes stand in a column of their own: not where they stand below, or are filled in beside.
pub(super) fn names_apart(columns: &[&'static Field]) -> bool {
    !names_below(columns) && columns.iter().all(|column| column.key != "name")
}

/// Whether the names of codes stand below them, as the other columns want the room.
pub(super) fn names_below(columns: &[&'static Field]) -> bool {
    is_many(columns) || columns.iter().any(|column| is_words(column))
}

/// Whether the values of a column are sentences.
pub(super) fn is_words(field: &Field) -> bool {
    matches!(field.kind, Kind::Words | Kind::Paragraphs)
}

/// Whether rows have so many amounts that they hardly have room beside each other.
pub(super) fn is_many(columns: &[&'static Field]) -> bool {
    columns.iter().filter(|field| is_summed(field)).count() > 3
}

/// Whether the values of a column are added up.
pub(super) fn is_summed(field: &Field) -> bool {
    matches!(field.kind, Kind::Money(_))
}
