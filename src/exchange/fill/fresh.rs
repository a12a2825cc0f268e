//! A file that is not there yet, from all that the workbook says of it.

use crate::edit::{Value, entry};
use crate::exchange::fill::content::value;
use crate::exchange::fill::merge::row_value;
use crate::exchange::fill::said::{NAME, Said};
use crate::fields::extra::named;
use crate::fields::field::{Field, Kind, Shape};
use crate::write::key_of;

/// The text of a file of a shape.
pub(super) fn fresh(shape: &'static Shape, said: &Said) -> String {
    let mut text = String::new();
    table(shape, "", said, &mut text);
    text
}

/// Writes what stands directly in a table, and then the tables below it.
fn table(shape: &'static Shape, above: &str, said: &Said, text: &mut String) {
    for field in shape.fields() {
        let path = format!("{above}{}", field.key);
        let value = match field.kind {
            Kind::Table(_) | Kind::Names | Kind::Tables(_) => continue,
            Kind::Rows(row) => match said.rows(&path) {
                [] if !said.has.contains(&path) => continue,
                rows => Value::Rows(rows.iter().map(|of| row_value(row, of)).collect()),
            },
            _ => match said.leaves.get(&path) {
                Some(text) => value(field, text),
                None => continue,
            },
        };
        text.push_str(&entry(field.key, &value.on_lines("\n")));
        text.push('\n');
    }
    for field in shape.fields() {
        section(field, &format!("{above}{}", field.key), said, text);
    }
}

/// Writes a table under its heading.
fn section(field: &Field, path: &str, said: &Said, text: &mut String) {
    let mut body = String::new();
    match field.kind {
        Kind::Table(shape) => table(shape, &format!("{path}."), said, &mut body),
        Kind::Names => {
            for row in said.rows(path) {
                let name = row.fields.get(NAME).cloned().unwrap_or_default();
                body.push_str(&entry(&row.label, &Value::Words(name).inline()));
                body.push('\n');
            }
        }
        Kind::Tables(_) => {
            for row in said.rows(path) {
                let key = row.fields.get(named::KEY.key).map(String::as_str).unwrap_or_default();
                body.push_str(&format!("\n[{path}.{}]\n", key_of(key)));
                if let Value::Table(fields) = row_value(&named::SHAPE, row) {
                    for (key, value) in fields {
                        body.push_str(&entry(&key, &value.on_lines("\n")));
                        body.push('\n');
                    }
                }
            }
        }
        _ => return,
    }
    // A table whose fields all stand in tables below it needs no heading of its own.
    let headed = !body.is_empty() && !body.starts_with("\n[");
    if headed || body.is_empty() && said.has.contains(path) {
        text.push_str(&format!("\n[{path}]\n"));
    }
    text.push_str(&body);
}
