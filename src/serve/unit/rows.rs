//! Rows that are added or taken away → the changes of their file.

use std::collections::BTreeMap;

use crate::edit::{Change, Value};
use crate::exchange::fill::{Content, Row, Slot, columns, read, rows_of, value};
use crate::fields::field::{Field, Kind, Need, Shape};
use crate::fields::path::described;
use crate::problem::called;
use crate::serve::unit::asked::{Asked, may_change, refusal};
use crate::serve::unit::values::digest;
use crate::serve::unit::{At, Now};

/// What parts rows that are to be added from what tells one of them from the others.
pub(in crate::serve) const DRAFT: char = '~';

/// The rows that a row to be added is of, as the names of its inputs have them.
pub(super) fn rows_of_name(named: &str) -> &str {
    named.split(DRAFT).next().unwrap_or_default()
}

/// The change that a row to be added asks for, by its rows as the names of its inputs have them; `shown` is how many rows the
/// page had, where they are called by their place.
pub(super) fn of_row(
    now: &Now,
    file: &str,
    named: &str,
    cells: &[(String, String)],
    shown: Option<usize>,
) -> Option<Asked> {
    let path = rows_of_name(named);
    let slot = may_change(now, file)?;
    let field = described(slot.shape, path)?;
    let shape = rows_of(field)?;
    let name = |key: &str| format!("new|{file}|{named}|{key}");
    // What was held of one that was emptied is let go of.
    if cells.iter().all(|(_, typed)| typed.trim().is_empty()) {
        return Some(Asked {
            names: cells.iter().map(|(key, _)| name(key)).collect(),
            typed: Vec::new(),
            at: At { file: file.to_owned(), path: path.to_owned() },
            change: Ok(None),
            undo: Vec::new(),
        });
    }
    if shape.row_keys.is_empty() {
        return Some(at_the_end(slot, field, shape, (file, named), cells, shown));
    }
    let names = cells.iter().map(|(key, _)| name(key)).collect();
    let typed = cells.iter().map(|(_, typed)| typed.clone()).collect();
    let (label, change) = match row(shape, cells) {
        Err(why) => (String::new(), Err(refusal(why))),
        Ok((label, fields)) => match slot.said.row(path, &label) {
            // It was sent again because nobody heard that it had come.
            Some(there) if cells_of(shape, cells).is_some_and(|row| row.fields == there.fields) => {
                return Some(Asked {
                    names,
                    typed,
                    at: At { file: file.to_owned(), path: format!("{path}[{label}]") },
                    change: Ok(None),
                    undo: Vec::new(),
                });
            }
            Some(_) => (label, Err(refusal("已经有这一行了，请改那一行"))),
            None => (label, Ok(fields)),
        },
    };
    let (at, change) = match (field.kind, change) {
        (Kind::Names, change) => {
            let name = change.map(|fields| {
                let name = fields.into_iter().find(|(key, _)| key == "name");
                Some(Change::Set(name.map_or(Value::Words(String::new()), |(_, value)| value)))
            });
            (format!("{path}.{label}"), name)
        }
        (Kind::Tables(_), change) => (
            format!("{path}.{label}"),
            change.map(|mut fields| {
                // Its key is its name.
                fields.retain(|(key, _)| key != "key");
                Some(Change::Set(Value::Table(fields)))
            }),
        ),
        (_, change) => (
            format!("{path}[{label}]"),
            change.map(|fields| Some(Change::Set(Value::Table(fields)))),
        ),
    };
    let at = At { file: file.to_owned(), path: at };
    let undo = match cells_of(shape, cells) {
        Some(row) if change.is_ok() => {
            vec![(format!("back|{file}|{}", at.path), row_digest(&row))]
        }
        Some(_) | None => Vec::new(),
    };
    Some(Asked { names, typed, at, change, undo })
}

/// The change that adds a row which is called by its place: all of them are written. Where the page had fewer rows and the
/// next one says the same, it was sent again because nobody heard that it had come.
fn at_the_end(
    slot: &Slot,
    field: &'static Field,
    shape: &'static Shape,
    (file, named): (&str, &str),
    cells: &[(String, String)],
    shown: Option<usize>,
) -> Asked {
    let path = rows_of_name(named);
    let name = |key: &str| format!("new|{file}|{named}|{key}");
    let written = |row: &Row| {
        let fields = columns(shape).into_iter().filter_map(|field| {
            let text = row.fields.get(field.key)?;
            (field.default != text).then(|| (field.key.to_owned(), value(field, text)))
        });
        Value::Table(fields.collect())
    };
    let before = slot.said.rows(path);
    let is_whole = |row: &Row| {
        let mut needed = shape.fields().filter(|field| field.need == Need::Required);
        needed.all(|field| row.fields.contains_key(field.key))
    };
    let unread = cells.iter().find_map(|(key, typed)| {
        let field = shape.field(key)?;
        let why = read(field, &Content::Text(typed.clone())).err()?;
        Some(format!("“{}”{why}", field.term))
    });
    let (change, undo) = match (unread, cells_of(shape, cells).filter(is_whole)) {
        (Some(why), _) => (Err(refusal(why)), Vec::new()),
        (None, None) => (Err(refusal(format!("“{}”的一行还没有填全", field.term))), Vec::new()),
        (None, Some(row)) if came(before, &row, shown).is_some() => {
            let number = came(before, &row, shown).unwrap_or_default();
            let at = format!("back|{file}|{path}[{}]", number + 1);
            (Ok(None), vec![(at, row_digest(&row))])
        }
        (None, Some(row)) => {
            let rows = before.iter().map(written).chain([written(&row)]).collect();
            let at = format!("back|{file}|{path}[{}]", before.len() + 1);
            (Ok(Some(Change::Set(Value::Rows(rows)))), vec![(at, row_digest(&row))])
        }
    };
    Asked {
        names: cells.iter().map(|(key, _)| name(key)).collect(),
        typed: cells.iter().map(|(_, typed)| typed.clone()).collect(),
        at: At { file: file.to_owned(), path: path.to_owned() },
        change,
        undo,
    }
}

/// Which of the rows is one that was sent before: the one behind those that the page had.
fn came(rows: &[Row], row: &Row, shown: Option<usize>) -> Option<usize> {
    shown.filter(|shown| rows.get(*shown).is_some_and(|there| there.fields == row.fields))
}

/// A row as it says once it is written; none where it is not whole.
fn cells_of(shape: &'static Shape, cells: &[(String, String)]) -> Option<Row> {
    let mut fields = BTreeMap::new();
    for (key, typed) in cells {
        let field = shape.field(key)?;
        let text = read(field, &Content::Text(typed.clone())).ok()?;
        if let Some(text) = text.filter(|text| field.default != text) {
            fields.insert(field.key.to_owned(), text);
        }
    }
    Some(Row { label: String::new(), fields })
}

/// What a row is called and says; why not, where it is not whole.
fn row(
    shape: &'static Shape,
    cells: &[(String, String)],
) -> Result<(String, Vec<(String, Value)>), String> {
    let mut texts = BTreeMap::new();
    for (key, typed) in cells {
        let Some(field) = shape.field(key) else { continue };
        match read(field, &Content::Text(typed.clone())) {
            Ok(Some(text)) => drop(texts.insert(field.key, text)),
            Ok(None) if field.need == Need::Required => {
                return Err(format!("“{}”还没有填，填全了就存", field.term));
            }
            Ok(None) => {}
            Err(why) => return Err(format!("“{}”{why}", field.term)),
        }
    }
    let label = called(shape, &|key| texts.get(key).cloned());
    let label = label.ok_or("这一行还没有填全")?;
    let fields = columns(shape).into_iter().filter_map(|field| {
        let text = texts.get(field.key)?;
        (field.default != text).then(|| (field.key.to_owned(), value(field, text)))
    });
    Ok((label, fields.collect()))
}
/// Whether the rows of a path are called by words of theirs.
pub(super) fn names_rows(now: &Now, file: &str, path: &str) -> bool {
    let shape = now.slot(file).and_then(|slot| described(slot.shape, path)).and_then(rows_of);
    shape.is_none_or(|shape| !shape.row_keys.is_empty())
}

/// The change that takes a row away.
pub(super) fn of_removed(now: &Now, file: &str, path: &str) -> Option<Asked> {
    may_change(now, file)?;
    let row = row_at(now, file, path);
    let rows = rows_of_path(path);
    let cell = |(key, text): (&String, &String)| (format!("new|{file}|{rows}|{key}"), text.clone());
    let left = count_by_place(now, file, path).and_then(|count| count.checked_sub(1));
    let left = left.map(|left| (format!("rows|{file}|{rows}"), left.to_string()));
    Some(Asked {
        names: Vec::new(),
        typed: Vec::new(),
        at: At { file: file.to_owned(), path: path.to_owned() },
        change: Ok(Some(Change::Remove)),
        undo: row.into_iter().flat_map(|row| row.fields.iter().map(cell)).chain(left).collect(),
    })
}

/// How many rows there are where they are called by their place, by the path of one of them.
pub(super) fn count_by_place(now: &Now, file: &str, path: &str) -> Option<usize> {
    let rows = rows_of_path(path);
    (!names_rows(now, file, rows)).then(|| now.slot(file).map(|slot| slot.said.rows(rows).len()))?
}

/// The rows that the path of a row is of.
fn rows_of_path(path: &str) -> &str {
    match path.split_once('[') {
        Some((rows, _)) => rows,
        None => path.split_once('.').map_or(path, |(rows, _)| rows),
    }
}

/// A row by its path: of rows, or of names of the user's own.
pub(super) fn row_at<'n>(now: &'n Now, file: &str, path: &str) -> Option<&'n Row> {
    let said = &now.slot(file)?.said;
    match path.split_once('[') {
        Some((rows, label)) => said.row(rows, label.strip_suffix(']')?),
        None => {
            let (rows, own) = path.split_once('.')?;
            said.row(rows, own.trim_matches('"'))
        }
    }
}

/// What a row that was added is known by, as long as nobody changes it.
pub(super) fn row_digest(row: &Row) -> String {
    digest(&format!("{:?}", row.fields))
}
