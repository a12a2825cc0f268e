//! The cells of tables by what their rows and columns are called.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::engine::{Block, BlockKind, PrintedStatement};

/// How the label of a statement's table begins.
const MARK: &str = "statement-";

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Cell {
    /// The key of the statement; none where the table is none.
    pub statement: Option<String>,
    /// What the table is called.
    pub title: String,
    /// The lines above it, such as `公开03表`.
    pub above: Vec<String>,
    /// What stands in its row to the left: codes and names.
    pub row: Vec<String>,
    /// What stands above it in the head of the table, from the top.
    pub column: Vec<String>,
    /// Its row from 0, those of the head counted.
    pub row_number: usize,
    /// Its column from 0.
    pub column_number: usize,
}

/// The tables of a report.
pub(super) struct Grids<'a> {
    /// Their labels.
    labels: &'a [String],
    /// Those that are statements.
    statements: BTreeMap<&'a str, &'a PrintedStatement>,
    /// The titles of all.
    titles: BTreeMap<usize, &'a str>,
    /// The words of the cells of all.
    words: BTreeMap<usize, BTreeMap<(usize, usize), &'a str>>,
}

impl<'a> Grids<'a> {
    /// The tables of some pages.
    pub(super) fn of(
        blocks: &'a [Block],
        labels: &'a [String],
        statements: &'a [PrintedStatement],
    ) -> Self {
        let mut grids = Self {
            labels,
            statements: statements.iter().map(|one| (one.key.as_str(), one)).collect(),
            titles: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        let mut heading = "";
        for block in blocks {
            match block.kind {
                BlockKind::Heading => heading = &block.text,
                BlockKind::Cell { table, row, column } => {
                    grids.titles.entry(table).or_insert(heading);
                    let words = grids.words.entry(table).or_default();
                    words.insert((row, column), &block.text);
                }
                BlockKind::Paragraph | BlockKind::Entry { .. } | BlockKind::Loose => {}
            }
        }
        grids
    }

    /// A cell of a table.
    pub(super) fn cell(&self, table: usize, row: usize, column: usize) -> Option<Cell> {
        let key = self.labels.get(table).and_then(|label| label.strip_prefix(MARK));
        let statement = key.and_then(|key| self.statements.get(key));
        let title = self.titles.get(&table).copied().unwrap_or_default().to_owned();
        let named = Cell {
            statement: key.map(str::to_owned),
            title,
            above: Vec::new(),
            row: Vec::new(),
            column: Vec::new(),
            row_number: row,
            column_number: column,
        };
        Some(match statement {
            Some(statement) => Cell { ..of_statement(statement, named) },
            None => Cell {
                row: self.to_the_left(table, row, column),
                column: self.above(table, row, column),
                ..named
            },
        })
    }

    /// The words to the left of a cell of a table that is no statement.
    fn to_the_left(&self, table: usize, row: usize, column: usize) -> Vec<String> {
        let words = self.words.get(&table).into_iter();
        let left = words.flat_map(|words| words.range((row, 0)..(row, column)));
        left.filter(|(_, words)| is_name(words)).map(|(_, words)| (*words).to_owned()).collect()
    }

    /// The words above a cell of a table that is no statement, in its head: a first row of names, more of them than one beside what
    /// it names, and rows of names below these that part some of them, but not the first.
    fn above(&self, table: usize, row: usize, column: usize) -> Vec<String> {
        let Some(words) = self.words.get(&table) else { return Vec::new() };
        let is_head = |row: usize| {
            let mut cells = words.range((row, 0)..(row + 1, 0));
            let is_below = row > 0 && !words.contains_key(&(row, 0));
            (is_below || cells.clone().count() > 2) && cells.all(|(_, words)| is_name(words))
        };
        let heads = (0..row).take_while(|row| is_head(*row));
        let above = heads.filter_map(|head| match head {
            // What it says of several columns stands in the first of them.
            0 => words.range((0, 0)..=(0, column)).next_back().map(|(_, words)| words),
            _ => words.get(&(head, column)),
        });
        above.map(|words| (*words).to_owned()).collect()
    }
}

/// A cell of a statement, of which row and column are known.
fn of_statement(statement: &PrintedStatement, cell: Cell) -> Cell {
    let covers = |from: usize, count: usize, at: usize| (from..from + count).contains(&at);
    let (row, column) = (cell.row_number, cell.column_number);
    let mut heads: Vec<String> = Vec::new();
    let mut names: Vec<(usize, &str)> = Vec::new();
    // The columns of amounts before the cell's, be the amount of its row blank.
    let mut amounts: BTreeSet<usize> = BTreeSet::new();
    for other in &statement.cells {
        let text = other.text.as_str();
        if other.row < statement.head {
            if covers(other.column, other.columns, column) && is_name(text) {
                heads.push(text.to_owned());
            }
            continue;
        }
        if other.column < column && !(text.is_empty() || is_name(text) || is_code(text)) {
            amounts.insert(other.column);
        }
        if covers(other.row, other.rows, row) && other.column < column {
            names.push((other.column, text));
        }
    }
    // Where several lists stand beside one another, the nearest names are the cell's.
    let has_name = |amount: &&usize| names.iter().any(|(at, text)| at > *amount && is_name(text));
    let last = amounts.iter().rfind(has_name);
    let row = names.iter().filter(|(at, _)| last.is_none_or(|last| at > last));
    let row = row.filter(|(_, text)| is_name(text) || is_code(text));
    let above = statement.above.iter().flatten().map(|(_, words)| words.clone());
    Cell {
        above: above.collect(),
        row: row.map(|(_, text)| (*text).to_owned()).collect(),
        column: heads,
        ..cell
    }
}

/// Whether some words are a name: no number and not nothing.
fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !matches!(text, "栏次" | "行次")
}

/// Whether some words are the code of an account.
fn is_code(text: &str) -> bool {
    matches!(text.len(), 3 | 5 | 7) && text.bytes().all(|byte| byte.is_ascii_digit())
}
