//! What is printed where: every number on the pages with the fact that it is, or what else it is.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::engine::{Block, PrintedStatement};
use crate::trace::numbers::Numbered;

/// A number on the pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The number as it is printed.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub source: Source,
}

/// What a printed number is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A fact, by its path.
    Fact(String),
    /// Part of words that the office wrote, or of none: a code, a number of a row, a date.
    Words,
}

/// Where a number stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The page, from 1.
    pub page: usize,
    /// The heading under which it stands.
    pub heading: String,
    /// The cell, if it stands in one of a statement.
    pub cell: Option<Cell>,
    /// The sentence, paragraph or cell that it stands in.
    pub words: String,
}

/// A cell of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The statement's key.
    pub statement: String,
    /// What stands above the statement: its label and title.
    pub title: String,
    /// What its row is called.
    pub row: String,
    /// What its column is called.
    pub column: String,
}

/// A number as it is printed.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?").ok());

/// Every number on the pages of a report, which was laid out plain and so often with ids; none where these are not laid out alike.
pub(super) fn printed(
    plain: &[Block],
    traced: &[Vec<Block>],
    statements: &[PrintedStatement],
    numbered: &Numbered,
) -> Vec<Printed> {
    let mut found = Vec::new();
    let alike = traced.iter().all(|blocks| blocks.len() == plain.len());
    for (index, block) in plain.iter().enumerate() {
        let words = block.words();
        let others: Vec<String> = match alike {
            true => traced.iter().filter_map(|blocks| Some(blocks.get(index)?.words())).collect(),
            false => Vec::new(),
        };
        let others: Vec<&str> =
            others.iter().map(String::as_str).filter(|other| other.len() == words.len()).collect();
        let pattern = NUMBER.as_ref();
        for number in pattern.into_iter().flat_map(|pattern| pattern.find_iter(&words)) {
            let fact = fact(&others, number.range(), traced.len(), numbered);
            let source = fact.map_or(Source::Words, |path| Source::Fact(path.to_owned()));
            found.push(Printed {
                text: number.as_str().to_owned(),
                place: place(block, number.start(), &words, statements),
                source,
            });
        }
    }
    found
}

/// The fact that was printed in a range of bytes each time.
fn fact<'n>(
    others: &[&str],
    range: Range<usize>,
    times: usize,
    numbered: &'n Numbered,
) -> Option<&'n str> {
    if others.len() != times {
        return None;
    }
    let digits = |words: &&str| -> Option<Vec<u8>> {
        let bytes = words.get(range.clone())?.bytes();
        Some(bytes.filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect())
    };
    numbered.fact(&others.iter().map(digits).collect::<Option<Vec<_>>>()?)
}

/// The place of a byte of a block.
fn place(block: &Block, byte: usize, words: &str, statements: &[PrintedStatement]) -> Place {
    let mut before = 0;
    let page = block.pieces.iter().find(|(_, piece)| {
        before += piece.len();
        byte < before
    });
    Place {
        page: page.map_or(0, |(page, _)| *page),
        heading: block.heading.clone(),
        cell: block.cell.as_ref().and_then(|cell| {
            let key = cell.table.strip_prefix("statement-")?;
            let statement = statements.iter().find(|statement| statement.key == key)?;
            Some(named_cell(statement, cell.row, cell.column))
        }),
        words: match &block.cell {
            Some(_) => words.trim().to_owned(),
            None => sentence(words, byte),
        },
    }
}

/// The sentence of a paragraph that a byte stands in.
fn sentence(words: &str, byte: usize) -> String {
    let stop = |c: char| matches!(c, '。' | '！' | '？');
    let (before, after) = words.split_at_checked(byte).unwrap_or((words, ""));
    let start = before.rfind(stop).map_or(0, |at| at + '。'.len_utf8());
    let end = after.find(stop).map_or(words.len(), |at| byte + at + '。'.len_utf8());
    words.get(start..end).unwrap_or(words).trim().to_owned()
}

/// A cell of a statement by what its row and its column are called.
fn named_cell(statement: &PrintedStatement, row: usize, column: usize) -> Cell {
    let covers = |from: usize, count: usize, at: usize| (from..from + count).contains(&at);
    let mut heads: Vec<&str> = Vec::new();
    let mut rows: Vec<&str> = Vec::new();
    for cell in &statement.cells {
        let text = cell.text.as_str();
        let is_figure = text.is_empty() || text.chars().all(|c| c.is_ascii_digit());
        if cell.row < statement.head && covers(cell.column, cell.columns, column) && !is_figure {
            heads.push(text);
        }
        // Beside one another stand several lists, each with names of its own.
        let is_name = text.chars().any(|c| c.is_alphabetic()) || text.len() >= 3 && is_figure;
        if cell.row >= statement.head && covers(cell.row, cell.rows, row) && cell.column < column {
            if is_name && !text.is_empty() {
                rows.push(text);
            }
        }
    }
    let title = statement.above.iter().flatten().map(|(_, words)| words.as_str());
    Cell {
        statement: statement.key.clone(),
        title: title.take(2).collect::<Vec<_>>().join(" "),
        row: rows.join(" "),
        column: heads.join(" "),
    }
}
