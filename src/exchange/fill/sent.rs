//! The hidden sheet: whose workbook it is, and what each of its cells held when it was sent.

use std::collections::BTreeMap;

use crate::batch::Digest;
use crate::exchange::fill::cells::{Cells, Page};
use crate::exchange::fill::said::{Row, Said};
use crate::exchange::fill::slots::{Slot, part};
use crate::exchange::fill::units::Units;
use crate::fields::FILES;
use crate::fields::field::all_below;
use crate::fields::unit::unit::MEMBERS;

/// The name of the hidden sheet.
pub(super) const SHEET: &str = "juesuan";

/// What stands in its first cell.
const MAGIC: &str = "juesuan-fill-in";

/// The version of the form of the workbook.
const VERSION: &str = "1";

/// What was sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Sent {
    /// The unit's folder.
    pub folder: String,
    /// The year.
    pub year: u16,
    /// The unit's name, for messages.
    pub name: String,
    /// What the cells call units.
    pub units: Units,
    /// Whether the program knows the same fields as the one that sent it.
    pub same_fields: bool,
    /// The files by path from the unit's folder.
    pub files: BTreeMap<String, SentFile>,
}

/// A file as it was sent.
#[derive(Debug, Clone, Default)]
pub(super) struct SentFile {
    /// Whether it was there.
    pub there: bool,
    /// Whether it was only shown.
    pub locked: bool,
    /// What it said.
    pub said: Said,
}

/// Whether a workbook is one to be filled in.
pub fn is_fill_in(cells: &Cells) -> bool {
    page(cells).is_some()
}

/// The hidden sheet.
fn page(cells: &Cells) -> Option<&Page> {
    cells.0.iter().find(|page| page.words(0, 0) == MAGIC)
}

/// The lines of the hidden sheet; `cell` tells where a field stands.
pub(super) fn lines(
    folder: &str,
    year: u16,
    name: &str,
    units: &Units,
    slots: &[Slot],
    cell: &dyn Fn(&str, &str) -> String,
) -> Vec<Vec<String>> {
    let line = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let mut whose = line(&["unit", folder, &year.to_string(), name]);
    // Only departments name units.
    if slots.iter().any(|slot| !slot.said.leaves.get(MEMBERS.key).is_none_or(String::is_empty)) {
        whose.extend(units.0.iter().flat_map(|(folder, called)| [folder.clone(), called.clone()]));
    }
    let mut lines = vec![line(&[MAGIC, VERSION, &digest()]), whose];
    for slot in slots {
        let there = if slot.text.is_some() { "there" } else { "" };
        let locked = if slot.locked { "locked" } else { "" };
        lines.push(line(&["file", &slot.path, there, locked]));
        for path in &slot.said.has {
            lines.push(line(&["has", &slot.path, path, "", &cell(&slot.path, path)]));
        }
        for (path, text) in &slot.said.leaves {
            lines.push(line(&["leaf", &slot.path, path, text, &cell(&slot.path, path)]));
        }
        for (path, rows) in &slot.said.rows {
            for Row { label, fields } in rows {
                lines.push(line(&["row", &slot.path, path, label]));
                for (key, text) in fields {
                    let full = format!("{path}[{label}].{key}");
                    lines.push(line(&["cell", &slot.path, key, text, &cell(&slot.path, &full)]));
                }
            }
        }
    }
    lines
}

/// The checksum of the description of all fields.
fn digest() -> String {
    let forms = FILES.iter().filter(|form| ["unit", "year", "evaluation"].contains(&form.name));
    let fields = forms.flat_map(|form| {
        let shapes = [Some(form.shape), form.compared].into_iter().flatten();
        shapes.flat_map(|shape| all_below(shape, ""))
    });
    let described: Vec<String> = fields
        .map(|(path, field)| format!("{path} {:?}\n", std::mem::discriminant(&field.kind)))
        .collect();
    Digest::of(described.concat().as_bytes()).as_str().to_owned()
}

/// What was sent; why it cannot be told where it cannot.
pub(super) fn sent(cells: &Cells) -> Result<Sent, String> {
    let page = page(cells).ok_or("这不是填报表：没有程序放进去的隐藏的表")?;
    let spoilt =
        |row: u32| format!("隐藏的表 {SHEET} 第 {} 行被改动过；请用原来发的填报表重新填", row + 1);
    if page.words(0, 1) != VERSION {
        let version = page.words(0, 1);
        return Err(format!(
            "填报表是另一版程序做的（格式 {version}，这一版认得 {VERSION}）；请用那一版程序导入，或重新导出"
        ));
    }
    let year = page.words(1, 2).parse::<u16>().map_err(|_| spoilt(1))?;
    let mut sent = Sent {
        folder: page.words(1, 1).to_owned(),
        year,
        name: page.words(1, 3).to_owned(),
        units: units(page),
        same_fields: page.words(0, 2) == digest(),
        files: BTreeMap::new(),
    };
    if !is_folder(&sent.folder) {
        return Err(spoilt(1));
    }
    let last = page.cells.keys().next_back().map_or(0, |(row, _)| *row);
    let mut rows_at: Option<(String, String)> = None;
    for row in 2..=last {
        let word = |column| page.words(row, column).to_owned();
        let path = word(1);
        if word(0).is_empty() {
            continue;
        }
        if word(0) == "file" {
            part(&path, year).ok_or_else(|| spoilt(row))?;
            let (there, locked) = (word(2) == "there", word(3) == "locked");
            sent.files.insert(path, SentFile { there, locked, said: Said::default() });
            continue;
        }
        let said = sent.files.get_mut(&path).map(|file| &mut file.said);
        let said = said.ok_or_else(|| spoilt(row))?;
        match word(0).as_str() {
            "has" => {
                said.has.insert(word(2));
            }
            "leaf" => {
                said.leaves.insert(word(2), word(3));
            }
            "row" => {
                let rows = said.rows.entry(word(2)).or_default();
                rows.push(Row { label: word(3), fields: BTreeMap::new() });
                rows_at = Some((path, word(2)));
            }
            "cell" => {
                let (_, rows) =
                    rows_at.as_ref().filter(|(of, _)| *of == path).ok_or_else(|| spoilt(row))?;
                let row_of = said.rows.get_mut(rows).and_then(|rows| rows.last_mut());
                let row_of = row_of.ok_or_else(|| spoilt(row))?;
                row_of.fields.insert(word(2), word(3));
            }
            _ => return Err(spoilt(row)),
        }
    }
    Ok(sent)
}

/// What the cells call units; folders and names stand in turns behind the name of the unit itself.
fn units(page: &Page) -> Units {
    let pairs = (4..).step_by(2).map(|column| (page.words(1, column), page.words(1, column + 1)));
    let pairs = pairs.take_while(|(folder, called)| !folder.is_empty() && !called.is_empty());
    Units(pairs.map(|(folder, called)| (folder.to_owned(), called.to_owned())).collect())
}

/// Whether a name may be that of a unit's folder.
pub(super) fn is_folder(name: &str) -> bool {
    let plain = |c: char| !c.is_control() && !"\\/:*?\"<>|".contains(c);
    !name.is_empty() && name.chars().all(plain) && !name.starts_with(['.', '~'])
}
