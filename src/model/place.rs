//! Where a value was written.

use std::ops::Range;

/// The number of a file in the list of all files that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileNumber(pub usize);

/// A range of bytes in one of the files that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileNumber,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Place {
    /// A place from a file and a byte range.
    pub fn new(file: FileNumber, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }
}

/// A value together with the place where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands; for a value left out, where its table stands.
    pub place: Place,
}

impl<T> Located<T> {
    /// Joins a value to its place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}
