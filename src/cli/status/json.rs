//! The table for other programs.

use serde_json::{Map, Value, json};

use crate::batch::{COLUMNS, Cell, Pdf, ReportState, Row, Status};

/// The version of the format.
const FORMAT: u32 = 1;

/// The table as one JSON text.
pub(super) fn text(status: &Status) -> String {
    let Status { year, on, limit, rules_off, rows } = status;
    let units: Vec<Value> = rows.iter().map(unit).collect();
    let states: Map<String, Value> = ReportState::ALL
        .into_iter()
        .map(|state| (state.key().to_owned(), json!(status.count(state))))
        .collect();
    let all = json!({
        "format": FORMAT,
        "year": year,
        "on": on.map(|on| on.key()),
        "limit": limit,
        "rules-off": rules_off,
        "units": units,
        "states": states,
        "late": status.late().count(),
        "undated": status.undated().count(),
    });
    format!("{all:#}")
}

/// One row; besides the columns, the path of its PDF and what has changed since that was made.
fn unit(row: &Row) -> Value {
    let cells = COLUMNS.iter().map(|column| (column.key.to_owned(), value(&(column.cell)(row))));
    let mut unit: Map<String, Value> = cells.collect();
    let (path, changed) = match &row.pdf {
        Pdf::Current(path, _) => (Some(path), None),
        Pdf::Stale(path, _, changed) => (Some(path), Some(changed)),
        Pdf::Missing => (None, None),
    };
    unit.insert("path".to_owned(), json!(path));
    unit.insert("changed".to_owned(), json!(changed));
    Value::Object(unit)
}

/// A cell.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Word(key, _) => json!(key),
        Cell::Number(number) => json!(number),
        Cell::Day(day) => json!(day.key()),
    }
}
