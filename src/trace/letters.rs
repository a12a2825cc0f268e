//! The letters and digits of words: what is compared where blanks and signs do not matter.

use std::ops::Range;

/// The letters and digits of some words.
pub(super) fn letters(words: &str) -> Vec<char> {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The bytes of some words that have some letters, each time that they come.
pub(super) fn parts(words: &str, asked: &[char]) -> Vec<Range<usize>> {
    let own: Vec<(usize, char)> =
        words.char_indices().filter(|(_, c)| c.is_alphanumeric()).collect();
    let is_meant = |part: &&[(usize, char)]| part.iter().map(|(_, c)| c).eq(asked);
    let found = own.windows(asked.len().max(1)).filter(is_meant);
    let range = |part: &[(usize, char)]| {
        let ((start, _), (last, c)) = (part.first()?, part.last()?);
        Some(*start..last + c.len_utf8())
    };
    found.filter_map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_stands_between_their_letters() {
        let words = "一、收入 增加，收入增加。";
        let found = parts(words, &letters("收入增加"));
        let found: Vec<&str> = found.into_iter().map(|part| &words[part]).collect();
        assert_eq!(found, ["收入 增加", "收入增加"]);
        assert!(parts(words, &[]).is_empty());
        assert!(parts("", &letters("收入")).is_empty());
    }
}
