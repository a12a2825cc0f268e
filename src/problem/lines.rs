//! The lines of a text, so that a place is counted out without reading all that stands before it.

use std::ops::Range;

use crate::steps::count;

/// After so many bytes each the characters are counted.
const BLOCK: usize = 1024;

/// Where the lines of a text begin, and how many characters stand before each block of it.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The first byte of each line.
    starts: Vec<usize>,
    /// The characters that begin before each block.
    characters: Vec<usize>,
}

impl Lines {
    /// The lines of a text.
    pub(super) fn of(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        let mut before = 0;
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            before += begun(block);
            characters.push(before);
        }
        Self { starts, characters }
    }

    /// The line and the column of a byte of the text, both from 1; the column in characters.
    pub(super) fn line_and_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = floor(text, byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied();
        let before = |byte| self.characters_before(text, byte);
        (line, before(byte) - before(start.unwrap_or(0)) + 1)
    }

    /// The bytes of the line of a byte of the text, with what ends it.
    pub(super) fn line(&self, text: &str, byte: usize) -> Range<usize> {
        let line = self.starts.partition_point(|start| *start <= byte.min(text.len()));
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied();
        start.unwrap_or(0)..self.starts.get(line).copied().unwrap_or(text.len())
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..byte).unwrap_or_default();
        count(rest.len());
        self.characters.get(block).copied().unwrap_or_default() + begun(rest)
    }
}

/// How many characters begin in some bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The first byte of the character of a byte, or the end of the text.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_that_one_counts(text in "[a年\n\r]{0,40}", times in 1..200_usize, at in 0..9000_usize) {
            let text = text.repeat(times);
            let lines = Lines::of(&text);
            let byte = floor(&text, at);
            let before = &text[..byte];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            prop_assert_eq!(lines.line_and_column(&text, at), (line, column));
            let shown = &text[lines.line(&text, byte)];
            prop_assert_eq!(Some(shown), text.split_inclusive('\n').nth(line - 1).or(Some("")));
        }
    }
}
