//! The table for a spreadsheet (RFC 4180), with the mark by which spreadsheets know UTF-8.

use crate::batch::{COLUMNS, Cell, Status};
use crate::cli::show;

/// What spreadsheets know UTF-8 by.
const MARK: &str = "\u{feff}";

/// Writes all columns of all rows.
pub(super) fn show(status: &Status) {
    let heading = COLUMNS.iter().map(|column| column.term.to_owned()).collect();
    let rows = status.rows.iter().map(|row| {
        COLUMNS.iter().map(|column| field(&(column.cell)(row))).collect::<Vec<String>>()
    });
    let lines: Vec<String> =
        std::iter::once(heading).chain(rows).map(|fields| fields.join(",") + "\r\n").collect();
    let text = MARK.to_owned() + &lines.concat();
    // The last end of a line is written by whoever writes the text.
    show::text(text.trim_end_matches('\n'));
}

/// A cell as a field. Words that a spreadsheet would take for a formula are kept words: names come from other offices.
fn field(cell: &Cell) -> String {
    let shown = cell.shown();
    let guarded = match cell {
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{shown}")
        }
        Cell::Empty | Cell::Text(_) | Cell::Word(..) | Cell::Number(_) | Cell::Day(_) => shown,
    };
    match guarded.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_and_never_formulas() {
        let text = |words: &str| field(&Cell::Text(words.to_owned()));
        assert_eq!(text("某局"), "某局");
        assert_eq!(text("甲,乙"), "\"甲,乙\"");
        assert_eq!(text("“甲”\"乙\""), "\"“甲”\"\"乙\"\"\"");
        assert_eq!(text("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(field(&Cell::Number(-3)), "-3");
        assert_eq!(field(&Cell::Empty), "");
    }
}
