//! What texts and rows are known by.

use crate::batch::Digest;
use crate::exchange::fill::Row;

/// What a text of a file is known by.
pub(in crate::serve) fn digest(text: &str) -> String {
    Digest::of(text.as_bytes()).as_str().to_owned()
}

/// What a row is known by, as long as nobody changes it.
pub(super) fn row_digest(row: &Row) -> String {
    digest(&format!("{:?}", row.fields))
}
