//! Statements as CSV: one file each, for any program that takes tables.

use crate::engine::{PrintedLine, PrintedStatement, Side};
use crate::exchange::statements::cell::{Value, value};
use crate::exchange::statements::sheet_name::names;

/// One file a statement: its name and its bytes.
pub(crate) fn csv_files(statements: &[PrintedStatement]) -> csv::Result<Vec<(String, Vec<u8>)>> {
    let names = names(statements);
    let numbered = statements.iter().zip(names).enumerate();
    numbered
        .map(|(index, (statement, name))| {
            Ok((format!("{:02}{name}.csv", index + 1), csv_file(statement)?))
        })
        .collect()
}

/// The bytes of a statement's file.
fn csv_file(statement: &PrintedStatement) -> csv::Result<Vec<u8>> {
    let columns = statement.widths.len().max(1);
    let rows = statement.cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or_default();
    let mut table = vec![vec![String::new(); columns]; rows];
    for cell in &statement.cells {
        let place = table.get_mut(cell.row).and_then(|row| row.get_mut(cell.column));
        if let Some(place) = place {
            *place = match value(cell, statement.head) {
                Value::Blank => String::new(),
                Value::Text(text) => guarded(text),
                Value::Number(number) => number.digits,
            };
        }
    }
    let above = statement.above.iter().map(|line| line_row(line, columns));
    let below = statement.below.iter().map(|line| line_row(line, columns));
    written(above.chain(table).chain(below))
}

/// The bytes of a file with some rows, UTF-8 with the mark that spreadsheets know it by.
pub(super) fn written(rows: impl Iterator<Item = Vec<String>>) -> csv::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A line outside of the table as a row of so many columns.
fn line_row(line: &PrintedLine, columns: usize) -> Vec<String> {
    let mut row = vec![String::new(); columns];
    for (side, text) in line {
        let column = match side {
            _ if line.len() == 1 => 0,
            Side::Left => 0,
            Side::Middle => columns / 2,
            Side::Right => columns - 1,
        };
        if let Some(place) = row.get_mut(column) {
            place.push_str(&guarded(text.clone()));
        }
    }
    row
}

/// A text that a spreadsheet does not take for a formula.
pub(super) fn guarded(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::PrintedCell;

    #[test]
    fn a_statement_is_a_table_of_text() {
        let cell = |row, column, columns, text: &str, side| PrintedCell {
            row,
            column,
            rows: 1,
            columns,
            text: text.to_owned(),
            side,
        };
        let statement = PrintedStatement {
            key: "totals".to_owned(),
            above: vec![
                vec![(Side::Middle, "总表".to_owned())],
                vec![(Side::Left, "甲".to_owned()), (Side::Right, "元".to_owned())],
            ],
            below: vec![vec![(Side::Left, "-注".to_owned())]],
            landscape: false,
            widths: vec![0.5, 0.25, 0.25],
            head: 1,
            cells: vec![
                cell(0, 0, 3, "项目,名", Side::Middle),
                cell(1, 0, 1, "=SUM(A1)", Side::Left),
                cell(1, 1, 1, "-1,234.50", Side::Right),
            ],
        };
        let files = csv_files(&[statement]).unwrap();
        let [(name, bytes)] = files.as_slice() else { panic!() };
        assert_eq!(name, "01总表.csv");
        let text = String::from_utf8(bytes.clone()).unwrap();
        let should =
            "\u{feff}总表,,\r\n甲,,元\r\n\"项目,名\",,\r\n'=SUM(A1),-1234.50,\r\n'-注,,\r\n";
        assert_eq!(text, should);
    }
}
