//! What a year's file says now.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::fields::field::{Kind, Shape};
use crate::fields::shape_of;
use crate::problem::row_labels;

/// The values of a row or table as words, by key.
pub(super) type Values = BTreeMap<String, String>;

/// What a file says now.
#[derive(Debug, Default)]
pub(super) struct Current {
    /// Single values by path.
    values: BTreeMap<String, String>,
    /// Rows by path, each with what it is called.
    rows: BTreeMap<String, Vec<(String, Values)>>,
}

impl Current {
    /// What a text says; nothing where it is no TOML.
    pub(super) fn of(text: &str) -> Option<Self> {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let table = DeTable::parse(body).ok()?;
        let mut current = Self::default();
        current.table(table.get_ref(), "", shape_of("data/x/2000.toml"));
        Some(current)
    }

    /// A value; none where it is not written.
    pub(super) fn value(&self, path: &str) -> Option<&str> {
        self.values.get(path).map(String::as_str)
    }

    /// Rows; none where the field is not written.
    pub(super) fn rows(&self, path: &str) -> Option<&[(String, Values)]> {
        self.rows.get(path).map(Vec::as_slice)
    }

    /// Takes what a table says.
    fn table(&mut self, table: &DeTable<'_>, before: &str, shape: Option<&'static Shape>) {
        for (key, value) in table {
            let key = key.get_ref();
            let path = if before.is_empty() { key.to_string() } else { format!("{before}.{key}") };
            let field = shape.and_then(|shape| shape.field(key));
            match value.get_ref() {
                DeValue::Table(below) => {
                    self.table(below, &path, field.and_then(|field| field.shape()));
                }
                DeValue::Array(rows) => {
                    let of_rows = field.filter(|field| matches!(field.kind, Kind::Rows(_)));
                    let labels = row_labels(rows, of_rows.and_then(|field| field.shape()));
                    let rows = rows.iter().map(|row| {
                        let fields = row.get_ref().as_table().into_iter().flatten();
                        fields
                            .map(|(key, value)| (key.get_ref().to_string(), word(value.get_ref())))
                            .collect()
                    });
                    self.rows.insert(path, labels.into_iter().zip(rows).collect());
                }
                value => {
                    self.values.insert(path, word(value));
                }
            }
        }
    }
}

/// A value as words.
fn word(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(words) => words.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => String::new(),
    }
}
