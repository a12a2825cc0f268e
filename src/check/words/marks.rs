//! Marks on the words of a report, gathered into findings.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::words::characters::brief;
use crate::check::words::passage::Passage;
use crate::problem::Problem;
use crate::steps::count;

/// How many words a headline names.
const NAMED: usize = 3;

/// How many places a finding shows.
const SHOWN: usize = 12;

/// One thing that is wrong with the words of a passage.
pub(in crate::check) struct Mark {
    /// Which bytes of the passage.
    pub(in crate::check) range: Range<usize>,
    /// The words, as the headline names them.
    pub(in crate::check) words: String,
    /// What is said at the place.
    pub(in crate::check) label: String,
}

impl Mark {
    /// A mark.
    pub(in crate::check) fn new(
        range: Range<usize>,
        words: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        Self { range, words: words.into(), label: label.into() }
    }
}

/// One finding for the marks of a passage; the same finding at several passages is made once, with all places.
pub(in crate::check) fn gather<'s, 'a: 's>(
    passages: impl IntoIterator<Item = &'s Passage<'a>>,
    marks: impl Fn(&'s Passage<'a>) -> Vec<Mark>,
    headline: impl Fn(&str) -> String,
    help: &str,
) -> Vec<Problem> {
    let mut findings: Vec<Problem> = Vec::new();
    let mut by_headline: BTreeMap<String, usize> = BTreeMap::new();
    for passage in passages {
        let marks = marks(passage);
        if marks.is_empty() {
            continue;
        }
        let headline = headline(&named(&marks));
        let number = *by_headline.entry(headline.clone()).or_insert(findings.len());
        if number == findings.len() {
            findings.push(Problem::finding(headline).help(help));
        }
        let Some(finding) = findings.get_mut(number) else { continue };
        for Mark { range, words, label } in marks {
            let place = passage.place(range);
            finding.places.push((place, label));
            finding.mark(place, words);
        }
    }
    findings.into_iter().map(abridged).collect()
}

/// The finding with no more places than one can take in.
fn abridged(mut finding: Problem) -> Problem {
    let more = finding.places.len().saturating_sub(SHOWN);
    finding.places.truncate(SHOWN);
    match more {
        0 => finding,
        more => finding.help(format!("还有 {more} 处，改好这些以后再核对一次就会列出")),
    }
}

/// The words of marks in quotes, each once: “甲”“乙”“丙”等 4 处.
fn named(marks: &[Mark]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for mark in marks {
        count(1);
        if !words.contains(&mark.words.as_str()) {
            words.push(&mark.words);
        }
        if words.len() > NAMED {
            break;
        }
    }
    let shown = words.iter().take(NAMED);
    let shown: String = shown.map(|words| format!("“{}”", brief(words))).collect();
    match words.len() {
        0..=NAMED => shown,
        _ => format!("{shown}等 {} 处", marks.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::{FileNumber, Place};

    #[test]
    fn many_marks_are_named_by_the_first() {
        let mark = |words: &str| Mark::new(0..0, words, "");
        assert_eq!(named(&[mark("甲"), mark("甲")]), "“甲”");
        assert_eq!(named(&[mark("甲"), mark("乙"), mark("丙"), mark("丁")]), "“甲”“乙”“丙”等 4 处");
    }

    #[test]
    fn many_places_are_cut_short() {
        let place = Place::new(FileNumber(0), 0..1);
        let finding = |count| {
            let places = vec![(place, String::new()); count];
            abridged(Problem { places, ..Problem::finding("") })
        };
        assert_eq!((finding(12).places.len(), finding(12).help.len()), (12, 0));
        assert_eq!((finding(20).places.len(), finding(20).help.len()), (12, 1));
        assert!(finding(20).help[0].contains("还有 8 处"));
    }
}
