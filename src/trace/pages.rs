//! What is printed where: every number on the pages, with the fact that it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::engine::{
    Block, BlockKind, Engine, Met, PrintedStatement, Spot, guarded, met, printed_statements,
};
use crate::facts::Node;
use crate::layout::Folder;
use crate::problem::{Problem, Sources};
use crate::trace::cells::{Cell, Grids};
use crate::trace::numbers::Numbered;

/// A number on the pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Printed {
    /// The number as it is printed; empty for the blank that a table prints in place of nil.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// The path of the fact that it is; none where it is none: part of words, a code, a date.
    pub fact: Option<String>,
}

/// Where a number stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Place {
    /// The page, from 1.
    pub page: usize,
    /// The heading under which it stands.
    pub section: String,
    /// The cell, if it stands in one.
    pub cell: Option<Cell>,
    /// The sentence or the cell that it stands in.
    pub words: String,
    /// The byte of these words at which it begins.
    pub at: usize,
    /// The parts of pages that it takes; of a blank, that where it would stand.
    pub spots: Vec<Spot>,
}

/// The numbers of a report.
#[derive(Debug)]
pub(super) struct Numbers {
    /// Those on its pages, in their order; the blanks that stand for nil last.
    pub printed: Vec<Printed>,
    /// Those that are repeated on the pages, in heads of tables and at the edges of the pages.
    pub asides: Vec<Printed>,
    /// The facts that are nil and of which the pages leave out the cell, as often as they do.
    pub left_out: Vec<String>,
}

/// A report that was laid out, as its pieces.
pub(super) struct Pages {
    /// Its pieces.
    pub blocks: Vec<Block>,
    /// What is repeated on its pages.
    pub asides: Vec<Block>,
    /// The labels of its tables.
    labels: Vec<String>,
    /// Where its empty cells are, by table, row and column.
    blanks: BTreeMap<(usize, usize, usize), Spot>,
    /// Its statements.
    statements: Vec<PrintedStatement>,
}

/// What a piece is known by, however the pages are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A cell: its table, row and column.
    Cell(usize, usize, usize),
    /// Any other: the how manieth it is.
    Words(usize),
}

/// A number as it is printed.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?").ok());

/// What laying a report out with ids needs.
pub(super) struct Tracing<'a> {
    /// The engine.
    pub engine: &'a mut Engine,
    /// The folder of the report.
    pub folder: &'a Folder,
    /// Its facts.
    pub facts: &'a Node,
    /// The ids.
    pub numbered: &'a Numbered,
}

impl Pages {
    /// Lays a folder out.
    pub(super) fn of(
        engine: &mut Engine,
        folder: &Folder,
        sources: &mut Sources,
    ) -> Result<Self, Vec<Problem>> {
        guarded(|| {
            let laid_out = engine.lay_out(folder, sources)?;
            let Met { blocks, labels, blanks, asides } = met(&laid_out);
            Ok(Self { blocks, asides, labels, blanks, statements: printed_statements(&laid_out) })
        })
    }

    /// Every number on the pages, in their order; none where the layout prints otherwise once its numbers have ids.
    pub(super) fn numbers(&self, tracing: Tracing<'_>) -> Option<Numbers> {
        let Tracing { engine, folder, facts, numbered } = tracing;
        let mut traced: Vec<BTreeMap<Key, String>> = Vec::new();
        let plain = keyed(&self.blocks);
        for time in 0..numbered.digits {
            let folder = numbered.folder(folder, facts, time)?;
            // Ids are no words of the user: what points into them is not shown.
            let pages = Self::of(engine, &folder, &mut Sources::default()).ok()?;
            let keyed = keyed(&pages.blocks);
            let is_words = |key: &&Key| matches!(key, Key::Words(_));
            let alike = keyed.keys().filter(is_words).eq(plain.keys().filter(is_words));
            if !alike || pages.labels != self.labels || !self.has_same_rows(&pages) {
                return None;
            }
            traced.push(keyed.into_iter().map(|(key, block)| (key, block.text.clone())).collect());
        }
        let grids = Grids::of(&self.blocks, &self.labels, &self.statements);
        let mut found = Vec::new();
        let mut section = "";
        for (key, block) in in_order(&self.blocks) {
            if block.kind == BlockKind::Heading {
                section = &block.text;
            }
            let others: Vec<&str> =
                traced.iter().filter_map(|time| time.get(&key).map(String::as_str)).collect();
            let fact = |range: &Range<usize>| fact(&others, range, &block.text, numbered);
            for range in numbers(block) {
                found.push(Printed {
                    text: block.text.get(range.clone()).unwrap_or_default().to_owned(),
                    fact: fact(&range),
                    place: place(block, &range, section, &grids),
                });
            }
        }
        let left_out = self.blanks(&traced, &grids, numbered, &mut found);
        let mut asides = Vec::new();
        for block in &self.asides {
            asides.extend(numbers(block).into_iter().map(|range| Printed {
                text: block.text.get(range.clone()).unwrap_or_default().to_owned(),
                fact: None,
                place: place(block, &range, "", &grids),
            }));
        }
        Some(Numbers { printed: found, asides, left_out })
    }

    /// Whether the tables have the same rows as those of other pages, but for cells that are left out at their ends: one that
    /// is left out before others moves these, so that their words are not the same.
    fn has_same_rows(&self, other: &Self) -> bool {
        let (own, others) = (self.words_of_cells(), other.words_of_cells());
        let moved = others.keys().filter(|cell| !own.contains_key(cell));
        let tables: BTreeSet<usize> = moved.map(|(table, ..)| *table).collect();
        own.iter().all(|(cell, words)| match others.get(cell) {
            None => false,
            Some(other) => words == other || words.is_empty() || !tables.contains(&cell.0),
        })
    }

    /// The words of the cells without their digits, by table, row and column.
    fn words_of_cells(&self) -> BTreeMap<(usize, usize, usize), String> {
        let blank = self.blanks.keys().map(|cell| (*cell, String::new()));
        let filled = self.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Cell { table, row, column } => {
                let words = block.text.chars().filter(|c| !c.is_ascii_digit()).collect();
                Some(((table, row, column), words))
            }
            BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Entry { .. }
            | BlockKind::Loose => None,
        });
        blank.chain(filled).collect()
    }

    /// Adds the cells that are blank because their facts are nil; the facts of those that the pages leave out.
    fn blanks(
        &self,
        traced: &[BTreeMap<Key, String>],
        grids: &Grids<'_>,
        numbered: &Numbered,
        found: &mut Vec<Printed>,
    ) -> Vec<String> {
        let plain = keyed(&self.blocks);
        let mut left_out = Vec::new();
        for key in traced.first().into_iter().flat_map(BTreeMap::keys) {
            let Key::Cell(table, row, column) = *key else { continue };
            if plain.contains_key(key) {
                continue;
            }
            let others: Vec<&str> =
                traced.iter().filter_map(|time| time.get(key).map(String::as_str)).collect();
            let Some(fact) = fact(&others, &(0..1), "0", numbered) else { continue };
            let Some(spot) = self.blanks.get(&(table, row, column)).copied() else {
                left_out.push(fact);
                continue;
            };
            let cell = grids.cell(table, row, column);
            found.push(Printed {
                text: String::new(),
                fact: Some(fact),
                place: Place {
                    page: spot.page,
                    section: cell.as_ref().map(|cell| cell.title.clone()).unwrap_or_default(),
                    cell,
                    words: String::new(),
                    at: 0,
                    spots: vec![spot],
                },
            });
        }
        left_out
    }
}

/// The pieces by what they are known by.
fn keyed(blocks: &[Block]) -> BTreeMap<Key, &Block> {
    in_order(blocks).collect()
}

/// The pieces in their order, each with what it is known by.
fn in_order(blocks: &[Block]) -> impl Iterator<Item = (Key, &Block)> {
    blocks.iter().scan(0, |words, block| {
        let key = match block.kind {
            BlockKind::Cell { table, row, column } => Key::Cell(table, row, column),
            BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Entry { .. }
            | BlockKind::Loose => {
                *words += 1;
                Key::Words(*words)
            }
        };
        Some((key, block))
    })
}

/// The numbers of a piece; what stands apart is not one number.
pub(super) fn numbers(block: &Block) -> Vec<Range<usize>> {
    let mut starts = block.breaks();
    starts.push(block.text.len());
    let mut numbers = Vec::new();
    let mut from = 0;
    for to in starts {
        numbers.extend(numbers_within(&block.text, from..to));
        from = to;
    }
    numbers
}

/// The numbers in a part of some words.
pub(super) fn numbers_within(words: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let found = NUMBER
        .iter()
        .flat_map(|pattern| pattern.find_iter(words.get(part.clone()).unwrap_or_default()));
    let ranges = found.map(|number| {
        let range = part.start + number.start()..part.start + number.end();
        let before = words.get(..range.start).unwrap_or_default();
        // A stroke between two numbers is no sign.
        let is_stroke =
            number.as_str().starts_with('-') && before.ends_with(|c: char| c.is_ascii_digit());
        if is_stroke { range.start + 1..range.end } else { range }
    });
    ranges.collect()
}

/// The fact that was printed in some bytes each time; none where they are the same each time, or the words around them not.
fn fact(others: &[&str], range: &Range<usize>, plain: &str, numbered: &Numbered) -> Option<String> {
    if others.len() != numbered.digits || others.iter().any(|other| other.len() != plain.len()) {
        return None;
    }
    let digits = |words: &&str| -> Option<Vec<u8>> {
        let bytes = words.get(range.clone())?.bytes();
        Some(bytes.filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect())
    };
    let digits = others.iter().map(digits).collect::<Option<Vec<_>>>()?;
    numbered.fact(&digits).map(str::to_owned)
}

/// The place of some bytes of a piece.
fn place(block: &Block, range: &Range<usize>, section: &str, grids: &Grids<'_>) -> Place {
    let (cell, words) = match block.kind {
        BlockKind::Cell { table, row, column } => {
            (grids.cell(table, row, column), 0..block.text.len())
        }
        BlockKind::Heading | BlockKind::Paragraph | BlockKind::Entry { .. } | BlockKind::Loose => {
            (None, sentence(&block.text, range))
        }
    };
    Place {
        page: block.page_of(range.start),
        section: section.to_owned(),
        cell,
        at: range.start - words.start,
        words: block.text.get(words).unwrap_or_default().to_owned(),
        spots: block.spots(range),
    }
}

/// The sentence that some bytes stand in.
pub(super) fn sentence(words: &str, range: &Range<usize>) -> Range<usize> {
    let stop = |c: char| matches!(c, '。' | '！' | '？');
    let before = words.get(..range.start).unwrap_or_default();
    let after = words.get(range.end..).unwrap_or_default();
    let start = before.rfind(stop).map_or(0, |at| at + '。'.len_utf8());
    let start = start + before.get(start..).map_or(0, |lead| lead.len() - lead.trim_start().len());
    let end = after.find(stop).map_or(words.len(), |at| range.end + at + '。'.len_utf8());
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_in_its_sentence() {
        let words = "本年收入1.50元。 其中：财政拨款占98.93%。";
        let at = words.find("98.93%").unwrap();
        let found = sentence(words, &(at..at + 6));
        assert_eq!(&words[found], "其中：财政拨款占98.93%。");
    }

    #[test]
    fn a_stroke_is_no_sign() {
        let block = Block {
            kind: BlockKind::Paragraph,
            text: "2020-2022年，-1,234.50元，占0.5%".to_owned(),
            page: 1,
            runs: Vec::new(),
        };
        let found: Vec<&str> =
            numbers(&block).into_iter().map(|range| &block.text[range]).collect();
        assert_eq!(found, ["2020", "2022", "-1,234.50", "0.5%"]);
    }
}
