//! The words above the columns of a table, from the top down, whatever is merged.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::exchange::table::amount::Value;
use crate::exchange::table::grid::Grid;
use crate::exchange::table::heading::is_heading;
use crate::exchange::table::pieces::Piece;

/// A column with the words above it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Column {
    /// Which one.
    pub number: u32,
    /// The words above it, from the top down.
    pub path: Vec<String>,
}

/// What a cell of codes is headed with.
const LEVELS: [&str; 3] = ["类", "款", "项"];

impl Column {
    /// The columns of a table, with the rows that its data stand in.
    pub(crate) fn of(grid: &Grid, piece: &Piece) -> (Vec<Self>, Range<u32>) {
        let first = grid
            .rows
            .range(piece.below_title..piece.end)
            .map(|(row, _)| *row)
            .find(|row| !is_heading(grid, *row))
            .unwrap_or(piece.end);
        let data = grid
            .rows
            .range(first..piece.end)
            .map(|(row, _)| *row)
            .find(|row| is_data(grid, *row))
            .unwrap_or(piece.end);
        // What follows the numbers of the columns is data, be it a blank row.
        let mut above_data = grid.rows.range(first..data).rev().map(|(row, _)| *row);
        let numbered = above_data.find(|row| grid.numbers_columns(*row));
        let data = numbered.map_or(data, |row| row.saturating_add(1).min(data));
        (above(grid, first, data), data..piece.end)
    }

    /// Whether one of the words above it contains some word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.path.iter().any(|above| above.contains(word))
    }

    /// The last words above it.
    pub(crate) fn last(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// Whether it holds codes.
    pub(crate) fn is_code(&self) -> bool {
        if self.last().contains("项目编码") || self.last().contains("项目代码") {
            return false;
        }
        LEVELS.contains(&self.last())
            || self.last().contains("编码")
            || self.last().contains("科目代码")
    }

    /// Whether it numbers the rows.
    pub(crate) fn numbers_rows(&self) -> bool {
        self.has("行次") || self.last() == "序号"
    }

    /// Whether it holds the names of what the rows are for.
    pub(crate) fn is_name(&self) -> bool {
        let last = self.last();
        !self.is_code()
            && (last.contains("名称")
                || last == "项目"
                || last.starts_with("项目(")
                || last.ends_with("科目"))
    }
}

/// Whether a row holds data: an amount, a code, or the label of a row.
fn is_data(grid: &Grid, row: u32) -> bool {
    if grid.numbers_columns(row) {
        return false;
    }
    if grid.texts(row).next().is_some_and(|(_, words)| is_note(&words)) {
        return true;
    }
    let cells = grid.rows.get(&row).into_iter().flatten();
    let mut numbers = cells.filter(|(column, _)| {
        matches!(
            grid.value(row, **column),
            Value::Number(_) | Value::Error(_) | Value::Uncalculated
        )
    });
    numbers.next().is_some() || grid.texts(row).any(|(_, words)| is_label(&words))
}

/// Whether some words begin a note below a table.
pub(crate) fn is_note(words: &str) -> bool {
    ["注:", "注1", "注、", "说明:", "备注:"].iter().any(|mark| words.starts_with(mark))
        || words == "注"
}

/// Whether some words name a row rather than a column.
fn is_label(words: &str) -> bool {
    let counted = ["一、", "(一)", "1.", "1、", "二、"].iter().any(|mark| words.starts_with(mark));
    counted || words == "总计"
}

/// The words above each column in some rows. What stands in the row of data as a level of codes counts as well.
fn above(grid: &Grid, first: u32, data: u32) -> Vec<Column> {
    let merged = grid.merged_within(first, data);
    let has_levels = |row: u32| grid.texts(row).any(|(_, words)| LEVELS.contains(&words.as_str()));
    let rows: Vec<u32> = grid
        .rows
        .range(first..=data)
        .map(|(row, _)| *row)
        .filter(|row| has_levels(*row) || *row < data && !grid.numbers_columns(*row))
        .collect();
    // The words of each row by column, those of merged areas in each of their columns, in their first row.
    let mut levels: Vec<BTreeMap<u32, String>> = Vec::new();
    for row in &rows {
        let all = *row < data && !grid.numbers_columns(*row);
        let own = grid.texts(*row).filter(|(_, words)| all || LEVELS.contains(&words.as_str()));
        let mut level: BTreeMap<u32, String> = own.collect();
        let wide = merged
            .iter()
            .filter(|[top, left, _, right]| top == row && right > left && right - left < WIDEST);
        for [top, left, _, right] in wide.filter(|_| all) {
            let words = grid.words(*top, *left);
            if !words.is_empty() {
                (*left..=*right).for_each(|column| {
                    level.entry(column).or_insert_with(|| words.clone());
                });
            }
        }
        levels.push(level);
    }
    spread(&mut levels, grid, &rows, &merged);
    let mut columns: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (column, words) in levels.into_iter().flatten() {
        if words != "栏次" {
            columns.entry(column).or_default().push(words);
        }
    }
    columns.into_iter().map(|(number, path)| Column { number, path }).collect()
}

/// How many columns a merged area of a head may span.
const WIDEST: u32 = 1000;

/// Spreads words to the right where a heading was written over several columns without merging them: an empty cell above
/// words takes what stands to its left, as long as nothing merged says otherwise.
fn spread(levels: &mut [BTreeMap<u32, String>], grid: &Grid, rows: &[u32], merged: &[[u32; 4]]) {
    let is_merged =
        |row: u32| merged.iter().any(|[top, left, _, right]| *top == row && right > left);
    // From the bottom, so that what was spread below counts for what stands above it.
    for (number, row) in rows.iter().enumerate().rev() {
        if is_merged(*row) || number + 1 >= rows.len() {
            continue;
        }
        let (above, below) = levels.split_at_mut(number + 1);
        let Some(level) = above.last_mut() else { continue };
        let Some(next) = below.first() else { continue };
        let mut last: Option<(u32, String)> = None;
        for column in next.keys() {
            if let Some(words) = level.get(column) {
                last = Some((*column, words.clone()));
            } else if let Some((from, words)) = &last
                && *from < *column
                && next.contains_key(from)
                && grid.content(*row, *column).is_none()
            {
                level.insert(*column, words.clone());
            }
        }
    }
}
