//! Bytes of a workbook → its cells.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A number, by the shortest decimal that stands for the stored one.
    Number(String),
    /// Words.
    Text(String),
    /// An error value, such as `#REF!`.
    Error(String),
    /// A formula whose result was not stored.
    Uncalculated,
    /// A day, yes or no.
    Other(String),
}

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

/// How many cells a workbook may hold.
const MOST_CELLS: usize = 1_000_000;

/// The cells of an `.xlsx`; why not where it cannot be read.
pub fn cells(bytes: &[u8]) -> Result<Cells, String> {
    let damaged = |error: XlsxError| format!("不是能读的 xlsx：{error}");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut cells = Cells::default();
    let mut count = 0;
    for sheet in workbook.sheets_metadata().to_vec() {
        let mut page = Page { name: sheet.name.clone(), ..Page::default() };
        let mut reader = match workbook.worksheet_cells_reader(&sheet.name) {
            Ok(reader) => reader,
            Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(damaged(error)),
        };
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
            let has_formula = cell.formula.is_some();
            let content = match cell.value {
                DataRef::Empty if has_formula => Content::Uncalculated,
                DataRef::Empty => continue,
                DataRef::Int(number) => Content::Number(number.to_string()),
                DataRef::Float(number) => Content::Number(number.to_string()),
                DataRef::String(text) => Content::Text(text),
                DataRef::SharedString(text) => Content::Text(text.to_owned()),
                DataRef::Bool(flag) => Content::Other(flag.to_string()),
                DataRef::DateTime(day) => Content::Other(day.as_f64().to_string()),
                DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Content::Other(text),
                DataRef::Error(error) => Content::Error(error.to_string()),
            };
            count += 1;
            if count > MOST_CELLS {
                return Err("工作簿里的内容多得不像填报表".to_owned());
            }
            page.cells.insert(cell.pos, content);
        }
        cells.0.push(page);
    }
    Ok(cells)
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
    let mut letters = Vec::new();
    let mut number = column + 1;
    while number > 0 {
        let letter = u8::try_from((number - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        number = (number - 1) / 26;
    }
    let column: String = letters.into_iter().rev().collect();
    format!("{sheet}!{column}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        assert_eq!(address("收入", 4, 3), "收入!D5");
        assert_eq!(address("收入", 0, 26), "收入!AA1");
    }
}
