//! What was typed → the files: valid values and whole rows at once, everything else is held.
//!
//! The names of inputs say what they are: `is|file|path` a value, `was|file|path` what it was when it was shown,
//! `new|file|rows|key` a cell of a row to be added; where a key comes again, another row begins. A row that goes is named
//! `file|path` under `remove`; `back|file|path` takes back one that was added, if it still says what its digest tells.

use std::collections::BTreeMap;

use crate::batch::Digest;
use crate::edit::{Change, Refused, Value, edited};
use crate::exchange::fill::{Content, Row, Slot, columns, read, rows_of, value};
use crate::fields::field::{Field, Kind, Need, Shape};
use crate::fields::path::described;
use crate::files::{Files, rewrite_whole};
use crate::problem::{called, reason};
use crate::serve::lock::lock;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::unit::held::Held;
use crate::serve::unit::{At, Fault, Now, Which};

/// One change that was asked for.
#[derive(Debug, Clone)]
struct Asked {
    /// The names of the inputs that it settles.
    names: Vec<String>,
    /// What was typed, one for each of them.
    typed: Vec<String>,
    /// The field, row or rows.
    at: At,
    /// What is to be done, nothing where the file says so already; or why it cannot be.
    change: Result<Option<Change>, Refusal>,
    /// What a form says that undoes it.
    undo: Vec<(String, String)>,
}

/// The cells of a row by their keys.
type Cells = Vec<(String, String)>;

/// Why something is held.
#[derive(Debug, Clone)]
struct Refusal {
    /// In words.
    why: String,
    /// What the file has instead, where it was changed elsewhere.
    theirs: Option<String>,
}

/// A refusal in words.
fn refusal(why: impl Into<String>) -> Refusal {
    Refusal { why: why.into(), theirs: None }
}

/// Takes what a form says into the files of a report: the report as it is then, or why nothing can be written.
pub(in crate::serve) fn save(office: &Office, which: &Which, form: &Pairs) -> Result<Now, String> {
    save_as(office, which, form, false)
}

/// The same of what belongs together: all of it, or nothing.
pub(in crate::serve) fn save_whole(
    office: &Office,
    which: &Which,
    form: &Pairs,
) -> Result<Now, String> {
    save_as(office, which, form, true)
}

/// Takes what a form says into the files, as a whole where that is asked for.
fn save_as(office: &Office, which: &Which, form: &Pairs, whole: bool) -> Result<Now, String> {
    // One after the other: what is written is what was read.
    let _writing = lock(&office.writing);
    let files = Files::on(&office.root);
    let gone = || "没有这个单位，或者项目的设置读不出来".to_owned();
    let now = which.look(&files).ok_or_else(gone)?;
    let report = which.key();
    if let Some(broken) = &now.broken {
        let why = format!("现在只能看，不能改：{}", broken.why);
        office.held.settle(&report, &[], unwritten(&report, form, &why));
        return Err(why);
    }
    let mut asked = asked(&now, form)?;
    asked.extend(again(&now, &office.held.of_report(&report), &asked));
    let taken = take(&now, &files, &asked, true);
    let after = match taken {
        Some(taken) => {
            if let Some((_, why)) = taken.refused.first().filter(|_| whole) {
                return Err(format!("没有写：{}", why.why));
            }
            for (path, text) in &taken.texts {
                let full = office.root.join(path);
                if let Err(error) = rewrite_whole(&full, text.as_bytes()) {
                    let why = reason(&error);
                    let why = format!("存不下（{why}）；看文件是否只读，是否被别的程序打开");
                    office.held.settle(&report, &[], unwritten(&report, form, &why));
                    return Err(why);
                }
            }
            let settled: Vec<&str> = taken.settled.iter().map(String::as_str).collect();
            office.held.settle(&report, &settled, held(&report, taken.refused));
            taken.now.map(|after| Now { undo: taken.undo, ..after })
        }
        None => None,
    };
    office.listeners.tell("changed");
    Ok(after.unwrap_or(now))
}

/// What came of changes that were tried.
struct Taken {
    /// The files that change, by their paths from the project folder.
    texts: BTreeMap<String, String>,
    /// The inputs that are settled.
    settled: Vec<String>,
    /// The changes that were refused.
    refused: Vec<(Asked, Refusal)>,
    /// What a form says that undoes all of it, the last first.
    undo: Vec<(String, String)>,
    /// The report as it is then, where anything changes.
    now: Option<Now>,
}

/// Tries changes together; where the files become worse by them, one by one, so that only what makes them worse is held.
fn take(now: &Now, files: &Files, asked: &[Asked], together: bool) -> Option<Taken> {
    let mut taken = Taken {
        texts: BTreeMap::new(),
        settled: Vec::new(),
        refused: Vec::new(),
        undo: Vec::new(),
        now: None,
    };
    for one in asked {
        let Some(slot) = now.slot(&one.at.file) else { continue };
        let path = now.which.path(&slot.path);
        let before = taken.texts.get(&path).or(slot.text.as_ref());
        let Some(before) = before else { continue };
        let change = match &one.change {
            Ok(Some(change)) => change,
            Ok(None) => {
                taken.settled.extend(one.names.iter().cloned());
                continue;
            }
            Err(why) => {
                taken.refused.push((one.clone(), why.clone()));
                continue;
            }
        };
        let text = match edited(slot.form, before, &one.at.path, change) {
            Ok(text) => text,
            Err(Refused(_)) => {
                let why = "这里在文件里的写法特别，程序改不准；请在文件里手工改";
                taken.refused.push((one.clone(), refusal(why)));
                continue;
            }
        };
        let mut texts = taken.texts.clone();
        texts.insert(path, text);
        if !together {
            match worse(now, files, &texts, &one.at) {
                Err(why) => {
                    taken.refused.push((one.clone(), refusal(why)));
                    continue;
                }
                Ok(after) => taken.now = Some(after),
            }
        }
        taken.texts = texts;
        taken.settled.extend(one.names.iter().cloned());
        taken.undo.splice(0..0, one.undo.iter().cloned());
    }
    if together && !taken.texts.is_empty() {
        let at = At { file: String::new(), path: String::new() };
        match worse(now, files, &taken.texts, &at) {
            Ok(after) => taken.now = Some(after),
            Err(_) => return take(now, files, asked, false),
        }
    }
    Some(taken)
}

/// The report with some texts; where its files have errors then that they did not have, the first of them, one at the
/// field before others.
fn worse(
    now: &Now,
    files: &Files,
    texts: &BTreeMap<String, String>,
    at: &At,
) -> Result<Now, String> {
    let unsaved = texts.iter().map(|(path, text)| (path.clone(), text.clone()));
    let after = now.which.look(&files.over(unsaved));
    let Some(after) = after else { return Err("这样写，项目就读不出来了".to_owned()) };
    if let Some(broken) = &after.broken {
        return Err(broken.why.clone());
    }
    let is_known = |fault: &Fault| now.errors.iter().any(|old| old.headline == fault.headline);
    let new = after.errors.iter().filter(|fault| !is_known(fault));
    let mut new: Vec<&Fault> = new.collect();
    new.sort_by_key(|fault| fault.at.as_ref() != Some(at));
    match new.first() {
        None => Ok(after),
        Some(fault) => Err(fault.said.clone()),
    }
}

/// What is held of changes that were refused.
fn held(report: &str, refused: Vec<(Asked, Refusal)>) -> Vec<Held> {
    let of = |(asked, why): (Asked, Refusal)| {
        let inputs = asked.names.into_iter().zip(asked.typed);
        let held = inputs.map(move |(name, typed)| Held {
            report: report.to_owned(),
            name,
            typed,
            why: why.why.clone(),
            theirs: why.theirs.clone(),
        });
        held.collect::<Vec<_>>()
    };
    refused.into_iter().flat_map(of).collect()
}

/// What is held of a form of which nothing can be written: what was typed over something else, and rows that were begun.
fn unwritten(report: &str, form: &Pairs, why: &str) -> Vec<Held> {
    let is_typed = |name: &str, typed: &str| match name.split_once('|') {
        Some(("is", at)) => {
            let was = form.0.iter().find(|(other, _)| *other == format!("was|{at}"));
            was.is_some_and(|(_, was)| was != typed)
        }
        Some(("new", _)) => !typed.trim().is_empty(),
        Some(_) | None => false,
    };
    let typed = form.0.iter().filter(|(name, typed)| is_typed(name, typed));
    let held = typed.map(|(name, typed)| Held {
        report: report.to_owned(),
        name: name.clone(),
        typed: typed.clone(),
        why: why.to_owned(),
        theirs: None,
    });
    held.collect()
}

/// The changes that a form asks for; values that stay as they are are settled without a change. Why none of it may be done,
/// where what is to be undone is not any more what was done.
fn asked(now: &Now, form: &Pairs) -> Result<Vec<Asked>, String> {
    let mut asked = Vec::new();
    let mut rows: BTreeMap<(String, String), Vec<Cells>> = BTreeMap::new();
    for (name, typed) in &form.0 {
        let parts: Vec<&str> = name.splitn(4, '|').collect();
        match parts.as_slice() {
            ["is", file, path] => {
                let was = form.0.iter().find(|(other, _)| other == &format!("was|{file}|{path}"));
                let was = was.map(|(_, was)| was.as_str());
                let at = At { file: (*file).to_owned(), path: (*path).to_owned() };
                let base = form.get(&format!("base|{file}"));
                asked.extend(of_value(now, at, typed, was, base));
            }
            ["new", file, rows_path, key] => {
                let of_file =
                    rows.entry(((*file).to_owned(), (*rows_path).to_owned())).or_default();
                let cell = ((*key).to_owned(), typed.clone());
                match of_file.last_mut() {
                    Some(row) if row.iter().all(|(known, _)| known != key) => row.push(cell),
                    Some(_) | None => of_file.push(vec![cell]),
                }
            }
            ["back", file, path] => {
                let gone = || "那一行后来又改过，没有撤销；不要它的，在表里删去".to_owned();
                let row = row_at(now, file, path).filter(|row| row_digest(row) == *typed);
                row.ok_or_else(gone)?;
                asked.extend(of_removed(now, file, path));
            }
            _ => {}
        }
    }
    for removed in form.all("remove") {
        asked.extend(removed.split_once('|').and_then(|(file, path)| of_removed(now, file, path)));
    }
    for ((file, path), mut rows) in rows {
        // Rows that are called by their place come one by one.
        if !names_rows(now, &file, &path) {
            rows.truncate(1);
        }
        asked.extend(rows.iter().filter_map(|cells| of_row(now, &file, &path, cells)));
    }
    Ok(asked)
}

/// What is held of a table of which something else is written now, where the file has nothing there: it may have waited for
/// just that.
fn again(now: &Now, held: &[Held], asked: &[Asked]) -> Vec<Asked> {
    let table = |path: &str| path.rsplit_once('.').map(|(table, _)| table.to_owned());
    let waits = |held: &&Held| held.theirs.is_none();
    let again = held.iter().filter(waits).filter_map(|held| {
        let (file, path) = held.name.strip_prefix("is|")?.split_once('|')?;
        let is_beside = |one: &Asked| {
            one.at.file == file && one.at.path != path && table(&one.at.path) == table(path)
        };
        let is_asked = asked.iter().any(|one| one.names.contains(&held.name));
        let (_, current) = field_at(now.slot(file)?, path)?;
        if is_asked || current.is_some() || table(path).is_none() || !asked.iter().any(is_beside) {
            return None;
        }
        let at = At { file: file.to_owned(), path: path.to_owned() };
        of_value(now, at, &held.typed, Some(""), "")
    });
    again.collect()
}

/// Whether the rows of a path are called by words of theirs.
fn names_rows(now: &Now, file: &str, path: &str) -> bool {
    let shape = now.slot(file).and_then(|slot| described(slot.shape, path)).and_then(rows_of);
    shape.is_none_or(|shape| !shape.row_keys.is_empty())
}

/// The change that takes a row away.
fn of_removed(now: &Now, file: &str, path: &str) -> Option<Asked> {
    may_change(now, file)?;
    let row = row_at(now, file, path);
    let rows = rows_of_path(path);
    let cell = |(key, text): (&String, &String)| (format!("new|{file}|{rows}|{key}"), text.clone());
    Some(Asked {
        names: Vec::new(),
        typed: Vec::new(),
        at: At { file: file.to_owned(), path: path.to_owned() },
        change: Ok(Some(Change::Remove)),
        undo: row.into_iter().flat_map(|row| row.fields.iter().map(cell)).collect(),
    })
}

/// The rows that the path of a row is of.
fn rows_of_path(path: &str) -> &str {
    match path.split_once('[') {
        Some((rows, _)) => rows,
        None => path.split_once('.').map_or(path, |(rows, _)| rows),
    }
}

/// A row by its path: of rows, or of names of the user's own.
fn row_at<'n>(now: &'n Now, file: &str, path: &str) -> Option<&'n Row> {
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
fn row_digest(row: &Row) -> String {
    digest(&format!("{:?}", row.fields))
}

/// A file that may be changed.
fn may_change<'n>(now: &'n Now, file: &str) -> Option<&'n Slot> {
    let slot = now.slot(file)?;
    (!slot.locked && slot.text.is_some()).then_some(slot)
}

/// The change that a value asks for.
fn of_value(now: &Now, at: At, typed: &str, was: Option<&str>, base: &str) -> Option<Asked> {
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
        undo: Vec::new(),
    };
    let text = Content::Text(typed.to_owned());
    let meant = match read(field, &text) {
        Ok(meant) => meant,
        Err(why) => return Some(asked(Err(refusal(why)))),
    };
    if meant == current {
        return Some(asked(Ok(None)));
    }
    // What was shown says the same as what the file has, or somebody else was faster. A form that does not tell what was
    // shown tells which text of the file it was made from.
    let was = was.map(|was| read(field, &Content::Text(was.to_owned())).unwrap_or_default());
    let is_as_shown = match was {
        Some(was) => was == current,
        None => slot.text.as_deref().is_some_and(|text| base == digest(text)),
    };
    if !is_as_shown {
        let theirs = Some(current.clone().unwrap_or_default());
        let why = "这一格在别处改过".to_owned();
        return Some(asked(Err(Refusal { why, theirs })));
    }
    let change = match &meant {
        Some(text) => Ok(Some(Change::Set(value(field, text)))),
        None if is_key(slot, path) => Err(refusal("这一格必填；不要这一行了，就删去整行")),
        None if field.need == Need::Required => Err(refusal("这一格必填")),
        None => Ok(Some(Change::Remove)),
    };
    Some(Asked { undo: undo(meant.as_ref()), ..asked(change) })
}

/// What a text of a file is known by.
pub(in crate::serve) fn digest(text: &str) -> String {
    Digest::of(text.as_bytes()).as_str().to_owned()
}

/// Whether a path names a key of a row that is there.
fn is_key(slot: &Slot, path: &str) -> bool {
    let Some((row, key)) = path.rsplit_once("].") else { return false };
    let rows = row.split('[').next().unwrap_or_default();
    let shape = described(slot.shape, rows).and_then(rows_of);
    shape.is_some_and(|shape| shape.row_keys.contains(&key))
}

/// A field by its path, with what the file says of it.
fn field_at(slot: &Slot, path: &str) -> Option<(&'static Field, Option<String>)> {
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

/// The change that a row to be added asks for.
fn of_row(now: &Now, file: &str, path: &str, cells: &[(String, String)]) -> Option<Asked> {
    let slot = may_change(now, file)?;
    let field = described(slot.shape, path)?;
    let shape = rows_of(field)?;
    let name = |key: &str| format!("new|{file}|{path}|{key}");
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
        return Some(at_the_end(slot, field, shape, file, path, cells));
    }
    let names = cells.iter().map(|(key, _)| name(key)).collect();
    let typed = cells.iter().map(|(_, typed)| typed.clone()).collect();
    let (label, change) = match row(shape, cells) {
        Err(why) => (String::new(), Err(refusal(why))),
        Ok((label, _)) if slot.said.row(path, &label).is_some() => {
            (label, Err(refusal("已经有这一行了，请改那一行")))
        }
        Ok((label, fields)) => (label, Ok(fields)),
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

/// The change that adds a row which is called by its place: all of them are written.
fn at_the_end(
    slot: &Slot,
    field: &'static Field,
    shape: &'static Shape,
    file: &str,
    path: &str,
    cells: &[(String, String)],
) -> Asked {
    let name = |key: &str| format!("new|{file}|{path}|{key}");
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
