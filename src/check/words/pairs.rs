//! Brackets and quotes that come in pairs.

use std::collections::BTreeMap;

use crate::check::words::characters::{head, is_han};
use crate::steps::count;

/// The brackets and quotes of a text that have no partner.
pub(in crate::check) fn without_partner(text: &str) -> Vec<(usize, char)> {
    let mut open = Open::default();
    let mut single: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|pair| pair.0 == c) {
            open.push(at, c);
        } else if PAIRS.iter().any(|pair| pair.1 == c) {
            let interval = open.signs.last().is_some_and(|(from, opening)| {
                is_interval(text.get(from + opening.len_utf8()..at).unwrap_or_default())
            });
            if interval {
                open.pop();
            } else if !is_numbering(text, at, c) {
                single.extend(open.close(at, c));
            }
        }
    }
    single.extend(open.signs);
    single.sort_unstable();
    single
}

/// The signs that come in pairs.
const PAIRS: [(char, char); 12] = [
    ('（', '）'),
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('【', '】'),
    ('〔', '〕'),
    ('「', '」'),
    ('『', '』'),
    ('〈', '〉'),
    ('{', '}'),
    ('(', ')'),
    ('[', ']'),
];

/// Which pair a sign belongs to.
fn kind(sign: char) -> usize {
    PAIRS.iter().position(|pair| pair.0 == sign || pair.1 == sign).unwrap_or(PAIRS.len())
}

/// The opening signs whose partners have not come yet.
#[derive(Default)]
struct Open {
    /// Where they stand, in order.
    signs: Vec<(usize, char)>,
    /// How many there are of each pair, so that a partner that is not there is not looked for among all.
    counts: BTreeMap<usize, usize>,
}

impl Open {
    /// Opens a sign.
    fn push(&mut self, at: usize, sign: char) {
        self.signs.push((at, sign));
        *self.counts.entry(kind(sign)).or_default() += 1;
    }

    /// Takes the last sign back.
    fn pop(&mut self) -> Option<(usize, char)> {
        let (at, sign) = self.signs.pop()?;
        if let Some(count) = self.counts.get_mut(&kind(sign)) {
            *count -= 1;
        }
        Some((at, sign))
    }

    /// Closes a sign: those opened after its partner, or else it itself, have none.
    fn close(&mut self, at: usize, sign: char) -> Vec<(usize, char)> {
        if self.counts.get(&kind(sign)).is_none_or(|count| *count == 0) {
            return vec![(at, sign)];
        }
        let mut single = Vec::new();
        while let Some((from, opening)) = self.pop()
            && kind(opening) != kind(sign)
        {
            count(1);
            single.push((from, opening));
        }
        single
    }
}

/// Whether a closing bracket belongs to a number such as `1）`, or a closing quote is an apostrophe.
fn is_numbering(text: &str, at: usize, sign: char) -> bool {
    let left = head(text, at);
    match sign {
        '）' | ')' => {
            let number = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
            let rest = left.trim_end_matches(number);
            let digits = left.get(rest.len()..).unwrap_or_default().chars().count();
            let begins =
                rest.chars().next_back().is_none_or(|c| !is_han(c) && c != '（' && c != '(');
            (1..=3).contains(&digits) && begins
        }
        '’' => left.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic()),
        _ => false,
    }
}

/// Whether what stands between brackets is an interval of numbers.
fn is_interval(words: &str) -> bool {
    /// How many bytes an interval has at most.
    const LONGEST: usize = 200;
    count(words.len().min(LONGEST));
    let number = |c: char| c.is_ascii_digit() || ".%％万元分,，-—~～、 +∞".contains(c);
    words.len() <= LONGEST
        && words.contains([',', '，', '-', '—', '~', '～', '、'])
        && words.chars().all(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The signs of a text that have no partner.
    fn single(text: &str) -> String {
        without_partner(text).into_iter().map(|(_, sign)| sign).collect()
    }

    #[test]
    fn signs_without_partners_are_found() {
        for (text, expected) in [
            ("（甲）“乙”", ""),
            ("（甲", "（"),
            ("甲）", "）"),
            ("（甲“乙）", "“"),
            ("（甲“乙）丙”", "“”"),
            ("【（甲】", "（"),
            ("1）甲", ""),
            ("[1,2)", ""),
            ("《甲》》", "》"),
        ] {
            assert_eq!(single(text), expected, "{text}");
        }
        let many = "（【".repeat(5) + &"》".repeat(5) + &"】）".repeat(5);
        assert_eq!(single(&many), "》".repeat(5));
    }
}
