//! A sheet by rows, with the areas that are merged.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::exchange::table::address::Cell;
use crate::exchange::table::amount::{Value, value};
use crate::exchange::table::words::plain;
use crate::exchange::workbook::{Content, Sheet};

/// A sheet by rows.
#[derive(Debug)]
pub(crate) struct Grid {
    /// Its name, with the file's before it where there are several.
    pub name: Arc<str>,
    /// Its own name.
    pub title: String,
    /// Its cells by row and column.
    pub rows: BTreeMap<u32, BTreeMap<u32, Content>>,
    /// Areas merged to one cell: first row and column, last row and column.
    merged: Vec<[u32; 4]>,
}

impl Grid {
    /// The rows of a sheet, whose name stands in messages in some way.
    pub(crate) fn of(sheet: Sheet, name: &str) -> Self {
        let Sheet { name: title, hidden: _, cells, merged } = sheet;
        let mut rows: BTreeMap<u32, BTreeMap<u32, Content>> = BTreeMap::new();
        for (row, column, content) in cells {
            rows.entry(row).or_default().insert(column, content);
        }
        Self { name: name.into(), title, rows, merged }
    }

    /// The name of a cell.
    pub(crate) fn cell(&self, row: u32, column: u32) -> Cell {
        Cell { sheet: Arc::clone(&self.name), row, column }
    }

    /// What a cell holds.
    pub(crate) fn content(&self, row: u32, column: u32) -> Option<&Content> {
        self.rows.get(&row)?.get(&column)
    }

    /// The words of a cell as they are written; a number's digits are words as well.
    pub(crate) fn written(&self, row: u32, column: u32) -> Option<&str> {
        match self.content(row, column)? {
            Content::Text(text) | Content::Number(text) => Some(text),
            Content::Error(_) | Content::Uncalculated | Content::Other(_) => None,
        }
    }

    /// The words of a cell as they are compared; none where there are none.
    pub(crate) fn words(&self, row: u32, column: u32) -> String {
        self.written(row, column).map(plain).unwrap_or_default()
    }

    /// What a cell says where a number is expected.
    pub(crate) fn value(&self, row: u32, column: u32) -> Value {
        value(self.content(row, column))
    }

    /// The words of the cells of a row that are texts, as they are compared.
    pub(crate) fn texts(&self, row: u32) -> impl Iterator<Item = (u32, String)> + '_ {
        let cells = self.rows.get(&row).into_iter().flatten();
        cells.filter_map(|(column, content)| match content {
            Content::Text(text) => {
                Some((*column, plain(text))).filter(|(_, text)| !text.is_empty())
            }
            Content::Number(_) | Content::Error(_) | Content::Uncalculated | Content::Other(_) => {
                None
            }
        })
    }

    /// The merged areas that reach into some rows.
    pub(crate) fn merged_within(&self, first: u32, last: u32) -> Vec<[u32; 4]> {
        let within = |area: &&[u32; 4]| area[0] <= last && area[2] >= first;
        self.merged.iter().filter(within).copied().collect()
    }

    /// Whether the columns of a row are numbered there: whole numbers, each one more than that before, and no amount.
    pub(crate) fn numbers_columns(&self, row: u32) -> bool {
        let (mut last, mut count) = (None, 0);
        let named = self.texts(row).any(|(_, words)| words == "栏次" || words == "行次栏次");
        let cells = self.rows.get(&row).into_iter().flatten();
        for (column, _) in cells {
            let Value::Number(number) = self.value(row, *column) else { continue };
            if !number.is_integer() || last.is_some_and(|last| number - last != 1.into()) {
                return false;
            }
            last = Some(number);
            count += 1;
        }
        let small = last.is_some_and(|last| last < 1000.into());
        named && count >= 1 && small || count >= 3 && small
    }
}
