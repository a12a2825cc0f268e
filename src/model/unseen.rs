//! Characters that show nothing, or another thing on every machine.

use std::ops::RangeInclusive;

/// The blocks of such characters up to U+FFFF: control characters, zero-width blanks and joiners, marks of direction, soft
/// hyphens, private characters, selectors of variants, marks of notes.
pub(crate) const UNSEEN: [RangeInclusive<char>; 14] = [
    '\u{0}'..='\u{8}',
    '\u{b}'..='\u{c}',
    '\u{e}'..='\u{1f}',
    '\u{7f}'..='\u{9f}',
    '\u{ad}'..='\u{ad}',
    '\u{180e}'..='\u{180e}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{2064}',
    '\u{2066}'..='\u{206f}',
    '\u{e000}'..='\u{f8ff}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
];

/// Tags, the other selectors of variants, and the private planes.
const BEYOND: [RangeInclusive<char>; 2] = ['\u{e0000}'..='\u{e0fff}', '\u{f0000}'..='\u{10ffff}'];

/// Whether a character shows nothing, or another thing on every machine.
pub(crate) fn is_unseen(c: char) -> bool {
    UNSEEN.iter().chain(&BEYOND).any(|block| block.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_known() {
        for unseen in [
            '\u{200b}',
            '\u{200e}',
            '\u{feff}',
            '\u{e5e5}',
            '\u{fe00}',
            '\u{ad}',
            '\u{1b}',
            '\u{e0100}',
            '\u{f0001}',
        ] {
            assert!(is_unseen(unseen), "{unseen:?}");
        }
        for fine in ['\n', '\t', '\r', ' ', '\u{3000}', '字', '\u{a0}', '\u{242ee}', '\u{1f600}'] {
            assert!(!is_unseen(fine), "{fine:?}");
        }
    }
}
