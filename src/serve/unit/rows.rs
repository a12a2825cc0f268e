//! Rows that are added or taken away → the changes of their file.

use std::collections::BTreeMap;

use crate::edit::{Change, Value};
use crate::exchange::fill::{Content, Row, Slot, columns, of_field, read, rows_of, value};
use crate::fields::field::{Field, Kind, Need, Shape};
use crate::fields::path::described;
use crate::problem::called;
use crate::serve::unit::asked::{Asked, may_change, refusal};
use crate::serve::unit::between::Between;
use crate::serve::unit::digest::row_digest;
use crate::serve::unit::faced::unfaced;
use crate::serve::unit::renamed::apart;
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
    // The cell without a key says where a row that was deleted comes back.
    let (places, cells): (Vec<_>, Vec<_>) =
        cells.iter().cloned().partition(|(key, _)| key.is_empty());
    let typed: Vec<String> = cells.iter().map(|(_, typed)| typed.clone()).collect();
    let meant = cells.into_iter().map(|(key, typed)| {
        let typed = shape.field(&key).map_or(typed.clone(), |field| unfaced(now, field, &typed));
        (key, typed)
    });
    let cells: Vec<(String, String)> = meant.collect();
    let cells = cells.as_slice();
    let between = places.first().and_then(|(_, said)| Between::read(said));
    // What was held of one that was emptied is let go of.
    if cells.iter().all(|(_, typed)| typed.trim().is_empty()) {
        return Some(Asked {
            names: cells.iter().map(|(key, _)| name(key)).collect(),
            typed: Vec::new(),
            at: At { file: file.to_owned(), path: path.to_owned() },
            change: Ok(None),
            between: None,
            undo: Vec::new(),
        });
    }
    if shape.row_keys.is_empty() {
        return Some(by_place(slot, (field, shape), (file, named), cells, (shown, between)));
    }
    let names = cells.iter().map(|(key, _)| name(key)).collect();
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
                    between: None,
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
        (_, Ok(fields)) if between.is_some() => {
            (path.to_owned(), Ok(Some(Change::Insert(usize::MAX, Value::Table(fields)))))
        }
        (_, change) => (
            format!("{path}[{label}]"),
            change.map(|fields| Some(Change::Set(Value::Table(fields)))),
        ),
    };
    let called = if between.is_some() { format!("{path}[{label}]") } else { at.clone() };
    let at = At { file: file.to_owned(), path: at };
    let undo = match cells_of(shape, cells) {
        Some(row) if change.is_ok() => {
            vec![(format!("back|{file}|{called}"), row_digest(&row))]
        }
        Some(_) | None => Vec::new(),
    };
    Some(Asked { names, typed, at, change, between, undo })
}

/// The change that adds a row which is called by its place. Where the page had fewer rows and the next one says the same, or one
/// of them where it comes back, it was sent again because nobody heard that it had come.
fn by_place(
    slot: &Slot,
    (field, shape): (&'static Field, &'static Shape),
    (file, named): (&str, &str),
    cells: &[(String, String)],
    (shown, between): (Option<usize>, Option<Between>),
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
        let why = of_field(field, typed).err()?;
        Some(format!("“{}”{why}", field.term))
    });
    let back = |number: usize, row: &Row| {
        vec![(format!("back|{file}|{path}[{}]", number + 1), row_digest(row))]
    };
    let (change, undo) = match (unread, cells_of(shape, cells).filter(is_whole)) {
        (Some(why), _) => (Err(refusal(why)), Vec::new()),
        (None, None) => (Err(refusal(format!("“{}”的一行还没有填全", field.term))), Vec::new()),
        (None, Some(row)) => match came(before, &row, shown, between.is_some()) {
            Some(number) => (Ok(None), back(number, &row)),
            None => {
                let change = Change::Insert(usize::MAX, written(&row));
                (Ok(Some(change)), back(before.len(), &row))
            }
        },
    };
    Asked {
        names: cells.iter().map(|(key, _)| name(key)).collect(),
        typed: cells.iter().map(|(_, typed)| typed.clone()).collect(),
        at: At { file: file.to_owned(), path: path.to_owned() },
        change,
        between,
        undo,
    }
}

/// Which of the rows is one that was sent before: the one behind those that the page had, or where it comes back among others,
/// any that says the same.
fn came(rows: &[Row], row: &Row, shown: Option<usize>, is_back: bool) -> Option<usize> {
    let shown = shown.filter(|shown| *shown < rows.len())?;
    let is_same = |there: &Row| there.fields == row.fields;
    match is_back {
        true => rows.iter().position(is_same),
        false => rows.get(shown).is_some_and(is_same).then_some(shown),
    }
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
        match of_field(field, typed) {
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
    let between = apart(path).and_then(|(rows, label, _)| {
        Between::of(now.slot(file)?.said.rows(rows), label, names_rows(now, file, rows))
    });
    let between = between.map(|between| (format!("new|{file}|{rows}|"), between.said()));
    let cells = row.into_iter().flat_map(|row| row.fields.iter().map(cell));
    Some(Asked {
        names: Vec::new(),
        typed: Vec::new(),
        at: At { file: file.to_owned(), path: path.to_owned() },
        change: Ok(Some(Change::Remove)),
        between: None,
        undo: between.into_iter().chain(cells).chain(left).collect(),
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

/// What undoes a save once it is through: rows that are called by their place are called by the one that they have then, and are
/// as many as they are then.
pub(super) fn as_it_is_then(now: &Now, undo: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut taken: Vec<String> = Vec::new();
    let mut then = Vec::new();
    for (name, value) in undo {
        let pair = match name.splitn(3, '|').collect::<Vec<&str>>().as_slice() {
            ["rows", file, rows] => {
                let count = now.slot(file).map_or(0, |slot| slot.said.rows(rows).len());
                (name, count.to_string())
            }
            ["back", file, path] => {
                let list = apart(path).filter(|(rows, _, _)| !names_rows(now, file, rows));
                let found = list.and_then(|(rows, label, _)| {
                    let all = now.slot(file)?.said.rows(rows).iter();
                    let name = |row: &Row| format!("back|{file}|{rows}[{}]", row.label);
                    let mut same: Vec<&Row> = all
                        .filter(|row| row_digest(row) == value && !taken.contains(&name(row)))
                        .collect();
                    same.sort_by_key(|row| row.label != label);
                    same.first().map(|row| name(row))
                });
                taken.extend(found.clone());
                (found.unwrap_or(name), value)
            }
            _ => (name, value),
        };
        if !pair.0.starts_with("rows|") || !then.contains(&pair) {
            then.push(pair);
        }
    }
    then
}
