//! A workbook that was filled in, back into the files of its unit: written whole or not at all.

use std::collections::BTreeMap;

use crate::exchange::bring::again::{Fault, read_again};
use crate::exchange::bring::outcome::Outcome;
use crate::exchange::bring::rivals::{Fate, Rival};
use crate::exchange::fill::{Applied, Asked, NewText, Returned};
use crate::files::{Files, Most, rewrite_whole, write_new};
use crate::problem::reason;
use crate::project::Selected;

/// So many files are listed one by one.
const LISTED: usize = 3;

/// What to do where both sides changed the same.
const BOTH: &str = "两边都改了的：要用填报表里的，把数据文件里的改成与它一样；要用数据文件里的，把填报表里的改成与它一样；\
    改好再导入一次。也可以重新导出一份填报表，在现在的数上填";

/// Takes what was filled in, unless it is refused or only tried.
pub(super) fn take_back(
    returned: &Returned,
    source: &str,
    rival: Option<Rival>,
    files: &Files,
    dry_run: bool,
) -> (Outcome, Vec<(String, String)>) {
    let applied = returned.applied(files);
    let (refused, gaps) = read_by_reader(&applied, files);
    let Applied {
        folder,
        year,
        name,
        texts,
        changes,
        count,
        rows,
        refused: wrong,
        conflicts,
        notes,
        cells: _,
    } = applied;
    let is_conflict = !conflicts.is_empty();
    let mut outcome = Outcome {
        source: source.to_owned(),
        name: Some(name).filter(|name| !name.is_empty()),
        year: Some(year).filter(|year| *year > 0),
        is_new: !texts.is_empty() && texts.iter().all(|text| text.before.is_none()),
        read: vec!["填报表".to_owned()],
        changes,
        count,
        rows,
        remarks: notes,
        gaps,
        refused: wrong.into_iter().chain(refused).collect(),
        conflicts,
        help: is_conflict.then(|| BOTH.to_owned()).into_iter().collect(),
        ..Outcome::default()
    };
    let paths: Vec<&str> = texts.iter().map(|text| text.path.as_str()).collect();
    outcome.path = Some(match paths.as_slice() {
        [] => format!("data/{folder}"),
        paths if paths.len() <= LISTED => paths.join("、"),
        paths => format!("data/{folder}（{} 个文件）", paths.len()),
    });
    if let Some(Rival { other, differences, fate, .. }) = &rival {
        let count = differences.len();
        match fate {
            Fate::Taken => {}
            Fate::Left => outcome
                .remarks
                .push(format!("和“{other}”填得不同的 {count} 处，选了用那一份的；别的照写")),
            Fate::Asked => {
                outcome
                    .refused
                    .push(format!("和“{other}”改了同样的格，有 {count} 处填得不同，不能都写"));
                outcome.help.push("先定下用哪一份，只导入那一份".to_owned());
            }
        }
    }
    outcome.rival = rival;
    if !outcome.refused.is_empty() {
        return (outcome, Vec::new());
    }
    let new = texts.iter().map(|text| (text.path.clone(), text.text.clone())).collect();
    if dry_run {
        return (outcome, new);
    }
    // Nothing is written where one of the files is no longer what the changes were made of.
    if let Some(moved) = texts.iter().find(|text| !is_as_before(text, files)) {
        outcome.refused.push(format!("{} 刚刚被别的程序改了；请再导入一次", moved.path));
        return (outcome, Vec::new());
    }
    for NewText { path, before, text } in texts {
        let full = files.root().join(&path);
        let written = match before {
            Some(_) => rewrite_whole(&full, text.as_bytes()),
            None => write_new(&full, text.as_bytes()),
        };
        if let Err(error) = written {
            outcome.machine = true;
            outcome.refused.push(format!("{path} 写不进去（{}）", reason(&error)));
            return (outcome, Vec::new());
        }
    }
    (outcome, new)
}

/// What the reader of the data files says of what is filled in: why it cannot be written, and what is yet to be filled in.
fn read_by_reader(applied: &Applied, files: &Files) -> (Vec<String>, Vec<String>) {
    let texts = applied.texts.iter().map(|text| (text.path.clone(), text.text.clone()));
    let texts: Vec<(String, String)> = texts.collect();
    let selected = Selected { folder: applied.folder.clone(), year: applied.year };
    let (mut refused, mut gaps) = (Vec::new(), Vec::new());
    for fault in read_again(files, &selected, &texts) {
        let asked = cell_of(&applied.cells, &fault);
        let is_worse = !fault.is_gap || asked.is_some_and(|asked| asked.changed);
        let said = match asked {
            Some(Asked { cell, changed: _ }) => format!("{cell}：{}", fault.headline),
            None => format!("{}：{}", fault.file, fault.headline),
        };
        if is_worse {
            refused.push(said);
        } else {
            gaps.push(said);
        }
    }
    (refused, gaps)
}

/// The cell of what the reader refuses: its own, else that of its row, else that of its table.
fn cell_of<'a>(cells: &'a BTreeMap<(String, String), Asked>, fault: &Fault) -> Option<&'a Asked> {
    let of = |path: &str| cells.get(&(fault.file.clone(), path.to_owned()));
    let row = fault.path.rfind(']').and_then(|end| fault.path.get(..=end));
    let table = fault.path.rsplit_once('.').map(|(table, _)| table);
    of(&fault.path).or_else(|| of(row?)).or_else(|| of(table?))
}

/// Whether a file still says what its change was made of.
fn is_as_before(text: &NewText, files: &Files) -> bool {
    match (&text.before, files.read(&text.path, Most::Data)) {
        (Some(before), Ok(bytes)) => before.as_bytes() == bytes,
        (None, Err(_)) => true,
        (Some(_), Err(_)) | (None, Ok(_)) => false,
    }
}
