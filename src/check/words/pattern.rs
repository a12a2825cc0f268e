//! Regular expressions that are compiled when they are first used.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Captures, Regex};

/// A regular expression of the program's own.
#[derive(Debug)]
pub(in crate::check) struct Pattern {
    /// As it is written.
    source: &'static str,
    /// As it is used; none if it is not well formed, which the tests rule out.
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern from its source.
    pub(in crate::check) const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// All matches in a text, from left to right.
    pub(in crate::check) fn ranges<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + 't {
        self.regex().into_iter().flat_map(|regex| regex.find_iter(text)).map(|found| found.range())
    }

    /// All matches in a text with their groups.
    pub(in crate::check) fn groups<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + 't {
        self.regex().into_iter().flat_map(|regex| regex.captures_iter(text))
    }

    /// Whether it matches anywhere in a text.
    pub(in crate::check) fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// The compiled expression.
    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_carry_their_places() {
        static YEAR: Pattern = Pattern::new(r"([0-9]{4})年");
        let text = "自2021年至2022年";
        let found: Vec<&str> = YEAR.ranges(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["2021年", "2022年"]);
        assert_eq!(YEAR.groups(text).count(), 2);
        assert!(YEAR.is_in(text) && !YEAR.is_in("年"));
    }
}
