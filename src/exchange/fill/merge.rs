//! What was sent, what is filled in and what the file says now → the changes of the file.

use rust_decimal::Decimal;

use crate::edit::{Change, Value};
use crate::exchange::fill::content::{Shown, shown, value};
use crate::exchange::fill::filled::Filled;
use crate::exchange::fill::said::{NAME, Row, Said, row_path, rows_shape};
use crate::fields::extra::named;
use crate::fields::field::{Field, Kind, Shape};
use crate::fields::names::names;
use crate::fields::path::described;

/// A change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Where.
    pub path: String,
    /// What.
    pub change: Change,
    /// The change in words.
    pub told: String,
}

/// What becomes of a file.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The changes in the order in which they are made.
    pub steps: Vec<Step>,
    /// What was changed on both sides, each with its path.
    pub conflicts: Vec<(String, String)>,
}

/// What is to be done with a value that was sent, is filled in and is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It stays.
    Stays,
    /// It is what is filled in.
    Taken,
    /// Both sides changed it.
    Conflict,
}

/// What is to be done with something.
fn fate<T: PartialEq>(sent: &T, filled: &T, file: &T) -> Fate {
    if filled == sent || filled == file {
        Fate::Stays
    } else if file == sent {
        Fate::Taken
    } else {
        Fate::Conflict
    }
}

/// What becomes of a file of a shape.
pub(super) fn merge(shape: &'static Shape, sent: &Said, filled: &Filled, file: &Said) -> Merged {
    let mut merger = Merger { sent, filled, file, merged: Merged::default() };
    for path in &filled.shown {
        if let Some(field) = described(shape, path).filter(|field| field.shape().is_none()) {
            merger.leaf(path, field);
        }
    }
    for path in &filled.rows {
        if let Some(field) = described(shape, path) {
            merger.rows(path, field);
        }
    }
    for path in &filled.shown {
        if let Some(field) = described(shape, path) {
            merger.has(path, field);
        }
    }
    merger.merged
}

/// What a file is merged with.
struct Merger<'a> {
    /// What was sent.
    sent: &'a Said,
    /// What is filled in.
    filled: &'a Filled,
    /// What the file says.
    file: &'a Said,
    /// What becomes of it.
    merged: Merged,
}

impl Merger<'_> {
    /// Decides on a single value.
    fn leaf(&mut self, path: &str, field: &'static Field) {
        if field.has_own_names() {
            return;
        }
        let of = |said: &'_ Said| said.leaves.get(path).cloned();
        self.value(path, field, of(self.sent), of(&self.filled.said), of(self.file));
    }

    /// Decides on a value.
    fn value(
        &mut self,
        path: &str,
        field: &Field,
        sent: Option<String>,
        filled: Option<String>,
        file: Option<String>,
    ) {
        let cell = self.cell(path);
        let shown = |text: &Option<String>| match text {
            Some(text) => told(field, text),
            None => "空".to_owned(),
        };
        match fate(&sent, &filled, &file) {
            Fate::Stays => {}
            Fate::Conflict => {
                let [sent, filled, file] = [&sent, &filled, &file].map(shown);
                self.conflict(
                    path,
                    format!(
                        "{cell}（{path}）两边都改了：发出时 {sent}，填报表里 {filled}，文件里 {file}"
                    ),
                );
            }
            Fate::Taken => {
                let told = match (&file, &filled) {
                    (None, Some(_)) => format!("加 {path}：{}（{cell}）", shown(&filled)),
                    (Some(_), None) => format!("删 {path}（{cell}，原来 {}）", shown(&file)),
                    _ => format!("改 {path}：{} → {}（{cell}）", shown(&file), shown(&filled)),
                };
                let change = match &filled {
                    Some(text) => Change::Set(value(field, text)),
                    None => Change::Remove,
                };
                self.step(path, change, told);
            }
        }
    }

    /// Decides on the rows of a field.
    fn rows(&mut self, path: &str, field: &'static Field) {
        let Some(shape) = rows_shape(field) else { return };
        let is_names = matches!(field.kind, Kind::Names);
        let mut labels: Vec<&str> = Vec::new();
        for said in [self.sent, &self.filled.said] {
            for row in said.rows(path) {
                if !labels.contains(&row.label.as_str()) {
                    labels.push(&row.label);
                }
            }
        }
        for label in labels {
            let full = row_path(field, path, label);
            let (sent, filled, file) = (
                self.sent.row(path, label),
                self.filled.said.row(path, label),
                self.file.row(path, label),
            );
            let cell = self.filled.cells.get(&format!("{path}[{label}]")).cloned();
            match (sent, filled, file) {
                (Some(sent), None, Some(file)) if same(shape, sent, file) => {
                    let told = format!(
                        "删 {full}（填报表里删去了这一行，原来 {}）",
                        cells_of(shape, file)
                    );
                    self.step(&full, Change::Remove, told);
                }
                (Some(sent), None, Some(file)) => {
                    let [sent, file] = [sent, file].map(|row| cells_of(shape, row));
                    self.conflict(
                        &full,
                        format!(
                            "{full}：填报表里删去了这一行，文件里的这一行也改了：发出时 {sent}，文件里 {file}"
                        ),
                    );
                }
                (Some(sent), Some(filled), None) if !same(shape, sent, filled) => {
                    let cell = cell.unwrap_or_default();
                    let told =
                        format!("{cell}（{full}）：填报表里改了这一行，文件里已经没有这一行");
                    self.conflict(path, told);
                }
                (None, Some(filled), None) => {
                    let cell = cell.unwrap_or_default();
                    let told = format!("加 {full}：{}（{cell}）", cells_of(shape, filled));
                    let value = match filled.fields.get(NAME).filter(|_| is_names) {
                        Some(name) => Value::Words(name.clone()),
                        None => row_value(shape, filled),
                    };
                    self.step(&full, Change::Set(value), told);
                }
                (_, Some(filled), Some(file)) if is_names => {
                    let of = |row: Option<&Row>| row.and_then(|row| row.fields.get(NAME)).cloned();
                    let (sent, filled, file) = (of(sent), of(Some(filled)), of(Some(file)));
                    self.value(&full, &names::NAME, sent, filled, file);
                }
                (_, Some(filled), Some(file)) => {
                    for column in
                        shape.fields().filter(|field| !shape.row_keys.contains(&field.key))
                    {
                        let of = |row: &Row| row.fields.get(column.key).cloned();
                        let path = format!("{full}.{}", column.key);
                        self.value(&path, column, sent.and_then(of), of(filled), of(file));
                    }
                }
                (Some(_), Some(_), None) | (Some(_), None, None) | (None, None, _) => {}
            }
        }
    }

    /// Decides on whether a table or rows are written that have nothing in them.
    fn has(&mut self, path: &str, field: &'static Field) {
        if is_leaf(field) {
            return;
        }
        let now = self.filled.said.has.contains(path);
        let (sent, file) = (self.sent.has.contains(path), self.file.has.contains(path));
        let (cell, says) = (self.cell(path), self.filled.said.says_below(path));
        if now && !sent && !file && !says {
            let nothing = match field.kind {
                Kind::Rows(_) => Value::Rows(Vec::new()),
                _ => Value::Table(Vec::new()),
            };
            let told = format!("加 {path}（{cell}，没有内容）");
            self.step(path, Change::Set(nothing), told);
        } else if !now && sent && file && !says && !self.file_keeps(path) {
            let told = format!("删 {path}（{cell}）");
            self.step(path, Change::Remove, told);
        }
    }

    /// Whether the file says something below a path that was not sent.
    fn file_keeps(&self, path: &str) -> bool {
        let below = format!("{path}.");
        let leaves = self.file.leaves.iter().filter(|(leaf, _)| leaf.starts_with(&below));
        let mut kept = leaves.filter(|(leaf, text)| self.sent.leaves.get(*leaf) != Some(text));
        let rows =
            self.file.rows.iter().filter(|(rows, _)| *rows == path || rows.starts_with(&below));
        let mut others = rows.filter(|(path, rows)| self.sent.rows(path) != rows.as_slice());
        kept.next().is_some() || others.next().is_some()
    }

    /// The cell of a path.
    fn cell(&self, path: &str) -> String {
        self.filled.cells.get(path).cloned().unwrap_or_default()
    }

    /// Notes what was changed on both sides.
    fn conflict(&mut self, path: &str, told: String) {
        self.merged.conflicts.push((told, path.to_owned()));
    }

    /// Notes a change.
    fn step(&mut self, path: &str, change: Change, told: String) {
        self.merged.steps.push(Step { path: path.to_owned(), change, told });
    }
}

/// Whether a field is a single value.
fn is_leaf(field: &Field) -> bool {
    field.shape().is_none() && !field.has_own_names()
}

/// Whether two rows that are called the same say the same.
fn same(shape: &'static Shape, one: &Row, other: &Row) -> bool {
    let columns = shape.fields().filter(|field| !shape.row_keys.contains(&field.key));
    let mut columns = columns.map(|field| field.key);
    columns.all(|key| one.fields.get(key) == other.fields.get(key))
}

/// A row as it is written.
pub(super) fn row_value(shape: &'static Shape, row: &Row) -> Value {
    let fields = crate::exchange::fill::plan::columns(shape).into_iter().filter_map(|field| {
        // The name of a table is no field of it.
        let text = row.fields.get(field.key).filter(|_| !std::ptr::eq(field, &named::KEY))?;
        // What it stands for where it is left out is left out.
        (field.default != text).then(|| (field.key.to_owned(), value(field, text)))
    });
    Value::Table(fields.collect())
}

/// What the cells of a row say, without what it is called by.
pub(super) fn cells_of(shape: &'static Shape, row: &Row) -> String {
    let columns = shape.fields().filter(|field| !shape.row_keys.contains(&field.key));
    let cells = columns.filter_map(|field| {
        let text = row.fields.get(field.key)?;
        Some(format!("{} {}", field.key, told(field, text)))
    });
    let cells: Vec<String> = cells.collect();
    if cells.is_empty() { "没有数".to_owned() } else { cells.join("，") }
}

/// What a value says, shortly: words in quotes as they were written.
pub(super) fn told(field: &Field, text: &str) -> String {
    const MOST: usize = 30;
    told_within(field, text, MOST)
}

/// What a value says, all of it.
pub(super) fn told_whole(field: &Field, text: &str) -> String {
    told_within(field, text, usize::MAX)
}

/// What a value says, of words so many letters.
fn told_within(field: &Field, text: &str, most: usize) -> String {
    match shown(field, text, None) {
        Shown::Number(_) => text.to_owned(),
        Shown::Words(words) if words.parse::<Decimal>().is_ok() => words,
        Shown::Words(words) if matches!(field.kind, Kind::Date) => words,
        Shown::Words(words) => quoted(&words, most),
    }
}

/// The beginning of a text, on one line and in quotes.
fn quoted(text: &str, most: usize) -> String {
    let line = text.replace('\n', "／");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("“{}…”", line.get(..end).unwrap_or_default()),
        None => format!("“{line}”"),
    }
}
