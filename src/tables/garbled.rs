//! Words that were saved as UTF-8, opened as GBK and saved again: 鍗曚綅 for 单位.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::GB18030;

/// How many runs of characters must be such words before a file is said to be garbled.
const ENOUGH: usize = 3;

/// How many runs are looked at: a file is garbled from its first line on.
const LOOKED: usize = 40;

/// The first words of a garbled text, and what they were; none where the text is not garbled.
pub(super) fn garbled(text: &str) -> Option<(Range<usize>, String)> {
    let mut first = None;
    let (mut right, mut recovered) = (0_usize, 0_usize);
    for run in runs_of(text) {
        if let Some(words) = text.get(run.clone()).and_then(before) {
            recovered += 1;
            first.get_or_insert((run, words));
            continue;
        }
        right += 1;
        // Those that follow cannot make up for so many.
        if right > LOOKED / 2 {
            return None;
        }
    }
    first.filter(|_| recovered >= ENOUGH && recovered >= right)
}

/// The characters that two bytes of GBK make of which the first begins a character of three bytes of UTF-8, one bit each.
static BEGINNINGS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut beginnings = vec![0; 0x10000 / 64];
    for first in 0xe2..=0xef_u8 {
        for second in 0x40..=0xfe_u8 {
            let pair = [first, second];
            let (character, _) = GB18030.decode_without_bom_handling(&pair);
            let mut characters = character.chars();
            let (Some(c), None) = (characters.next(), characters.next()) else { continue };
            if let Some(word) = beginnings.get_mut(c as usize / 64) {
                *word |= 1 << (c as usize % 64);
            }
        }
    }
    beginnings
});

/// The runs of two and more characters that are none of ASCII. A byte without its fellow became a mark of its own, which
/// ends a run.
fn runs_of(text: &str) -> Vec<Range<usize>> {
    // What follows a lost byte is out of step up to the next character of ASCII.
    let lost = |c: char| c == char::REPLACEMENT_CHARACTER || c == '€';
    let mut runs = Vec::new();
    let (mut start, mut in_step) = (None, true);
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if runs.len() == LOOKED {
            break;
        }
        if !c.is_ascii() && !lost(c) {
            start = start.or(in_step.then_some(at));
            continue;
        }
        if let Some(from) = start.take() {
            let long = text.get(from..at).is_some_and(|run| run.chars().count() > 1);
            runs.extend(long.then_some(from..at));
        }
        in_step = c.is_ascii();
    }
    runs
}

/// What some words were before they were taken for GBK, if that makes Chinese words; the last character may be lost.
fn before(words: &str) -> Option<String> {
    // Encoding is slow. The first byte of such words begins a character of three bytes, which that of most other words
    // does not.
    let first = words.chars().next()? as usize;
    BEGINNINGS.get(first / 64).filter(|word| *word & (1 << (first % 64)) != 0)?;
    let (bytes, _, unmappable) = GB18030.encode(words);
    if unmappable {
        return None;
    }
    let right = match std::str::from_utf8(&bytes) {
        Ok(right) => right,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let chinese = |c: char| matches!(c, '\u{2014}'..='\u{2026}' | '\u{3001}'..='\u{3011}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
    (!right.is_empty() && right.chars().all(chinese)).then(|| right.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as it is after it was opened as GBK.
    fn opened_as_gbk(text: &str) -> String {
        GB18030.decode(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn garbled_words_are_known() {
        let text = "name = \"汾阳市社会保险中心\"\nuse = \"职工住房公积金\"\nreason = \"人员增加，工资上涨。\"\n";
        let (range, words) = garbled(&opened_as_gbk(text)).unwrap();
        assert!("汾阳市社会保险中心".starts_with(&words), "{words}");
        assert!(range.start > 0);
    }

    #[test]
    fn right_words_are_no_garbled_ones() {
        for text in [
            "name = \"汾阳市社会保险中心\"\nuse = \"职工住房公积金\"\nreason = \"人员增加，工资上涨。\"\n",
            "name = \"瀹嬪煄\"",
            "",
            "a = 1",
        ] {
            assert_eq!(garbled(text), None, "{text}");
        }
    }
}
