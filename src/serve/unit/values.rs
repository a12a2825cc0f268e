//! What was typed into the input of a value → the change of its field.

use crate::edit::Change;
use crate::exchange::fill::{Content, Said, Slot, of_field, read, rows_of, value};
use crate::fields::field::{Field, Kind, Need, Shape};
use crate::fields::path::described;
use crate::serve::unit::asked::{Asked, Refusal, may_change, refusal};
use crate::serve::unit::faced::{faced, unfaced};
use crate::serve::unit::renamed::apart;
use crate::serve::unit::{At, Now};
use crate::serve::view::shown;

/// Why something is held that was typed into a row which is gone.
pub(in crate::serve) const GONE: &str = "这一行已经没有了（删去了，或者编码改了）";

/// What a page showed of a value.
#[derive(Debug, Clone)]
pub(super) enum Shown {
    /// What its input said.
    Text(String),
    /// What the file said.
    Value(Option<String>),
    /// Nobody knows, or it is to be chosen between what is typed and what the file has, which nobody has done.
    Unknown,
}

/// The change that a value asks for that is typed over what was shown.
pub(super) fn of_value(now: &Now, at: At, typed: &str, was: &Shown) -> Option<Asked> {
    let (file, path) = (at.file.as_str(), at.path.as_str());
    let slot = may_change(now, file)?;
    let (field, current) = field_at(slot, path)?;
    let names = vec![format!("is|{file}|{path}")];
    let undo = |is: Option<&String>| {
        let was = current.clone().unwrap_or_default();
        let is = is.cloned().unwrap_or_default();
        vec![(format!("is|{file}|{path}"), was), (format!("was|{file}|{path}"), is)]
    };
    let asked = |change: Result<Option<Change>, Refusal>| Asked {
        names: names.clone(),
        typed: vec![typed.to_owned()],
        at: at.clone(),
        change,
        between: None,
        undo: Vec::new(),
    };
    if !typed.trim().is_empty() && is_gone(now, slot, path) {
        return Some(asked(Err(refusal(GONE))));
    }
    let meant = match of_field(field, &unfaced(now, field, typed)) {
        Ok(meant) => meant,
        Err(why) => return Some(asked(Err(refusal(why)))),
    };
    if meant == current {
        return Some(asked(Ok(None)));
    }
    // What was shown says the same as what the file has, or somebody else was faster.
    let text = |text: &str| Content::Text(unfaced(now, field, text));
    let is_as_shown = match was {
        Shown::Text(was) => read(field, &text(was)).unwrap_or_default() == current,
        Shown::Value(was) => *was == current,
        Shown::Unknown => false,
    };
    if !is_as_shown {
        let theirs = faced(now, field, current.as_deref().unwrap_or_default());
        let theirs = Some(shown(field, &theirs));
        let why = "这一格在别处改过".to_owned();
        return Some(asked(Err(Refusal { why, theirs })));
    }
    let change = match &meant {
        Some(text) => Ok(Some(Change::Set(value(field, text)))),
        None if names_its_row(slot, path) => Err(refusal("这一格必填；不要这一行了，就删去整行")),
        None if field.need == Need::Required => match table_of(slot, path) {
            Some((table, true)) => {
                let at = At { file: at.file.clone(), path: table.to_owned() };
                return Some(Asked { at, undo: undo(None), ..asked(Ok(Some(Change::Remove))) });
            }
            Some((_, false)) => Err(refusal("这一格必填；整项都不要，先清空这一项别的格")),
            None => Err(refusal("这一格必填")),
        },
        None => Ok(Some(Change::Remove)),
    };
    Some(Asked { undo: undo(meant.as_ref()), ..asked(change) })
}

/// The table that a field stands in, where nobody needs that, and whether it says nothing else: it goes with the field then.
fn table_of<'p>(slot: &Slot, path: &'p str) -> Option<(&'p str, bool)> {
    let (table, _) = path.rsplit_once('.').filter(|(table, _)| !table.contains('['))?;
    let field = described(slot.shape, table).filter(|field| field.need != Need::Required)?;
    let within = format!("{table}.");
    let says = |other: &String| other != path && other.starts_with(&within);
    let Said { leaves, rows, has } = &slot.said;
    let is_alone = !leaves.keys().chain(rows.keys()).chain(has).any(says);
    matches!(field.kind, Kind::Table(_)).then_some((table, is_alone))
}

/// Whether a row is called by a field of a path alone, or cannot be without it.
fn names_its_row(slot: &Slot, path: &str) -> bool {
    let Some((rows, label, rest)) = apart(path) else { return false };
    let (Some(shape), Some(key)) =
        (described(slot.shape, rows).and_then(rows_of), rest.strip_prefix('.'))
    else {
        return false;
    };
    let is_written = |other: &&&str| {
        slot.said.row(rows, label).is_some_and(|row| row.fields.contains_key(**other))
    };
    let is_needed = || shape.field(key).is_some_and(|field| field.need == Need::Required);
    let others = || shape.row_keys.iter().filter(|other| **other != key).find(is_written);
    shape.row_keys.contains(&key) && (is_needed() || others().is_none())
}

/// Whether a path leads into a row that is not there, and that does not come by what is typed into it: all rows but those of
/// words, which the page asks for code by code.
fn is_gone(now: &Now, slot: &Slot, path: &str) -> bool {
    let Some((rows, label, shape)) = row_of(slot, path) else { return false };
    if slot.said.row(rows, label).is_some() {
        return false;
    }
    let is_name = |field: &Field| shape.row_keys.contains(&field.key) || field.key == "name";
    let has_words_only =
        shape.fields().all(|field| is_name(field) || matches!(field.kind, Kind::Words));
    let begins = format!("{rows}[{label}].");
    let is_asked = || {
        let found = now.found.iter().filter_map(|found| found.at.as_ref());
        let mut found = found.filter(|at| at.file == slot.path);
        found.any(|at| at.path.starts_with(&begins))
    };
    // Where nothing is known of what is explained, words are taken as they come.
    let is_explained = || {
        let mut explained = now.explained.iter();
        now.explained.is_empty() || explained.any(|explained| explained.path.starts_with(&begins))
    };
    !(has_words_only && (is_explained() || is_asked()))
}

/// The row that a path leads into: its list, what it is called, and the fields that it may have.
fn row_of<'p>(slot: &Slot, path: &'p str) -> Option<(&'p str, &'p str, &'static Shape)> {
    if let Some((rows, label, _)) = apart(path) {
        return Some((rows, label, rows_of(described(slot.shape, rows)?)?));
    }
    let (rows, own) = path.split_once('.')?;
    let field = slot.shape.field(rows).filter(|field| field.has_own_names())?;
    let shape = rows_of(field)?;
    let label = match field.kind {
        Kind::Tables(_) => own.rsplit_once('.')?.0,
        _ => own,
    };
    Some((rows, label.trim_matches('"'), shape))
}

/// A field by its path, with what the file says of it.
pub(super) fn field_at(slot: &Slot, path: &str) -> Option<(&'static Field, Option<String>)> {
    let Some((row, key)) = path.rsplit_once("].") else {
        return of_names(slot, path)
            .or_else(|| of_named(slot, path))
            .or_else(|| of_setting(slot, path))
            .or_else(|| Some((described(slot.shape, path)?, slot.said.leaves.get(path).cloned())));
    };
    let (rows, label) = row.split_once('[')?;
    let shape = rows_of(described(slot.shape, rows)?)?;
    let row = slot.said.row(rows, label);
    Some((shape.field(key)?, row.and_then(|row| row.fields.get(key).cloned())))
}

/// A name of the user's own by its path, with what the file says of it.
fn of_names(slot: &Slot, path: &str) -> Option<(&'static Field, Option<String>)> {
    let (rows, code) = path.rsplit_once('.')?;
    let field = described(slot.shape, rows).filter(|field| matches!(field.kind, Kind::Names))?;
    let code = code.trim_matches('"');
    let row = slot.said.row(rows, code);
    Some((rows_of(field)?.field("name")?, row.and_then(|row| row.fields.get("name").cloned())))
}

/// A field of a table whose name is the user's own, with what the file says of it.
fn of_named(slot: &Slot, path: &str) -> Option<(&'static Field, Option<String>)> {
    let (table, key) = path.rsplit_once('.')?;
    let (rows, own) = table.split_once('.')?;
    let field = slot.shape.field(rows).filter(|field| matches!(field.kind, Kind::Tables(_)))?;
    let row = slot.said.row(rows, own.trim_matches('"'));
    Some((rows_of(field)?.field(key)?, row.and_then(|row| row.fields.get(key).cloned())))
}

/// A setting under a name of the user's own, with what the file says of it.
fn of_setting(slot: &Slot, path: &str) -> Option<(&'static Field, Option<String>)> {
    let (table, _) = path.rsplit_once('.')?;
    let field = described(slot.shape, table);
    let field = field.filter(|field| matches!(field.kind, Kind::Settings(_)))?;
    Some((field, slot.said.leaves.get(path).cloned()))
}
