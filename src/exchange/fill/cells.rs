//! The cells of a workbook, as the fill-in workbook is read by.

use std::collections::BTreeMap;

use crate::exchange::table::Cell;
use crate::exchange::workbook::{Workbook, read};

pub use crate::exchange::workbook::Content;

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// Its cells by row and column from 0.
    pub cells: BTreeMap<(u32, u32), Content>,
}

/// A workbook.
#[derive(Debug, Clone, Default)]
pub struct Cells(pub Vec<Page>);

/// The cells of a workbook; what the bytes are where they are none.
pub fn cells(bytes: &[u8]) -> Result<Cells, String> {
    read(bytes).map(|workbook| Cells::of(&workbook)).map_err(|unreadable| unreadable.what)
}

impl Cells {
    /// The cells of a workbook that was read.
    pub(crate) fn of(workbook: &Workbook) -> Self {
        let pages = workbook.sheets.iter().map(|sheet| Page {
            name: sheet.name.clone(),
            cells: sheet
                .cells
                .iter()
                .map(|(row, column, content)| ((*row, *column), content.clone()))
                .collect(),
        });
        Self(pages.collect())
    }
}

impl Page {
    /// The words of a cell; empty where it holds none.
    pub(super) fn words(&self, row: u32, column: u32) -> &str {
        match self.cells.get(&(row, column)) {
            Some(Content::Text(text) | Content::Number(text) | Content::Other(text)) => text,
            Some(Content::Error(_) | Content::Uncalculated) | None => "",
        }
    }
}

/// A cell as spreadsheets name it, such as `收入!D5`.
pub(super) fn address(sheet: &str, row: u32, column: u32) -> String {
    Cell { sheet: sheet.into(), row, column }.to_string()
}
