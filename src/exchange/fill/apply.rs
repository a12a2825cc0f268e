//! A workbook that came back → the new texts of the files, or why none is changed.

use std::collections::BTreeMap;

use crate::edit::{Refused, edited};
use crate::exchange::fill::against::{Against, against, put_back};
use crate::exchange::fill::cells::Cells;
use crate::exchange::fill::filled::{Filled, filled, within_row};
use crate::exchange::fill::fresh::fresh;
use crate::exchange::fill::merge::{self, merge};
use crate::exchange::fill::said::{Said, row_path, rows_shape};
use crate::exchange::fill::sent::{Sent, SentFile, is_folder, sent};
use crate::exchange::fill::slots::{Part, Slot};
use crate::exchange::fill::wrong::wrong;
use crate::fields::field::Shape;
use crate::fields::path::described;
use crate::files::Files;
use crate::write::unusable_folder;

/// What a workbook that came back does to its unit. Where anything is refused, there are no new texts.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// The unit's folder.
    pub folder: String,
    /// The year.
    pub year: u16,
    /// The unit's name when it was sent.
    pub name: String,
    /// The files that change, with their new texts.
    pub texts: Vec<NewText>,
    /// The changes, each in a sentence.
    pub changes: Vec<String>,
    /// How many values and rows change.
    pub count: usize,
    /// What new files get, row by row, in sentences.
    pub rows: Vec<String>,
    /// Why nothing is changed: cells that cannot be read, and conflicts.
    pub refused: Vec<String>,
    /// The files and paths of what was changed on both sides.
    pub conflicts: Vec<(String, String)>,
    /// Where the values of the files stand in the workbook, by file and path.
    pub(crate) cells: BTreeMap<(String, String), Asked>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

/// A cell of the workbook.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The cell.
    pub cell: String,
    /// Whether it holds anything else than was sent.
    pub changed: bool,
}

/// A file that changes.
#[derive(Debug, Clone)]
pub struct NewText {
    /// Its path from the project folder.
    pub path: String,
    /// What it said before; none where it was not there.
    pub before: Option<String>,
    /// What it says now.
    pub text: String,
}

/// What single values a year's file may have that has no figures yet.
const OF_A_BLANK_YEAR: [&str; 5] =
    ["year", "published", "approved", "rounded-to", "comparison-only"];

/// A workbook that came back, as it was read.
#[derive(Debug, Default)]
pub(crate) struct Returned {
    /// What is known of it before it is applied.
    head: Applied,
    /// What was sent.
    sent: Sent,
    /// What is filled in, by the file from the unit's folder.
    filled: BTreeMap<String, Filled>,
    /// What changes are counted from, by the file.
    bases: BTreeMap<String, Said>,
    /// The fields of the files.
    shapes: BTreeMap<String, &'static Shape>,
    /// Whether the year's file had no figures yet.
    is_new: bool,
}

/// What a workbook does to the files of a project. Another unit than the one that it was sent to may be named.
pub fn apply(files: &Files, cells: &Cells, unit: Option<&str>, year: Option<u16>) -> Applied {
    Returned::read(files, cells, unit, year).applied(files)
}

impl Returned {
    /// Reads a workbook that came back to some files.
    pub(crate) fn read(
        files: &Files,
        cells: &Cells,
        unit: Option<&str>,
        year: Option<u16>,
    ) -> Self {
        let mut returned = Self::default();
        let head = &mut returned.head;
        let sent = match sent(cells) {
            Ok(sent) => sent,
            Err(why) => {
                head.refused.push(why);
                return returned;
            }
        };
        head.folder = unit.unwrap_or(&sent.folder).to_owned();
        let folder = head.folder.as_str();
        let is_absent = !is_folder(folder) || !files.is_there(format!("data/{folder}"));
        if let Some(why) = unusable_folder(folder).filter(|_| is_absent) {
            let told = format!("“{folder}”不能作文件夹的名字：{why}");
            head.refused.push(told);
            return returned;
        }
        head.year = sent.year;
        head.name.clone_from(&sent.name);
        if let Some(year) = year.filter(|year| *year != sent.year) {
            let told = format!("填报表是 {} 年度的，--year 写的是 {year}", sent.year);
            head.refused.push(told);
            return returned;
        }
        if !sent.same_fields {
            let told = "填报表是另一版程序做的，字段不完全一样；认得的照读，新的字段在里面没有";
            head.notes.push(told.to_owned());
        }
        let slots = slots_of(files, &head.folder, &sent, &mut head.refused);
        let shapes: BTreeMap<&str, &'static Shape> =
            slots.iter().map(|(slot, _)| (slot.path.as_str(), slot.shape)).collect();
        returned.filled = filled(cells, &shapes, &sent.units, &mut head.refused);
        returned.is_new = slots
            .iter()
            .any(|(slot, _)| slot.part(sent.year) == Some(Part::Year) && says_nothing(slot));
        for (slot, file) in &slots {
            let base = match returned.is_new {
                true => as_far_as_there(&file.said, &slot.said),
                false => file.said.clone(),
            };
            returned.bases.insert(slot.path.clone(), base);
            returned.shapes.insert(slot.path.clone(), slot.shape);
        }
        returned.sent = sent;
        returned
    }

    /// The folder of the unit.
    pub(crate) fn folder(&self) -> &str {
        &self.head.folder
    }

    /// What it does to the files as they are now.
    pub(crate) fn applied(&self, files: &Files) -> Applied {
        let Self { head, sent, filled, bases, shapes: _, is_new } = self;
        let mut applied = head.clone();
        if filled.is_empty() && bases.is_empty() {
            return applied;
        }
        let slots = slots_of(files, &head.folder, sent, &mut applied.refused);
        for (slot, file) in &slots {
            match filled.get(&slot.path).zip(bases.get(&slot.path)) {
                Some((filled, base)) => applied.take(sent, slot, file, filled, (base, *is_new)),
                None if file.there => {
                    let told = format!("填报表里没有 {} 的表了，这个文件没有改", slot.path);
                    applied.notes.push(told);
                }
                None => {}
            }
        }
        if !applied.refused.is_empty() {
            applied.texts.clear();
            applied.changes.clear();
            applied.rows.clear();
            applied.count = 0;
        }
        applied
    }

    /// What it changes that another one changes otherwise, file by file.
    pub(crate) fn against(&self, other: &Self) -> Vec<Against> {
        let said = |of: &'_ Self, file: &String| {
            of.filled.get(file).cloned().zip(of.bases.get(file).cloned())
        };
        let files = self.shapes.iter().filter(|_| self.folder() == other.folder());
        let all = files.filter_map(|(file, shape)| {
            let (own, others) = (said(self, file)?, said(other, file)?);
            let is_locked = |of: &Self| of.sent.files.get(file).is_some_and(|file| file.locked);
            let is_compared = !is_locked(self) && !is_locked(other);
            is_compared.then(|| against(file, shape, (&own.0, &own.1), (&others.0, &others.1)))
        });
        all.flatten().collect()
    }

    /// Leaves to another one what both change: here it is as it was.
    pub(crate) fn yields(&mut self, contradictions: &[Against]) {
        for Against { file, at, .. } in contradictions {
            if let (Some(filled), Some(base)) = (self.filled.get_mut(file), self.bases.get(file)) {
                put_back(&mut filled.said, base, at);
            }
        }
    }
}

/// The files that a workbook was sent with, as they are now.
fn slots_of<'s>(
    files: &Files,
    folder: &str,
    sent: &'s Sent,
    refused: &mut Vec<String>,
) -> Vec<(Slot, &'s SentFile)> {
    let mut slots = Vec::new();
    for (path, file) in &sent.files {
        match Slot::read(files, folder, path, sent.year) {
            Ok(slot) => slots.push((as_sent(slot, file), file)),
            Err(why) if !refused.contains(&why) => refused.push(why),
            Err(_) => {}
        }
    }
    slots
}

/// A file of which the workbook shows as much as was sent.
fn as_sent(mut slot: Slot, file: &SentFile) -> Slot {
    if slot.text.is_none() {
        let only = file.said.is_only_compared();
        if let Some(compared) = slot.form.compared {
            slot.shape = if only { compared } else { slot.form.shape };
        }
    }
    slot
}

/// Whether there is a file of a year of a unit and nothing in it that somebody filled in.
pub(crate) fn is_blank(files: &Files, folder: &str, year: u16) -> bool {
    let path = format!("{year}.toml");
    Slot::read(files, folder, &path, year)
        .is_ok_and(|slot| slot.text.is_some() && says_nothing(&slot))
}

/// Whether a year's file has no figures yet.
fn says_nothing(slot: &Slot) -> bool {
    let mut leaves = slot.said.leaves.keys();
    leaves.all(|path| OF_A_BLANK_YEAR.contains(&path.as_str()))
        && slot.said.rows.values().all(Vec::is_empty)
}

/// What was sent of a file, as far as the file has it: the rest counts as filled in.
fn as_far_as_there(sent: &Said, file: &Said) -> Said {
    let mut said = sent.clone();
    said.leaves.retain(|path, _| file.leaves.contains_key(path));
    said.has.retain(|path| file.has.contains(path));
    for (path, rows) in &mut said.rows {
        rows.retain(|row| file.row(path, &row.label).is_some());
        for row in rows {
            let there = file.row(path, &row.label);
            row.fields.retain(|key, _| there.is_some_and(|row| row.fields.contains_key(key)));
        }
    }
    said
}

impl Applied {
    /// Takes what is filled in of one file; its changes are counted from something, which may be less than was sent.
    fn take(
        &mut self,
        sent: &Sent,
        slot: &Slot,
        file: &SentFile,
        filled: &Filled,
        (base, is_new): (&Said, bool),
    ) {
        self.refuse_locked(sent, slot, file, filled);
        let wrong = match file.locked {
            true => Vec::new(),
            false => wrong(slot.shape, &file.said, filled),
        };
        if !wrong.is_empty() {
            self.refused.extend(wrong);
            return;
        }
        let path = format!("data/{}/{}", self.folder, slot.path);
        for (at, cell) in &filled.cells {
            let changed = differs(&filled.said, &file.said, at);
            self.cells.insert((path.clone(), at.clone()), Asked { cell: cell.clone(), changed });
        }
        match &slot.text {
            None if !file.there || is_new => {
                if says_anything(&filled.said) {
                    let text = fresh(slot.shape, &filled.said);
                    self.count += listed(slot.shape, filled, &mut self.rows);
                    self.changes.push(format!("新建 {path}"));
                    self.texts.push(NewText { path, before: None, text });
                }
            }
            None => match filled.said.leaves == file.said.leaves && same_rows(filled, &file.said) {
                true => self.notes.push(format!("{path} 已经不在了，填报表里也没有改，没有再建")),
                false => self.refused.push(format!("{path} 已经不在了，填报表里却改了它")),
            },
            Some(before) => {
                let merged = merge(slot.shape, base, filled, &slot.said);
                for (told, at) in merged.conflicts {
                    self.refused.push(told);
                    self.conflicts.push((slot.path.clone(), at));
                }
                if merged.steps.is_empty() {
                    return;
                }
                let mut text = before.clone();
                for step in merged.steps {
                    match edited(slot.form, &text, &step.path, &step.change) {
                        Ok(edited) => text = edited,
                        Err(Refused(why)) => {
                            self.refused.push(format!("{path}：{}：{why}", step.told));
                        }
                    }
                    self.changes.push(step.told);
                    self.count += 1;
                }
                self.texts.push(NewText { path, before: Some(before.clone()), text });
            }
        }
    }

    /// Refuses changes of what is only shown.
    fn refuse_locked(&mut self, sent: &Sent, slot: &Slot, file: &SentFile, filled: &Filled) {
        let changed = |path: &str| filled.said.leaves.get(path) != file.said.leaves.get(path);
        let any = || filled.shown.iter().any(|path| changed(path));
        if file.locked && (any() || !same_rows(filled, &file.said)) {
            self.refused.push(format!(
                "填报表里改了 {} 的数；那是上年的文件，填报表里只供对照，请改 data/{}/{}",
                slot.path, self.folder, slot.path
            ));
        }
        let year = filled.said.leaves.get("year");
        if slot.part(sent.year) == Some(Part::Year)
            && filled.shown.contains("year")
            && file.there
            && year != file.said.leaves.get("year")
        {
            let cell = filled.cells.get("year").cloned().unwrap_or_default();
            self.refused.push(format!("{cell}：年度不能改"));
        }
        let accepted = filled.rows.contains("accept");
        if accepted && file.there && filled.said.rows("accept") != file.said.rows("accept") {
            let told = "接受的结论只供对照，不能在填报表里改；请用 juesuan check --accept";
            self.refused.push(told.to_owned());
        }
    }
}

/// Whether what a cell or a row says is not what was sent.
fn differs(filled: &Said, sent: &Said, at: &str) -> bool {
    let row = |said: &Said| {
        let (rows, label) = at.strip_suffix(']')?.split_once('[')?;
        said.row(rows, label).cloned()
    };
    // A row that was not sent has nothing that was.
    let cell = |said: &Said| {
        let (rows, label, key) = within_row(at)?;
        Some(said.row(rows, label)?.fields.get(key).cloned())
    };
    filled.leaves.get(at) != sent.leaves.get(at)
        || filled.has.contains(at) != sent.has.contains(at)
        || row(filled) != row(sent)
        || cell(filled) != cell(sent)
}

/// Tells what a new file gets, row by row; how many values that are.
fn listed(shape: &'static Shape, filled: &Filled, told: &mut Vec<String>) -> usize {
    let mut count = 0;
    for (path, text) in &filled.said.leaves {
        let Some(field) = described(shape, path) else { continue };
        let cell = filled.cells.get(path).map(|cell| format!("（{cell}）")).unwrap_or_default();
        told.push(format!("加 {path}：{}{cell}", merge::told(field, text)));
        count += 1;
    }
    for (path, rows) in &filled.said.rows {
        let Some(field) = described(shape, path) else { continue };
        let Some(of_row) = rows_shape(field) else { continue };
        for row in rows {
            let full = row_path(field, path, &row.label);
            told.push(format!("加 {full}：{}", merge::cells_of(of_row, row)));
            let values = row.fields.keys().filter(|key| !of_row.row_keys.contains(&key.as_str()));
            count += values.count().max(1);
        }
    }
    count
}

/// Whether anything is said besides that nothing is.
fn says_anything(said: &Said) -> bool {
    let leaves = said.leaves.keys().any(|path| path != "year" && path != "comparison-only");
    leaves || said.rows.values().any(|rows| !rows.is_empty()) || !said.has.is_empty()
}

/// Whether the rows that have lines are those that were sent.
fn same_rows(filled: &Filled, sent: &Said) -> bool {
    filled.rows.iter().all(|path| filled.said.rows(path) == sent.rows(path))
}
