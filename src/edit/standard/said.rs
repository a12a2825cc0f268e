//! What a file says, whatever the form: a line for each value.

use toml::de::{DeTable, DeValue};

use crate::fields::field::{Field, Kind, Shape};
use crate::model::amount::Money;
use crate::write::{lines, quoted};

/// All that a file says, sorted.
pub(super) fn said(root: &DeTable<'_>, shape: &'static Shape) -> Vec<String> {
    let mut all = Vec::new();
    of_table(root, Some(shape), "", &mut all);
    all.sort();
    all
}

/// Notes what a table says; that it is there says something, too.
fn of_table(
    table: &DeTable<'_>,
    shape: Option<&'static Shape>,
    above: &str,
    all: &mut Vec<String>,
) {
    all.push(format!("{above}{{}}"));
    for (key, value) in table {
        let field = shape.and_then(|shape| shape.field(key.get_ref()));
        of_value(value.get_ref(), field, &format!("{above}.{}", quoted(key.get_ref())), all);
    }
}

/// Notes what a value says.
fn of_value(value: &DeValue<'_>, field: Option<&'static Field>, path: &str, all: &mut Vec<String>) {
    match value {
        DeValue::Table(tables) if field.is_some_and(Field::has_named_tables) => {
            all.push(format!("{path}{{}}"));
            for (name, table) in tables {
                let path = format!("{path}.{}", quoted(name.get_ref()));
                match table.get_ref() {
                    DeValue::Table(table) => {
                        of_table(table, field.and_then(Field::shape), &path, all);
                    }
                    other => of_value(other, None, &path, all),
                }
            }
        }
        DeValue::Table(table) => of_table(table, field.and_then(Field::shape), path, all),
        DeValue::Array(values) => {
            all.push(format!("{path}[{}]", values.len()));
            for (number, value) in values.iter().enumerate() {
                of_value(value.get_ref(), field, &format!("{path}[{number}]"), all);
            }
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => all.push(format!("{path} = {}", single(value, field, false))),
    }
}

/// A single value in its standard form; paragraphs one a line where there may be lines.
pub(super) fn single(value: &DeValue<'_>, field: Option<&Field>, on_lines: bool) -> String {
    let kind = field.map(|field| field.kind);
    let money = |text: &str| Money::parse(text.trim()).ok().map(|money| money.to_string());
    let number = |text: &str| match kind {
        Some(Kind::Money(_)) => money(text).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    };
    match value {
        DeValue::String(text) => {
            let text = text.replace("\r\n", "\n");
            let text = text.trim();
            match kind {
                Some(Kind::Money(_)) => money(text).unwrap_or_else(|| quoted(text)),
                Some(Kind::Words | Kind::Paragraphs) if text.contains('\n') => {
                    let paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty());
                    let paragraphs: Vec<String> = paragraphs.map(str::to_owned).collect();
                    match on_lines {
                        true => lines(&paragraphs),
                        false => quoted(&paragraphs.join("\n")),
                    }
                }
                _ => quoted(text),
            }
        }
        DeValue::Integer(whole) if whole.radix() == 10 => number(whole.as_str()),
        DeValue::Integer(whole) => whole.to_string(),
        DeValue::Float(decimal) => number(decimal.as_str()),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => String::new(),
    }
}
