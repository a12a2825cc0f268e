//! Tables whose rows are known by their labels, several blocks of them side by side.

use std::collections::BTreeMap;

use crate::exchange::statement::{Paper, Read, Troubles};
use crate::exchange::table::{Column, Figure, Value, bare};

/// A label with the columns of figures that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The label without its enumerators.
    pub label: String,
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u32,
    /// What its block is headed with.
    pub block: String,
    /// The columns of figures after it, with the words above them.
    figures: Vec<Column>,
}

/// The labels of a page, row by row from the left.
pub(crate) fn entries(paper: &Paper<'_>) -> Vec<Entry> {
    let mut heads: BTreeMap<u32, Column> =
        paper.columns.iter().map(|column| (column.number, column.clone())).collect();
    let mut entries = Vec::new();
    for row in &paper.rows {
        if paper.grid.texts(*row).any(|(_, words)| words == "项目") {
            // A section of the table has a head of its own.
            for (number, words) in paper.grid.texts(*row) {
                heads.insert(number, Column { number, path: vec![words] });
            }
            continue;
        }
        let labels = labels(paper, *row);
        for (place, (column, label)) in labels.iter().enumerate() {
            let next = labels.get(place + 1).map_or(u32::MAX, |(next, _)| *next);
            let figures = figures(paper, *row, *column, next, &heads);
            entries.push(Entry {
                label: bare(label).to_owned(),
                row: *row,
                column: *column,
                block: heads.get(column).map(|head| head.path.concat()).unwrap_or_default(),
                figures,
            });
        }
    }
    entries
}

/// The labels of a row: words that are neither a number nor stand for nothing.
fn labels(paper: &Paper<'_>, row: u32) -> Vec<(u32, String)> {
    let words = paper
        .grid
        .texts(row)
        .filter(|(column, _)| matches!(paper.grid.value(row, *column), Value::Words(_)));
    words.collect()
}

/// The columns of figures from a label on: up to the next label of the row, and to the next block, unless the row has nothing
/// before that block either, as where the label takes the room of both.
fn figures(
    paper: &Paper<'_>,
    row: u32,
    from: u32,
    next: u32,
    heads: &BTreeMap<u32, Column>,
) -> Vec<Column> {
    let is_label = |column: &Column| column.is_name();
    let block = heads
        .range(from + 1..)
        .find(|(_, column)| is_label(column))
        .map_or(u32::MAX, |(number, _)| *number);
    let has_figure = |end: u32| {
        heads.range(from + 1..end).any(|(number, column)| {
            !column.numbers_rows() && paper.grid.content(row, *number).is_some()
        })
    };
    let end =
        if block < next && !has_figure(block) && has_figure(next) { next } else { block.min(next) };
    let mut columns: Vec<Column> = heads
        .range(from + 1..end)
        .map(|(_, column)| column.clone())
        .filter(|column| !column.numbers_rows() && !is_label(column))
        .collect();
    // Figures below nothing at all are figures as well.
    let own = paper.grid.rows.get(&row).into_iter().flat_map(|cells| cells.range(from + 1..end));
    for (number, _) in own {
        if !heads.contains_key(number) {
            columns.push(Column { number: *number, path: Vec::new() });
        }
    }
    columns
}

impl Entry {
    /// The column of figures that is wanted: the first that says something, else the first.
    pub(crate) fn column(
        &self,
        paper: &Paper<'_>,
        wanted: impl Fn(&Column) -> bool,
    ) -> Option<u32> {
        let fitting =
            || self.figures.iter().filter(|column| wanted(column)).map(|column| column.number);
        let says = |column: &u32| paper.grid.value(self.row, *column) != Value::Nothing;
        fitting().find(says).or_else(|| fitting().next())
    }

    /// The amount in the column that is wanted; none where there is no such column, or where it was not calculated.
    pub(crate) fn figure(
        &self,
        paper: &Paper<'_>,
        wanted: impl Fn(&Column) -> bool,
        troubles: &mut Troubles,
    ) -> Option<Figure> {
        let column = self.column(paper, wanted)?;
        match paper.read(self.row, column, troubles) {
            Read::Uncalculated(_) => None,
            read => read.figure(),
        }
    }
}

/// Whether a column holds final figures rather than budgets.
pub(crate) fn is_final(column: &Column) -> bool {
    !column.has("预算数") && !column.has("上年") && !column.has("增减")
}
