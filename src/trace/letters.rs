//! The letters and digits of words: what is compared where blanks and signs do not matter.

/// The letters and digits of some words.
pub(super) fn letters(words: &str) -> Vec<char> {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}
