//! Ranges of a text replaced.

use std::ops::Range;

/// A range of a text and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    /// The range, in bytes.
    pub(super) range: Range<usize>,
    /// What stands there instead.
    pub(super) text: String,
}

impl Splice {
    /// Replaces a range.
    pub(super) fn over(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Adds something at a place.
    pub(super) fn at(place: usize, text: impl Into<String>) -> Self {
        Self::over(place..place, text)
    }
}

/// The text with some ranges replaced, which do not overlap.
pub(super) fn applied(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.range.start);
    let (mut result, mut from) = (String::new(), 0);
    for Splice { range, text: instead } in splices {
        result.push_str(text.get(from..range.start).unwrap_or_default());
        result.push_str(&instead);
        from = range.end;
    }
    result.push_str(text.get(from..).unwrap_or_default());
    result
}
