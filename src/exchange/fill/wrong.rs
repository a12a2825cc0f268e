//! What was filled in that no file may say: required cells that are blank, and values that do not fit their fields. What was
//! sent so already is no fault of who filled it in.

use crate::exchange::fill::filled::{Blank, Filled};
use crate::exchange::fill::fit::unfit;
use crate::exchange::fill::plan::columns;
use crate::exchange::fill::said::{Said, rows_shape};
use crate::fields::field::{Field, Need, Shape};
use crate::fields::path::described;

/// Why what is filled in of a file of a shape cannot be written, cell by cell; nothing where it can.
pub(super) fn wrong(shape: &'static Shape, sent: &Said, filled: &Filled) -> Vec<String> {
    let mut wrong = blank_cells(sent, filled);
    wrong.extend(emptied(shape, sent, filled));
    for (path, text) in &filled.said.leaves {
        let field = described(shape, path).filter(|_| sent.leaves.get(path) != Some(text));
        wrong.extend(field.and_then(|field| told(field, text, filled.cells.get(path))));
    }
    for path in &filled.rows {
        let Some(of_row) = described(shape, path).and_then(rows_shape) else { continue };
        for row in filled.said.rows(path) {
            let before = sent.row(path, &row.label);
            for field in columns(of_row) {
                let text = row.fields.get(field.key);
                let is_as_sent = text == before.and_then(|row| row.fields.get(field.key));
                let Some(text) = text.filter(|_| !is_as_sent) else { continue };
                let cell = filled.cells.get(&format!("{path}[{}].{}", row.label, field.key));
                wrong.extend(told(field, text, cell));
            }
        }
    }
    wrong
}

/// The required cells of rows that are blank and were not sent so.
fn blank_cells(sent: &Said, filled: &Filled) -> Vec<String> {
    let is_as_sent = |blank: &&Blank| {
        sent.row(&blank.rows, &blank.label).is_some_and(|row| !row.fields.contains_key(blank.key))
    };
    let blank = filled.blank.iter().filter(|blank| !is_as_sent(blank));
    let told = blank.map(|Blank { cell, term, .. }| {
        format!("{cell}：这一行没有填“{}”；必填的，不要这一行的请整行清空", short(term))
    });
    told.collect()
}

/// The required single values that were cleared, whose table is still there.
fn emptied(shape: &'static Shape, sent: &Said, filled: &Filled) -> Vec<String> {
    let is_emptied = |path: &&String| {
        let table = path.rsplit_once('.').map(|(table, _)| table);
        sent.leaves.contains_key(*path)
            && !filled.said.leaves.contains_key(*path)
            && table.is_none_or(|table| filled.said.says_below(table))
    };
    let emptied = filled.shown.iter().filter(is_emptied).filter_map(|path| {
        let field = described(shape, path).filter(|field| field.need == Need::Required)?;
        let cell = filled.cells.get(path)?;
        Some(format!("{cell}：“{}”必填，不能清空；请填上", short(field.term)))
    });
    emptied.collect()
}

/// Why a text cannot be the value of a field, at its cell; none where it can.
fn told(field: &Field, text: &str, cell: Option<&String>) -> Option<String> {
    let why = unfit(field, text)?;
    let cell = cell.map(String::as_str).unwrap_or_default();
    Some(format!("{cell}（{}）{why}", short(field.term)))
}

/// A term without what explains it.
fn short(term: &str) -> &str {
    term.split('，').next().unwrap_or(term)
}
