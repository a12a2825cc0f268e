//! Where the sentences of a text begin and end.

use std::ops::Range;

/// The sentences of a text.
#[derive(Debug, Clone)]
pub(in crate::check) struct Sentences {
    /// Where they end, in order.
    ends: Vec<usize>,
    /// How many bytes the text has.
    length: usize,
}

impl Sentences {
    /// The sentences of a text.
    pub(in crate::check) fn of(text: &str) -> Self {
        let ends = text.match_indices(['。', '\n']).map(|(at, _)| at);
        Self { ends: ends.collect(), length: text.len() }
    }

    /// The sentence that a place of the text stands in.
    pub(in crate::check) fn at(&self, at: usize) -> Range<usize> {
        let next = self.ends.partition_point(|end| *end < at);
        let start = next.checked_sub(1).and_then(|last| self.ends.get(last)).copied();
        start.unwrap_or(0)..self.ends.get(next).copied().unwrap_or(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_reaches_from_stop_to_stop() {
        let text = "甲3人。乙4人\n丙5人";
        let sentences = Sentences::of(text);
        let of = |word: &str| &text[sentences.at(text.find(word).unwrap())];
        assert_eq!(["3", "4", "5"].map(of), ["甲3人", "。乙4人", "\n丙5人"]);
        assert_eq!(Sentences::of("").at(0), 0..0);
    }
}
