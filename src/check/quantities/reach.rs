//! How far apart the figures of a text are held against each other.

use crate::steps::count;

/// About how many comparisons are made for one text, at least as many as an ordinary one needs.
const WORK: usize = 1 << 20;

/// How far apart figures are held against each other in any case.
const NEAREST: usize = 64;

/// How many figures apart those of a text with so many are held against each other: all of them where there are up to a
/// thousand, as in every ordinary text; fewer where there are more, so that the work grows with the text and no faster.
pub(super) fn reach(figures: usize) -> usize {
    (WORK / figures.max(1)).max(NEAREST)
}

/// Whether some figures of a text with so many are too far apart to be held against each other.
pub(super) fn is_too_long(figures: usize) -> bool {
    reach(figures) < figures
}

/// How many bytes of a clause are read before a figure: of all of a clause that somebody wrote, and of no more where a
/// text has no marks of punctuation.
pub(super) const CLAUSE: usize = 1500;

/// How many bytes of a sentence are read before a figure.
pub(in crate::check) const SENTENCE: usize = 3000;

/// The words of a text between the last of some marks and a place, at most so many bytes of them.
pub(in crate::check) fn words_since<'t>(
    text: &'t str,
    at: usize,
    marks: &[char],
    most: usize,
) -> &'t str {
    let before = text.get(..at).unwrap_or_default();
    let mut from = before.len().saturating_sub(most);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = before.get(from..).unwrap_or_default();
    let words = near.rsplit(marks).next().unwrap_or_default();
    count(words.len());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_text_is_held_against_itself_as_a_whole() {
        for figures in [0, 1, 10, 200, 1000, 1024] {
            assert!(!is_too_long(figures), "{figures}");
        }
        for figures in [1025, 5000, 200_000] {
            assert!(is_too_long(figures), "{figures}");
            assert!(reach(figures) * figures <= WORK.max(NEAREST * figures), "{figures}");
        }
    }

    #[test]
    fn words_end_at_the_last_mark() {
        let text = "甲。乙，丙丁";
        assert_eq!(words_since(text, text.len(), &['。', '，'], 100), "丙丁");
        assert_eq!(words_since(text, text.len(), &['。'], 100), "乙，丙丁");
        assert_eq!(words_since(text, text.len(), &['；'], 4), "丁");
        assert_eq!(words_since(text, 0, &['；'], 4), "");
    }
}
