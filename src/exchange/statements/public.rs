//! Statements as public data: one CSV each with a single row of column titles, and what describes them all (CSVW).

use serde_json::{Map, Value as Json, json};

use crate::attachments::FACTS;
use crate::engine::{PrintedCell, PrintedStatement};
use crate::exchange::statements::cell::{Value, value};
use crate::exchange::statements::columns::{Column, columns};
use crate::exchange::statements::sheet_name::names;
use crate::exchange::statements::table::{guarded, written};
use crate::model::form::Unit;

/// The name of what describes the tables; programs that know CSVW look for it.
pub(crate) const DESCRIPTION: &str = "csv-metadata.json";

/// Whose statements they are.
#[derive(Debug)]
pub(crate) struct About<'a> {
    /// What the report is called.
    pub title: &'a str,
    /// The unit.
    pub unit: &'a str,
    /// The day of publication.
    pub published: String,
    /// The unit of its amounts.
    pub amounts: Unit,
}

/// The files: a table a statement, what describes them, the facts.
pub(crate) fn public_files(
    statements: &[PrintedStatement],
    facts: Vec<u8>,
    about: &About<'_>,
) -> csv::Result<Vec<(String, Vec<u8>)>> {
    let names = names(statements);
    let mut files = Vec::new();
    let mut tables = Vec::new();
    for (number, (statement, name)) in statements.iter().zip(names).enumerate() {
        let columns = columns(statement, about.amounts);
        let file = format!("{:02}{name}.csv", number + 1);
        let titles = columns.iter().map(|column| column.title.clone()).collect();
        let rows = std::iter::once(titles).chain(body(statement, &columns));
        files.push((file.clone(), written(rows)?));
        tables.push(table(&file, statement, &columns));
    }
    let description = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "zh" }],
        "dc:title": about.title,
        "dc:publisher": about.unit,
        "dc:issued": { "@value": about.published, "@type": "xsd:date" },
        "rdfs:seeAlso": { "@id": FACTS },
        "tables": tables,
    });
    let text = serde_json::to_string_pretty(&description).unwrap_or_default() + "\n";
    files.push((DESCRIPTION.to_owned(), text.into_bytes()));
    files.push((FACTS.to_owned(), facts));
    Ok(files)
}

/// The rows below the head. What stands across a code and its name stands under the name, so that a column of codes holds
/// codes alone.
fn body(statement: &PrintedStatement, columns: &[Column]) -> Vec<Vec<String>> {
    let rows = statement.cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or_default();
    let first = statement.head.min(rows);
    let mut body = vec![vec![String::new(); columns.len()]; rows - first];
    for cell in statement.cells.iter().filter(|cell| cell.row >= first) {
        let is_code = columns.get(cell.column).is_some_and(|column| column.is_code);
        let column = if is_code { cell.column + cell.columns - 1 } else { cell.column };
        let place = body.get_mut(cell.row - first).and_then(|row| row.get_mut(column));
        if let Some(place) = place {
            *place = text(cell, statement.head);
        }
    }
    body
}

/// What a cell holds in a file.
fn text(cell: &PrintedCell, head: usize) -> String {
    match value(cell, head) {
        Value::Blank => String::new(),
        Value::Text(text) => guarded(text),
        Value::Number(number) => number.digits,
    }
}

/// What is said of a table.
fn table(file: &str, statement: &PrintedStatement, columns: &[Column]) -> Json {
    let mut above = statement.above.iter().flatten().map(|(_, text)| text);
    let title = above.next().map_or(statement.key.as_str(), String::as_str);
    // What stands across the whole head is no column's title.
    let width = statement.widths.len();
    let across = statement.cells.iter().filter(|cell| cell.row < statement.head);
    let across = across.filter(|cell| cell.columns == width && width > 1).map(|cell| &cell.text);
    let notes = above.chain(across).chain(statement.below.iter().flatten().map(|(_, text)| text));
    let notes: Vec<&String> = notes.collect();
    let columns: Vec<Json> = columns.iter().enumerate().map(described).collect();
    json!({
        "url": file,
        "dc:title": title,
        "dc:description": notes,
        "dc:identifier": statement.key,
        "tableSchema": { "columns": columns },
    })
}

/// What is said of a column.
fn described((number, column): (usize, &Column)) -> Json {
    let Column { title, is_code, datatype, unit } = column;
    let mut said = Map::new();
    said.insert("name".to_owned(), json!(format!("c{}", number + 1)));
    said.insert("titles".to_owned(), json!(title));
    if *is_code {
        said.insert("datatype".to_owned(), json!({ "base": "string", "format": "[0-9]+" }));
        said.insert("dc:description".to_owned(), json!("政府收支分类科目编码"));
    } else {
        said.insert("datatype".to_owned(), json!(datatype));
    }
    if let Some(unit) = unit {
        said.insert("schema:unitText".to_owned(), json!(unit));
    }
    Json::Object(said)
}
