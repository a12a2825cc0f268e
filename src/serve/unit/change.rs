//! What was typed → the files: valid values and whole rows at once, everything else is held.
//!
//! The names of inputs say what they are: `is|file|path` a value, `was|file|path` what it was when it was shown,
//! `new|file|rows|key` a cell of a row to be added; where a key comes again, another row begins. `new|file|rows~draft|key` is the
//! same of one of several rows that are kept apart until they are written, by any word of letters and digits; `new|file|rows|`
//! begins one that comes back and tells the rows that it stood between. A row that goes is named `file|path` under `remove`;
//! `back|file|path` takes back one that was added, if it still says what its digest tells. `drop` names an input whose held
//! value nobody wants any more. A form that no script sends has no `was`, but `base|file`, by which the text is known that it was
//! made from; between what was typed and what was changed elsewhere `mine` chooses the one and `theirs` the other, each by the
//! name of the input.
//! `rows|file|rows` tells how many rows the page had where they are called by their place, so that what is sent again, because
//! nobody heard that it had come, is not done again. `whole|file` asks for the text that the file had before it was written, if
//! nothing else has changed since. `meant` says that nobody typed it: it is done as a whole, as `undo` or as `redo`, or nothing is
//! held. `tab` is the tab of the page. `then` parts what is done one after the other, so that what cannot
//! be done of the one keeps nothing back of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::{Change, Refused, edited};
use crate::exchange::fill::{Said, Slot};
use crate::files::{Files, rewrite_whole};
use crate::problem::reason;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::unit::asked::{Asked, Refusal, refusal};
use crate::serve::unit::digest::row_digest;
use crate::serve::unit::held::{Again, Held};
use crate::serve::unit::known::Look;
use crate::serve::unit::quotes::marked;
use crate::serve::unit::renamed::Renamed;
use crate::serve::unit::rows::{
    as_it_is_then, count_by_place, names_rows, of_removed, of_row, row_at, rows_of_name,
};
use crate::serve::unit::shown::Before;
use crate::serve::unit::texts::say_the_same;
use crate::serve::unit::values::{Shown, field_at, of_value};
use crate::serve::unit::{At, Fault, Now, Which};
use crate::serve::view::grouped;

/// The cells of a row by their keys.
type Cells = Vec<(String, String)>;

/// Takes what a form says into the files of a report, one part after the other: the report as it is then, or why nothing of some
/// part can be written, the first such.
pub(in crate::serve) fn save(office: &Office, which: &Which, form: &Pairs) -> Result<Now, String> {
    let (last, before) = form.parts("then");
    let mut why = Ok(());
    for part in &before {
        let saved = save_as(office, which, part, false).map(drop);
        why = why.and(saved);
    }
    let now = save_as(office, which, &last, false);
    why.and(now)
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
    let _turn = office.turn(which.folder(), form.get("tab"));
    let files = Files::on(&office.root);
    let report = which.key();
    let not_done = not_done(form);
    let Some(now) = office.known.look(&office.root, which) else {
        // It may be away only for a while.
        if let Some(said) = not_done {
            return Err(format!("{said}：现在没有这个单位，或者项目的设置读不出来"));
        }
        let why = "那时没有这个单位，或者项目的设置读不出来";
        // A unit that comes back may be another.
        let again =
            which.folder().is_none_or(|folder| files.is_file(format!("data/{folder}/unit.toml")));
        office.held.settle(&report, &[], unwritten(&report, form, why, again));
        return Err("没有这个单位，或者项目的设置读不出来；输入的先留着，没有写进文件".to_owned());
    };
    let dropped: Vec<&str> = form.all("drop").chain(form.all("theirs")).collect();
    office.held.settle(&report, &dropped, Vec::new());
    let is_asked = |name: &String| !["drop", "live", "tab"].contains(&name.as_str());
    if form.0.iter().all(|(name, _)| !is_asked(name)) {
        return Ok(now);
    }
    if let Some(broken) = &now.broken {
        if let Some(said) = not_done {
            return Err(format!("{said}：现在只能看，不能改（{}）", broken.why));
        }
        let why = format!("输入的时候只能看，不能改（{}）；改好了会自动存", broken.why);
        office.held.settle(&report, &[], unwritten(&report, form, &why, true));
        return Err(format!("现在只能看，不能改：{}", broken.why));
    }
    let held_before = office.held.of_report(&report);
    let shown = Before { texts: &office.texts, held: &held_before };
    let absent = absent(&now, &report, form);
    let mut asked = match not_done {
        Some(said) if !absent.is_empty() => {
            return Err(format!("{said}：这份文件现在不在（删去了，或者改了名）"));
        }
        Some(said) => asked(&now, form, &shown).map_err(|why| format!("{said}：{why}"))?,
        None => {
            office.held.settle(&report, &[], absent);
            asked(&now, form, &shown)?
        }
    };
    if not_done.is_none() {
        asked.extend(again(&now, &office.held.of_report(&report), &asked));
    }
    let before = office.texts.again(&now, form);
    let ahead = |texts: &BTreeMap<String, String>| {
        if let Which::Report(selected) = which {
            office.typists.ahead(selected, texts);
        }
    };
    let taken = take(office, &now, &asked, &before, Some(&ahead));
    let after = match taken {
        Some(taken) => {
            if let Some((refused, why)) =
                taken.refused.first().filter(|_| whole || not_done.is_some())
            {
                return Err(match not_done {
                    Some(said) => {
                        let named = Some(refused).filter(|_| asked.len() > 1);
                        format!("{said}：{}", since(&now, named, why))
                    }
                    None => format!("没有写：{}", why.why),
                });
            }
            for (path, text) in &taken.texts {
                let full = office.root.join(path);
                if let Err(error) = rewrite_whole(&full, text.as_bytes()) {
                    let why = reason(&error);
                    let why = format!("存不下（{why}）；看文件是否只读，是否被别的程序打开");
                    if not_done.is_none() {
                        office.held.settle(&report, &[], unwritten(&report, form, &why, true));
                    }
                    return Err(why);
                }
            }
            let settled: Vec<&str> = taken.settled.iter().map(String::as_str).collect();
            office.held.settle(&report, &settled, held(&report, taken.refused));
            office.held.follow(&report, |name| taken.renamed.name(name));
            let again = taken.texts.iter().filter_map(|(path, text)| {
                let slot = now.slots.iter().find(|slot| which.path(&slot.path) == *path)?;
                office.texts.keep(slot, text)
            });
            // What is undone is called as it is by then.
            let undo = taken.undo.into_iter();
            let undo = undo.map(|(name, value)| (taken.renamed.name(&name), value));
            let undo: Vec<(String, String)> = undo.chain(again).collect();
            let renamed = taken.renamed.beginnings();
            let now = match taken.look {
                Some(look) => {
                    let now = look.now.clone();
                    office.known.keep(look);
                    now
                }
                None => now,
            };
            Now { undo: as_it_is_then(&now, undo), renamed, ..now }
        }
        None => now,
    };
    office.listeners.tell("changed");
    Ok(after)
}

/// What is said where a form takes back what was done, or does it again, and cannot; none of what somebody typed.
fn not_done(form: &Pairs) -> Option<&'static str> {
    match form.get("meant") {
        "undo" => Some("没有撤销"),
        "redo" => Some("没有重做"),
        _ => None,
    }
}

/// What keeps something from being taken back: what somebody else wrote there since, by what that is called where it is one of
/// several.
fn since(now: &Now, named: Option<&Asked>, why: &Refusal) -> String {
    let Some(theirs) = &why.theirs else { return why.why.clone() };
    let words = named.and_then(|asked| now.in_words(&asked.at));
    let place =
        words.map_or_else(|| "这一格".to_owned(), |words| format!("{}这一格", marked(&words)));
    match theirs.as_str() {
        "" => format!("{place}后来在别处清空了"),
        theirs => {
            let is_amount = theirs.contains('.') && theirs.parse::<f64>().is_ok();
            let theirs = if is_amount { grouped(theirs) } else { theirs.to_owned() };
            format!("{place}后来在别处改成 {theirs}")
        }
    }
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
    /// What the rows are called then.
    renamed: Renamed,
    /// The report as it is then, where anything changes.
    look: Option<Look>,
}

/// Who is told of texts that are about to be written, by their paths.
type Told<'t> = dyn Fn(&BTreeMap<String, String>) + 't;

/// Tries changes together, which somebody is told of who may begin with what follows; where the files become worse by them,
/// one by one, so that only what makes them worse is held. What comes to the same as a whole text is that text.
fn take(
    office: &Office,
    now: &Now,
    asked: &[Asked],
    whole: &BTreeMap<String, String>,
    together: Option<&Told<'_>>,
) -> Option<Taken> {
    let mut taken = Taken {
        texts: BTreeMap::new(),
        settled: Vec::new(),
        refused: Vec::new(),
        undo: Vec::new(),
        renamed: Renamed::default(),
        look: None,
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
                taken.undo.splice(0..0, one.undo.iter().cloned());
                continue;
            }
            Err(why) => {
                taken.refused.push((one.clone(), why.clone()));
                continue;
            }
        };
        let at = taken.renamed.path(&one.at.file, &one.at.path);
        let change = match (change, &one.between) {
            (Change::Insert(_, row), Some(between)) => {
                let is_named = names_rows(now, &one.at.file, &at);
                Change::Insert(between.place(slot, before, &at, is_named), row.clone())
            }
            (change, _) => change.clone(),
        };
        let (text, undo) = match (edited(slot.form, before, &at, &change), whole.get(&path)) {
            (Ok(text), _) => (text, one.undo.clone()),
            // What cannot be written bit by bit comes back as the text that it was undone from.
            (Err(Refused(_)), Some(text)) => (text.clone(), placed(slot, text, &one.undo)),
            (Err(Refused(_)), None) => {
                let why = "这里在文件里的写法特别，程序改不准；请在文件里手工改";
                taken.refused.push((one.clone(), refusal(why)));
                continue;
            }
        };
        let mut renamed = taken.renamed.clone();
        renamed.note(slot, &at, [before, &text]);
        let mut texts = taken.texts.clone();
        texts.insert(path, text);
        if together.is_none() {
            match worse(office, now, &texts, &one.at) {
                Err(why) => {
                    taken.refused.push((one.clone(), refusal(why)));
                    continue;
                }
                Ok(after) => taken.look = Some(after),
            }
        }
        (taken.texts, taken.renamed) = (texts, renamed);
        taken.settled.extend(one.names.iter().cloned());
        taken.undo.splice(0..0, undo);
    }
    if let Some(tell) = together.filter(|_| !taken.texts.is_empty()) {
        for (path, text) in &mut taken.texts {
            let slot = now.slots.iter().find(|slot| now.which.path(&slot.path) == *path);
            let before = whole.get(path).zip(slot);
            if let Some((before, _)) = before.filter(|(one, slot)| say_the_same(slot, one, text)) {
                text.clone_from(before);
            }
        }
        tell(&taken.texts);
        let at = At { file: String::new(), path: String::new() };
        match worse(office, now, &taken.texts, &at) {
            Ok(after) => taken.look = Some(after),
            Err(_) => return take(office, now, asked, whole, None),
        }
    }
    Some(taken)
}

/// What a form says that takes rows back, by where they stand in a text.
fn placed(slot: &Slot, text: &str, undo: &[(String, String)]) -> Vec<(String, String)> {
    let said = Said::of(text, slot.shape);
    let again = undo.iter().map(|(name, digest)| {
        let place = said.as_ref().zip(name.rsplit_once('['));
        let number = place.and_then(|(said, (table, _))| {
            let rows = said.rows(table.rsplit('|').next().unwrap_or(table));
            Some((table, rows.iter().position(|row| row_digest(row) == *digest)?))
        });
        let placed = number.map(|(table, number)| format!("{table}[{}]", number + 1));
        (placed.unwrap_or_else(|| name.clone()), digest.clone())
    });
    again.collect()
}

/// The report with some texts; where its files have errors then that they did not have, the first of them, one at the
/// field before others.
fn worse(
    office: &Office,
    now: &Now,
    texts: &BTreeMap<String, String>,
    at: &At,
) -> Result<Look, String> {
    let unsaved = texts.iter().map(|(path, text)| (path.clone(), text.clone()));
    let files = Files::on(&office.root).over(unsaved);
    let look = office.known.look_ahead(&now.which, &files);
    let Some(look) = look else { return Err("这样写，项目就读不出来了".to_owned()) };
    let after = &look.now;
    if let Some(broken) = &after.broken {
        return Err(broken.why.clone());
    }
    let is_known = |fault: &Fault| now.errors.iter().any(|old| old.headline == fault.headline);
    let new = after.errors.iter().filter(|fault| !is_known(fault));
    let mut new: Vec<&Fault> = new.collect();
    new.sort_by_key(|fault| fault.at.as_ref() != Some(at));
    let is_elsewhere = |other: &At| other.file != at.file || !other.path.starts_with(&at.path);
    match new.first() {
        None => Ok(look),
        Some(fault) if fault.at.as_ref().is_some_and(is_elsewhere) => {
            Err(format!("这样写，别处就不对了：{}", fault.said))
        }
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
            again: None,
        });
        held.collect::<Vec<_>>()
    };
    refused.into_iter().flat_map(of).collect()
}

/// What is held of a form of which nothing can be written: what was typed over something else, and rows that were begun; `again`
/// where it is to be written by itself once it can be.
fn unwritten(report: &str, form: &Pairs, why: &str, again: bool) -> Vec<Held> {
    let over = |name: &str| {
        let at = name.strip_prefix("is|").unwrap_or_default();
        let over = form.get(&format!("was|{at}")).to_owned();
        Again { over, tab: form.get("tab").to_owned() }
    };
    let is_typed = |name: &str, typed: &str| match name.split_once('|') {
        Some(("is", at)) => {
            let was = form.0.iter().find(|(other, _)| *other == format!("was|{at}"));
            was.is_some_and(|(_, was)| was != typed)
        }
        Some(("new", at)) => !typed.trim().is_empty() && !at.ends_with('|'),
        Some(_) | None => false,
    };
    let typed = form.0.iter().filter(|(name, typed)| is_typed(name, typed));
    let held = typed.map(|(name, typed)| Held {
        report: report.to_owned(),
        name: name.clone(),
        typed: typed.clone(),
        why: why.to_owned(),
        theirs: None,
        again: again.then(|| over(name)),
    });
    held.collect()
}

/// What is held of a form because its file is not there: it may be away only for a while.
fn absent(now: &Now, report: &str, form: &Pairs) -> Vec<Held> {
    let is_absent = |held: &Held| {
        let file = held.name.split('|').nth(1).unwrap_or_default();
        now.slot(file).is_none_or(|slot| slot.text.is_none())
    };
    let why = "输入的时候这份文件不在（删去了，或者改了名）";
    unwritten(report, form, why, false).into_iter().filter(is_absent).collect()
}

/// The changes that a form asks for; values that stay as they are are settled without a change. Why none of it may be done,
/// where what is to be undone is not any more what was done.
pub(super) fn asked(now: &Now, form: &Pairs, before: &Before<'_>) -> Result<Vec<Asked>, String> {
    let mut asked = Vec::new();
    let mut rows: BTreeMap<(String, String), Vec<Cells>> = BTreeMap::new();
    for (name, typed) in &form.0 {
        let parts: Vec<&str> = name.splitn(4, '|').collect();
        match parts.as_slice() {
            ["is", file, path] => {
                let at = At { file: (*file).to_owned(), path: (*path).to_owned() };
                let was = before.shown(now, form, &at, typed);
                asked.extend(was.and_then(|was| of_value(now, at, typed, &was)));
            }
            ["new", file, rows_named, key] => {
                let of_file =
                    rows.entry(((*file).to_owned(), (*rows_named).to_owned())).or_default();
                let cell = ((*key).to_owned(), typed.clone());
                match of_file.last_mut() {
                    Some(row) if !key.is_empty() && row.iter().all(|(known, _)| known != key) => {
                        row.push(cell);
                    }
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
    let shown = |file: &str, rows: &str| form.get(&format!("rows|{file}|{rows}")).parse().ok();
    for (file, path) in form.all("remove").filter_map(|removed| removed.split_once('|')) {
        let rows = path.split('[').next().unwrap_or_default();
        let count = count_by_place(now, file, path);
        if shown(file, rows).is_some_and(|shown: usize| count.is_some_and(|count| count != shown)) {
            return Err("这张表刚才变过，没有再删；请看看现在的表".to_owned());
        }
        asked.extend(of_removed(now, file, path));
    }
    let mut placed: BTreeSet<(String, String)> = BTreeSet::new();
    for ((file, named), rows) in rows {
        let path = rows_of_name(&named);
        let shown = shown(&file, path);
        for cells in &rows {
            let Some(mut one) = of_row(now, &file, &named, cells, shown) else { continue };
            let is_written = !matches!(one.change, Ok(None));
            // Rows that are called by their place come one by one, but for those that come back.
            let is_first = names_rows(now, &file, path)
                || !is_written
                || one.between.is_some()
                || placed.insert((file.clone(), path.to_owned()));
            if !is_first {
                one.change = Err(refusal("前面的一行刚存下，这一行还没有；离开这一行就存"));
                one.undo.clear();
            }
            asked.push(one);
        }
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
        of_value(now, at, &held.typed, &Shown::Text(String::new()))
    });
    again.collect()
}
