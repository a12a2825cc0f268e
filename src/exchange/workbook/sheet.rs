//! What a workbook holds, cell by cell, whatever its format.

use serde::{Deserialize, Serialize};

/// A workbook.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Workbook {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: only cells that hold something are there, however far apart they are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// The cells by row and column from 0, in no particular order.
    pub cells: Vec<(u32, u32, Content)>,
    /// Areas of cells merged to one: first row and column, last row and column.
    pub merged: Vec<[u32; 4]>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A number, by the shortest decimal that stands for the stored one.
    Number(String),
    /// Words.
    Text(String),
    /// An error value, such as `#REF!`.
    Error(String),
    /// A formula whose result was not stored.
    Uncalculated,
    /// A day, a time, yes or no: nothing that an amount may be.
    Other(String),
}

/// How many cells a workbook may hold.
const MOST_CELLS: usize = 1_000_000;

/// How many bytes of words a workbook may hold.
const MOST_BYTES: usize = 64 << 20;

/// How many sheets a workbook may have.
const MOST_SHEETS: usize = 4096;

/// How many merged areas a sheet may have.
const MOST_MERGED: usize = 100_000;

/// What counts how much of a workbook was read.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    /// The sheets so far.
    workbook: Workbook,
    /// How many cells so far.
    cells: usize,
    /// How many bytes of words so far.
    bytes: usize,
}

/// Why no more is read: there is too much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

impl Gathering {
    /// Begins another sheet.
    pub(super) fn sheet(
        &mut self,
        name: &str,
        hidden: bool,
        merged: Vec<[u32; 4]>,
    ) -> Result<(), TooMuch> {
        if self.workbook.sheets.len() >= MOST_SHEETS || merged.len() > MOST_MERGED {
            return Err(TooMuch);
        }
        self.workbook.sheets.push(Sheet {
            name: name.to_owned(),
            hidden,
            cells: Vec::new(),
            merged,
        });
        Ok(())
    }

    /// Adds a cell to the sheet that was begun last; blank ones are left out.
    pub(super) fn cell(&mut self, row: u32, column: u32, content: Content) -> Result<(), TooMuch> {
        let bytes = match &content {
            Content::Text(text) | Content::Number(text) | Content::Other(text) => text.len(),
            Content::Error(_) | Content::Uncalculated => 0,
        };
        if matches!(&content, Content::Text(text) if text.trim().is_empty()) {
            return Ok(());
        }
        self.cells += 1;
        self.bytes += bytes;
        if self.cells > MOST_CELLS || self.bytes > MOST_BYTES {
            return Err(TooMuch);
        }
        if let Some(sheet) = self.workbook.sheets.last_mut() {
            sheet.cells.push((row, column, content));
        }
        Ok(())
    }

    /// The workbook.
    pub(super) fn finish(self) -> Workbook {
        self.workbook
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_refused() {
        let mut gathering = Gathering::default();
        gathering.sheet("甲", false, Vec::new()).unwrap();
        gathering.cell(0, 0, Content::Text("  ".to_owned())).unwrap();
        let word = "字".repeat(1 << 20);
        let more = (0..30).map(|row| gathering.cell(row, 0, Content::Text(word.clone())));
        assert_eq!(more.collect::<Result<Vec<()>, TooMuch>>(), Err(TooMuch));
        assert!(gathering.sheet("乙", false, vec![[0; 4]; MOST_MERGED + 1]).is_err());
        let cells = &gathering.finish().sheets[0].cells;
        assert!(
            !cells.is_empty()
                && cells.iter().all(|(_, _, content)| *content != Content::Text("  ".to_owned()))
        );
    }
}
