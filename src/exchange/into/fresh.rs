//! Files that are not there yet.

use crate::edit::{Change, Refused, Value, edited};
use crate::exchange::into::{form, row};
use crate::exchange::year::{Draft, Written};
use crate::model::place::{FileNumber, Located, Place};
use crate::model::unit::{Kind, Nature, Profile, Unit};
use crate::write;

/// The text of a new file of a year.
pub(crate) fn fresh(draft: &Draft, name: &str, year: u16) -> Result<String, Refused> {
    let mut text = format!("# {name}{year}年度决算；金额单位：元\nyear = {year}\n");
    let mut top: Vec<(String, Value)> = Vec::new();
    if let Some(unit) = draft.rounded_to {
        top.push(("rounded-to".to_owned(), Value::Bare(unit.to_string())));
    }
    let (alone, below): (Vec<_>, Vec<_>) =
        draft.fields.iter().partition(|(path, _)| !path.contains('.'));
    top.extend(alone.iter().map(|(path, written)| (path.clone(), Value::Bare(written.text()))));
    let mut tables: Vec<(String, Value)> = Vec::new();
    if !draft.names.is_empty() {
        let names =
            draft.names.iter().map(|(code, name)| (code.clone(), Value::Words(name.clone())));
        tables.push(("names".to_owned(), Value::Table(names.collect())));
    }
    let rows =
        |array: &crate::exchange::year::Array| Value::Rows(array.rows.iter().map(row).collect());
    for array in &draft.arrays {
        if array.path.contains('.') {
            // Totals stand before the rows of their table.
            continue;
        }
        top.push((array.path.to_owned(), rows(array)));
    }
    for (path, written) in &below {
        put(&mut tables, path, Value::Bare(written_text(written)));
    }
    for array in
        draft.arrays.iter().filter(|array| array.path.contains('.') && !array.rows.is_empty())
    {
        put(&mut tables, array.path, rows(array));
    }
    tables.sort_by_key(|(key, _)| ORDER.iter().position(|other| other == key));
    let form = form("year").ok_or_else(|| Refused(String::new()))?;
    for (path, value) in top.into_iter().chain(tables) {
        text = edited(form, &text, &path, &Change::Set(value))?;
    }
    Ok(text)
}

/// The tables in the order in which they stand in a file.
const ORDER: [&str; 7] =
    ["names", "carry-over", "three-public", "procurement", "assets", "control", "prior"];

/// As it stands in a file.
fn written_text(written: &Written) -> String {
    written.text()
}

/// Puts a value where a path leads, making the tables on the way.
fn put(tables: &mut Vec<(String, Value)>, path: &str, value: Value) {
    match path.split_once('.') {
        None => tables.push((path.to_owned(), value)),
        Some((key, rest)) => {
            if tables.iter().all(|(other, _)| other != key) {
                tables.push((key.to_owned(), Value::Table(Vec::new())));
            }
            let found = tables.iter_mut().find(|(other, _)| other == key);
            if let Some((_, Value::Table(fields))) = found {
                put(fields, rest, value);
            }
        }
    }
}

/// The text of a new `unit.toml`; without the unit's nature where nothing tells it.
pub(crate) fn unit_file(
    folder: &str,
    name: &str,
    nature: Option<Nature>,
) -> Result<String, Refused> {
    let place = Place::new(FileNumber(0), 0..0);
    let unit = Unit {
        folder: folder.to_owned(),
        name: Located::new(name.to_owned(), place),
        kind: Kind::Unit,
        nature: nature.unwrap_or(Nature::Administrative),
        established: None,
        members: Vec::new(),
        layout: None,
        profile: Profile::default(),
        place,
    };
    let text = write::unit_file(&unit);
    match (nature, form("unit")) {
        (None, Some(form)) => edited(form, &text, "nature", &Change::Remove),
        _ => Ok(text),
    }
}
