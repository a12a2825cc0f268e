//! Single characters and what stands beside them.

use std::borrow::Cow;
use std::ops::Range;

/// Whether a character is a Chinese one.
pub(in crate::check) fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

/// Whether a character is a blank of whatever width, but no line end.
pub(in crate::check) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}')
}

/// What stands before a byte of a text.
pub(in crate::check) fn head(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// What stands from a byte of a text on.
pub(in crate::check) fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The character before a byte of a text.
pub(in crate::check) fn before(text: &str, at: usize) -> Option<char> {
    head(text, at).chars().next_back()
}

/// The character from a byte of a text on.
pub(in crate::check) fn after(text: &str, at: usize) -> Option<char> {
    tail(text, at).chars().next()
}

/// Some words with so many characters on either side, for telling where they stand.
pub(in crate::check) fn around(text: &str, range: &Range<usize>, characters: usize) -> String {
    let line = |c: &char| *c != '\n' && *c != '\r';
    let left: Vec<char> =
        head(text, range.start).chars().rev().take_while(line).take(characters).collect();
    let right = tail(text, range.end).chars().take_while(line).take(characters);
    let own = text.get(range.clone()).unwrap_or_default().chars();
    left.into_iter().rev().chain(own).chain(right).collect::<String>().trim().to_owned()
}

/// How many characters of words are shown in a headline, on either side of what is left out.
const BRIEF: usize = 60;

/// Some words as a headline shows them: without the middle where they are very long.
pub(in crate::check) fn brief(words: &str) -> Cow<'_, str> {
    let end = words.char_indices().nth(BRIEF).map(|(at, _)| at);
    let start = words.char_indices().rev().nth(BRIEF - 1).map(|(at, _)| at);
    match (end.and_then(|end| words.get(..end)), start.and_then(|start| words.get(start..))) {
        (Some(head), Some(tail)) if head.len() + tail.len() < words.len() => {
            Cow::Owned(format!("{head}……{tail}"))
        }
        _ => Cow::Borrowed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_lose_their_middle() {
        for short in ["", "一句话", &"字".repeat(2 * BRIEF)] {
            assert_eq!(brief(short), short);
        }
        let long = "字".repeat(2 * BRIEF + 1);
        assert_eq!(brief(&long).chars().filter(|c| *c == '字').count(), 2 * BRIEF);
        assert!(brief(&long).contains("……"));
    }

    #[test]
    fn neighbours_are_found_and_cut_off_at_line_ends() {
        let text = "第一行\n取暖费,死亡抚恤金";
        let comma = text.find(',').unwrap();
        assert_eq!(around(text, &(comma..comma + 1), 4), "取暖费,死亡抚恤");
        assert_eq!((before(text, comma), after(text, comma + 1)), (Some('费'), Some('死')));
        assert_eq!((before(text, 0), after(text, text.len())), (None, None));
    }
}
