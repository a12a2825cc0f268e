//! The columns of a statement: what each is called and holds.

use std::collections::BTreeMap;

use crate::engine::{PrintedCell, PrintedStatement, Side};
use crate::exchange::statements::cell::{Number, Value, value};
use crate::model::form::Unit;

/// A column of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its title, those above it first; no other column has it.
    pub(super) title: String,
    /// Whether it holds codes of the classification.
    pub(super) is_code: bool,
    /// What it holds, as CSVW calls it.
    pub(super) datatype: &'static str,
    /// The unit of its amounts; none where it holds none.
    pub(super) unit: Option<&'static str>,
}

/// The columns of a statement whose amounts are printed in a unit.
pub(super) fn columns(statement: &PrintedStatement, amounts: Unit) -> Vec<Column> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    (0..statement.widths.len().max(1))
        .map(|column| {
            let path = path(statement, column);
            let is_code = path.last().is_some_and(|title| title.contains("编码"))
                && body(statement, column).filter(|cell| cell.columns == 1).all(is_of_digits);
            let (datatype, unit) = held(statement, column, amounts);
            Column { title: named(path.join("/"), column, &mut taken), is_code, datatype, unit }
        })
        .collect()
}

/// The titles that stand over a column, from above. Rows that only number the columns are none; nor is one that stands
/// across the whole table, which names a part of it.
fn path(statement: &PrintedStatement, column: usize) -> Vec<&str> {
    let width = statement.widths.len();
    let mut titles: Vec<&str> = Vec::new();
    for row in 0..statement.head {
        let in_row = statement.cells.iter().filter(|cell| cell.row == row);
        let is_numbers = in_row.clone().all(|cell| cell.text == "栏次" || is_of_digits(cell));
        let title = in_row
            .filter(|cell| cell.columns < width || width == 1)
            .find(|cell| (cell.column..cell.column + cell.columns).contains(&column))
            .map(|cell| cell.text.as_str());
        let Some(title) = title.filter(|title| !title.is_empty() && !is_numbers) else { continue };
        if titles.last() != Some(&title) {
            titles.push(title);
        }
    }
    titles
}

/// A title that no other column has.
fn named(title: String, column: usize, taken: &mut BTreeMap<String, usize>) -> String {
    let title = if title.is_empty() { format!("第{}栏", column + 1) } else { title };
    let count = taken.entry(title.clone()).or_default();
    *count += 1;
    if *count == 1 { title } else { format!("{title}（{count}）") }
}

/// What a column holds as CSVW calls it, and the unit of its amounts. Numbers of things have no decimals, where amounts do.
fn held(
    statement: &PrintedStatement,
    column: usize,
    unit: Unit,
) -> (&'static str, Option<&'static str>) {
    let cells: Vec<&PrintedCell> = body(statement, column).collect();
    let values: Vec<Value> = cells.iter().map(|cell| value(cell, statement.head)).collect();
    let numbers: Vec<&Number> = values
        .iter()
        .filter_map(|value| match value {
            Value::Number(number) => Some(number),
            Value::Blank | Value::Text(_) => None,
        })
        .collect();
    let is_amount = |number: &&Number| number.decimals > 0;
    let is_thing = |number: &&Number| number.decimals == 0 && number.value != 0.0;
    let is_number = cells.iter().zip(&values).all(|(cell, value)| match value {
        Value::Number(_) => true,
        Value::Blank => cell.side == Side::Right,
        Value::Text(_) => false,
    });
    let has_amounts = numbers.iter().any(is_amount);
    let unit = (has_amounts && !numbers.iter().any(is_thing)).then(|| unit.term());
    match (is_number && !cells.is_empty(), has_amounts || numbers.is_empty()) {
        (false, _) => ("string", unit),
        (true, true) => ("decimal", unit),
        (true, false) => ("integer", unit),
    }
}

/// The cells of a column below the head that begin in it.
fn body(statement: &PrintedStatement, column: usize) -> impl Iterator<Item = &PrintedCell> {
    let is_in = move |cell: &&PrintedCell| cell.row >= statement.head && cell.column == column;
    statement.cells.iter().filter(is_in)
}

/// Whether a cell holds digits or nothing.
fn is_of_digits(cell: &PrintedCell) -> bool {
    cell.text.bytes().all(|byte| byte.is_ascii_digit())
}
