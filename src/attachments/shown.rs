//! What a form shows of the data: the words on its pages, and the figures that its files ask for.

use std::collections::BTreeSet;

use memchr::memmem;

use crate::model::amount::Money;
use crate::model::form::{Precision, Unit};
use crate::model::text::Text;

/// The keys of the facts that decide whether figures are kept which stand for nothing else, and whether what was typed is
/// printed at all.
pub(crate) const KEYS: [&str; 20] = [
    "procurement",
    "reserved",
    "assets",
    "targets",
    "tracking",
    "self-evaluation",
    "covered",
    "covered-share",
    "level-one",
    "level-two",
    "whole",
    "department",
    "extra",
    "evaluations",
    "awards-known",
    "small-and-medium",
    "small-and-medium-share",
    "systems",
    "mechanism",
    "foreign-guests",
];

/// How many letters of a text are looked for at a time where the whole is not found in one piece.
const WINDOW: usize = 8;
/// The same where it is enough that a part of it may be there.
const SHORT_WINDOW: usize = 4;
/// At most how many pieces of a text are looked for.
const PIECES: usize = 16;

/// What a form shows of the data.
#[derive(Debug, Clone)]
pub(crate) enum Shown {
    /// Whatever there is, where it is not known.
    Everything,
    /// What was found on the pages, and what the form's files ask for.
    Found {
        /// The letters and digits of all pages, in order.
        letters: String,
        /// The keys of the facts that stand in the form's files.
        keys: BTreeSet<&'static str>,
        /// Whether words that are only found in part are taken to be there.
        in_part: bool,
    },
}

impl Shown {
    /// What is on pages with some words, set by files that ask for some keys.
    pub(crate) fn found(pages: &str, keys: BTreeSet<&'static str>) -> Self {
        Self::Found { letters: letters(pages), keys, in_part: false }
    }

    /// The same, but that words which are found in part are taken to be there.
    pub(crate) fn in_part(self) -> Self {
        match self {
            Self::Everything => Self::Everything,
            Self::Found { letters, keys, in_part: _ } => {
                Self::Found { letters, keys, in_part: true }
            }
        }
    }

    /// The same, but that the form's files are taken to ask for everything.
    pub(crate) fn with_all_figures(self) -> Self {
        match self {
            Self::Everything => Self::Everything,
            Self::Found { letters, keys: _, in_part } => {
                Self::Found { letters, keys: KEYS.into(), in_part }
            }
        }
    }

    /// Whether words are on the pages. Long ones may be cut by the end of a page or trimmed by a sentence, so that most of
    /// them is enough.
    pub(crate) fn words(&self, words: &str) -> bool {
        let Self::Found { letters: pages, in_part, .. } = self else { return true };
        let is_there = |words: &str| memmem::find(pages.as_bytes(), words.as_bytes()).is_some();
        let words = letters(words);
        // A sentence that says 原因是 leaves out the 因 that follows.
        let causes = ["因为", "由于", "因"];
        let effect = causes.into_iter().find_map(|cause| words.strip_prefix(cause));
        if is_there(&words) || effect.is_some_and(|effect| !effect.is_empty() && is_there(effect)) {
            return true;
        }
        let window = if *in_part { SHORT_WINDOW } else { WINDOW };
        let words: Vec<char> = words.chars().collect();
        let pieces: Vec<String> =
            words.windows(window).map(|piece| piece.iter().collect()).collect();
        if *in_part {
            return pieces.is_empty() || pieces.iter().any(|piece| is_there(piece));
        }
        let step = pieces.len().div_ceil(PIECES).max(1);
        let tried = pieces.iter().step_by(step);
        let found = tried.clone().filter(|piece| is_there(piece)).count();
        found * 2 > tried.count()
    }

    /// A text where it is on the pages.
    pub(super) fn text(&self, text: &Option<Text>) -> Option<Text> {
        text.clone().filter(|text| self.words(&text.paragraphs.concat()))
    }

    /// Whether an amount is on the pages, in any unit and with any decimals.
    pub(crate) fn amount(&self, amount: Money) -> bool {
        match self {
            Self::Everything | Self::Found { in_part: true, .. } => true,
            Self::Found { letters, .. } => digits(amount).iter().any(|form| holds(letters, form)),
        }
    }

    /// Whether the form's files ask for a key of the facts.
    pub(super) fn key(&self, key: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Found { keys, .. } => keys.contains(key),
        }
    }
}

/// Whether a text has these digits: few of them as a number of its own, for any longer number has them somewhere.
fn holds(letters: &str, digits: &str) -> bool {
    /// How many digits are not in a longer number by chance.
    const TELLING: usize = 5;
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    letters.match_indices(digits).any(|(start, _)| {
        let before = letters.get(..start).and_then(|before| before.chars().next_back());
        let after = letters.get(start + digits.len()..).and_then(|after| after.chars().next());
        digits.len() >= TELLING || !is_digit(before) && !is_digit(after)
    })
}

/// The digits that an amount may be printed with: in 元, 万元 and 亿元, with so many decimals as forms have.
fn digits(amount: Money) -> Vec<String> {
    let forms = Unit::ALL
        .into_iter()
        .flat_map(|unit| (0..=6).map(move |digits| Precision { unit, digits }.text(amount)));
    let number = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>();
    forms.map(number).collect()
}

/// Letters and digits alone: how words are broken, spaced and punctuated is up to the form.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_in_any_unit() {
        let shown = Shown::found("购买服务支出123,456.00元，另有8.70万元", BTreeSet::new());
        for (amount, there) in
            [("123456", true), ("87000", true), ("123457", false), ("95000", false)]
        {
            assert_eq!(shown.amount(Money::parse(amount).unwrap()), there, "{amount}");
        }
    }

    #[test]
    fn words_are_found_however_they_are_set() {
        let pages = "增加的主要原因是：新设一个\n借阅点，购书较多。\n第 3 页\n读者比上年多，开放时间延长到晚上九点，";
        let shown = Shown::found(pages, BTreeSet::new());
        assert!(shown.words("新设一个借阅点，购书较多。"));
        assert!(shown.words("新设一个借阅点，购书较多。读者比上年多，开放时间延长到晚上九点"));
        assert!(shown.words("。"));
        assert!(!shown.words("退休一人"));
        assert!(shown.words("因新设一个借阅点") && shown.words("由于购书较多"));
        assert!(!shown.words("因退休一人"));
        assert!(!shown.words("新设一个借阅点，其余内部掌握：另有安排，不写进报告，也不要对外讲"));
        assert!(!shown.words("夜间开放至九点"));
        let in_part = shown.in_part();
        assert!(in_part.words("夜间开放时间延长了很多很多"));
        assert!(in_part.words("退休") && !in_part.words("退休一人"));
        assert!(Shown::Everything.words("退休一人"));
    }
}
