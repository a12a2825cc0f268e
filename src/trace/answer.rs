//! The answer to what is asked: the figures that are meant, where each is printed, what it and its operands are made of.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::problem::Problem;
use crate::trace::asked::{Asked, where_is};
use crate::trace::inputs::Line;
use crate::trace::no_figure::NoFigure;
use crate::trace::pages::Printed;
use crate::trace::report::{Explained, Meaning, Said, Trace};

/// The answer to what is asked.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Answer {
    /// The figures.
    pub figures: Vec<Told>,
    /// What stands in the office's own words.
    pub words: Vec<OwnWords>,
    /// What is no figure.
    pub no_figures: Vec<Nothing>,
}

/// A figure that is told.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Told {
    /// The figure.
    #[serde(flatten)]
    pub explained: Explained,
    /// Where it is printed.
    pub places: Vec<Printed>,
    /// In how many cells more it would be printed, which the pages leave out because it is nil.
    pub left_out: usize,
    /// How what it is made of is made itself.
    pub operands: Vec<Explained>,
}

/// Words that the office wrote.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OwnWords {
    /// Where they are printed.
    pub places: Vec<Said>,
    /// The lines of data.
    pub lines: Vec<Line>,
}

/// A number that is no figure.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Nothing {
    /// Where it is printed.
    pub place: Printed,
    /// What it is.
    pub kind: NoFigure,
}

/// So many different figures are told at once.
const MOST: usize = 16;

impl Trace<'_> {
    /// The answer to what is asked.
    pub fn answer(&self, asked: &Asked) -> Result<Answer, Problem> {
        let found = match self.find(asked) {
            Ok(found) => found,
            Err(problem) => return self.words_of(asked).ok_or(problem),
        };
        let facts: BTreeSet<String> =
            found.iter().filter_map(|printed| printed.fact.clone()).collect();
        let mut answer = Answer::default();
        if facts.is_empty() && found.is_empty() {
            return self.words_of(asked).ok_or_else(nothing_asked);
        }
        let explained = self.explain(&facts);
        if explained.len() > MOST {
            return Err(ambiguous(asked, &found, explained.len()));
        }
        answer.figures = explained.into_iter().map(|explained| self.told(explained)).collect();
        let mut words: BTreeMap<Vec<Line>, Vec<Said>> = BTreeMap::new();
        for printed in found.into_iter().filter(|printed| printed.fact.is_none()) {
            match self.meaning(printed) {
                Meaning::Figure(_) => {}
                Meaning::Words(lines) => words.entry(lines).or_default().push(Said::of(printed)),
                Meaning::NoFigure(kind) => {
                    answer.no_figures.push(Nothing { place: printed.clone(), kind });
                }
            }
        }
        let words = words.into_iter().map(|(lines, mut places)| {
            places.dedup();
            OwnWords { places, lines }
        });
        answer.words = words.collect();
        Ok(answer)
    }

    /// A figure with its places and its operands, and theirs.
    fn told(&self, explained: Explained) -> Told {
        let facts: BTreeSet<String> = explained.facts.iter().cloned().collect();
        let places = self.places(&facts).into_iter().cloned().collect();
        let left_out = self.left_out(&facts);
        let mut operands: Vec<Explained> = Vec::new();
        let mut met = facts;
        let mut next = facts_of(&explained);
        while !next.is_empty() {
            let one_by_one = next.iter().filter(|fact| met.insert((*fact).clone()));
            let made: Vec<Explained> =
                one_by_one.flat_map(|fact| self.explain_alone(fact)).collect();
            next = made.iter().flat_map(facts_of).collect();
            operands.extend(made);
        }
        Told { explained, places, left_out, operands }
    }

    /// The answer to words in which no number stands; none where they are printed nowhere.
    fn words_of(&self, asked: &Asked) -> Option<Answer> {
        let what = asked.what.as_deref()?;
        let places = self.said(what, asked.page);
        if places.is_empty() {
            return None;
        }
        let lines = self.lines_of_words(what);
        Some(Answer { words: vec![OwnWords { places, lines }], ..Answer::default() })
    }
}

/// The facts that a figure is made of.
fn facts_of(explained: &Explained) -> Vec<String> {
    explained.formula.operands.iter().filter_map(|operand| operand.fact.clone()).collect()
}

/// The problem of asking for too much at once.
fn ambiguous(asked: &Asked, found: &[&Printed], count: usize) -> Problem {
    /// So many of the places are listed.
    const LISTED: usize = 12;
    let what = asked.what.as_deref().map(|what| format!("“{what}”")).unwrap_or_default();
    let mut met = BTreeSet::new();
    let places = found.iter().filter(|printed| printed.fact.is_some());
    let places: Vec<String> =
        places.map(|one| where_is(one)).filter(|place| met.insert(place.clone())).collect();
    let more = places.len().saturating_sub(LISTED);
    let mut listed = places.into_iter().take(LISTED).collect::<Vec<_>>().join("；");
    if more > 0 {
        listed.push_str(&format!("；另有 {more} 处"));
    }
    Problem::error(
        "several-figures",
        format!("{what}在报告里是 {count} 个不同的数，不知道问的是哪一个"),
    )
    .help("请用 --page 写明哪一页，或用 --statement、--row、--column 写明哪一格")
    .help(format!("印在 {listed}"))
}

/// The problem of asking for a page or a cell without any number.
fn nothing_asked() -> Problem {
    Problem::error("no-such-number", "这里没有印着数")
}
