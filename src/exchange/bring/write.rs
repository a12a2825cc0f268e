//! A unit's tables into its files: written whole or not at all.

use crate::exchange::bring::again::read_again;
use crate::exchange::bring::outcome::Outcome;
use crate::exchange::bring::places::Places;
use crate::exchange::bring::rivals::{Fate, Rival};
use crate::exchange::import::{Imported, Wanted};
use crate::exchange::into::{against_last_year, all_added, changed, fresh, origins, unit_file};
use crate::exchange::table::plain;
use crate::exchange::year::{Draft, Sum};
use crate::files::{Files, Most, Unread, rewrite_whole, write_new};
use crate::problem::reason;
use crate::project::Selected;

/// Why a file is not written that another one contradicts, with what to do about it; none where it is.
pub(crate) fn contradicted(rival: &Rival) -> Option<(String, &'static str)> {
    let Rival { file: _, other, is_first: _, differences, fate } = rival;
    let count = differences.len();
    match fate {
        Fate::Taken => None,
        Fate::Left => Some((format!("和“{other}”有 {count} 处不同，选了用那一份，这一份不写"), "")),
        Fate::Asked => Some((
            format!("和“{other}”说的是同一单位、同一年度，有 {count} 处不同，不能都写"),
            "先定下用哪一份，只导入那一份",
        )),
    }
}

/// What is written of a unit, and what for.
#[derive(Debug)]
pub(super) struct Order<'a> {
    /// The files.
    pub source: &'a str,
    /// What of them was not understood.
    pub left_out: Vec<String>,
    /// How they stand to others.
    pub rival: Option<Rival>,
    /// What was asked for.
    pub wanted: &'a Wanted,
    /// Whether nothing is written.
    pub dry_run: bool,
}

/// Writes what was found of a unit, unless it is refused or only tried: what became of it, and the new texts by their paths.
pub(super) fn carry_over(
    imported: Imported,
    order: Order<'_>,
    places: &Places,
    files: &Files,
) -> (Outcome, Vec<(String, String)>) {
    let mut outcome = Outcome::default();
    let texts = carried(imported, order, places, files, &mut outcome);
    (outcome, texts)
}

/// The new texts by their paths; none where it is refused, which the outcome tells.
fn carried(
    imported: Imported,
    order: Order<'_>,
    places: &Places,
    files: &Files,
    outcome: &mut Outcome,
) -> Vec<(String, String)> {
    let Order { source, left_out, rival, wanted, dry_run } = order;
    let Imported { name, year, draft, read, troubles } = imported;
    *outcome = Outcome {
        source: source.to_owned(),
        name: name.clone(),
        year,
        read,
        left_out,
        contradictions: troubles.contradictions,
        remarks: troubles.remarks,
        refused: troubles.refused,
        rival,
        ..Outcome::default()
    };
    outcome.left_out.extend(troubles.not_understood);
    let (Some(mut draft), Some(year)) = (draft, year) else { return Vec::new() };
    let Some(folder) = places.folder(wanted.unit.as_deref(), name.as_deref()) else {
        let (why, help) = Places::why_none(wanted.unit.as_deref(), name.as_deref());
        outcome.refused.push(why);
        outcome.help.extend(help);
        return Vec::new();
    };
    let named = places.name(&folder);
    if let (Some(named), Some(name)) = (named, name.as_deref())
        && !alike(named, name)
    {
        outcome
            .refused
            .push(format!("表里的单位是“{name}”，data/{folder}/unit.toml 里是“{named}”"));
        return Vec::new();
    }
    let last_year = format!("data/{folder}/{}.toml", year.saturating_sub(1));
    if let Ok(bytes) = files.read(&last_year, Most::Data) {
        let whole = draft.arrays.iter().any(|array| array.path.starts_with("prior."));
        let told = draft.fields.iter().any(|(path, _)| path.starts_with("prior."));
        if whole {
            let now = year.saturating_sub(1);
            outcome
                .refused
                .push(format!("工作簿是上年的，而 {last_year} 已经有了，不再写 [prior]"));
            outcome
                .help
                .push(format!("要核对上年的文件，用 --year {now} --dry-run 导入这个工作簿"));
            return Vec::new();
        }
        if told {
            outcome.remarks.push(format!(
                "有上年的文件 {last_year}，表里的上年数没有写进 [prior]，只与它比较"
            ));
            let text = String::from_utf8_lossy(&bytes).into_owned();
            outcome.contradictions.extend(against_last_year(&draft, &text, &last_year));
        }
        draft.fields.retain(|(path, _)| !path.starts_with("prior."));
        draft.gaps.retain(|gap| !gap.starts_with("prior "));
    }
    outcome.gaps.append(&mut draft.gaps);
    outcome.sums = draft.sums.iter().map(Sum::told).collect();
    let path = format!("data/{folder}/{year}.toml");
    outcome.path = Some(path.clone());
    let root = files.root();
    let unit_path = format!("data/{folder}/unit.toml");
    if let Some((why, help)) = outcome.rival.as_ref().and_then(contradicted) {
        outcome.refused.push(why);
        outcome.help.extend(Some(help.to_owned()).filter(|help| !help.is_empty()));
        return Vec::new();
    }
    let mut texts: Vec<(String, Vec<u8>, bool)> = Vec::new();
    if !files.is_there(&unit_path) {
        let title = name.clone().unwrap_or_else(|| folder.clone());
        match unit_file(&folder, &title, draft.nature) {
            Ok(text) => texts.push((unit_path.clone(), text.into_bytes(), true)),
            Err(refused) => outcome.refused.push(refused.0),
        }
        outcome.remarks.push(format!(
            "没有这个单位，新建一个：{unit_path}，填成单位（kind = \"unit\"）；是部门的请改成 \"department\""
        ));
        if draft.nature.is_none() {
            outcome.gaps.push(format!("{unit_path} 的 nature（单位性质）：表里看不出来"));
        }
        outcome.gaps.push(format!("{unit_path} 的 [profile]（单位概况）：职责、机构，表里没有"));
    }
    let title = name.unwrap_or_else(|| folder.clone());
    match files.read(&path, Most::Data) {
        Err(Unread::Missing) => match fresh(&draft, &title, year) {
            Ok(text) => {
                outcome.is_new = true;
                outcome.count = draft.values();
                outcome.rows = all_added(&draft);
                texts.push((path, text.into_bytes(), true));
            }
            Err(refused) => outcome.refused.push(refused.0),
        },
        Err(unread) => outcome.refused.push(format!("{path} 读不出来：{}", unread.why())),
        Ok(bytes) => match String::from_utf8(bytes) {
            Err(_) => outcome.refused.push(format!("{path} 不是 UTF-8 文字")),
            Ok(text) => match changed(&draft, &text) {
                Ok(changed) => {
                    outcome.count = changed.changes.len();
                    outcome.changes = changed.changes;
                    outcome.remarks.extend(changed.kept);
                    if changed.text != text {
                        texts.push((path, changed.text.into_bytes(), false));
                    }
                }
                Err(refused) => outcome.refused.push(format!("{path}：{}", refused.0)),
            },
        },
    }
    if outcome.refused.is_empty() {
        let selected = Selected { folder, year };
        outcome.refused = refused_by_reader(&draft, &texts, &selected, files);
    }
    if !outcome.refused.is_empty() {
        return Vec::new();
    }
    for (path, bytes, is_new) in texts.iter().filter(|_| !dry_run) {
        let full = root.join(path);
        let written = if *is_new { write_new(&full, bytes) } else { rewrite_whole(&full, bytes) };
        if let Err(error) = written {
            outcome.machine = true;
            outcome.refused.push(format!("{path} 写不进去（{}）", reason(&error)));
            return Vec::new();
        }
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    texts.into_iter().map(|(path, bytes, _)| (path, text(bytes))).collect()
}

/// Why the reader of the data files refuses what would be written, at the cells that it comes from. What is not written yet is
/// told as missing.
fn refused_by_reader(
    draft: &Draft,
    texts: &[(String, Vec<u8>, bool)],
    selected: &Selected,
    files: &Files,
) -> Vec<String> {
    let texts = texts
        .iter()
        .map(|(path, bytes, _)| (path.clone(), String::from_utf8_lossy(bytes).into_owned()));
    let texts: Vec<(String, String)> = texts.collect();
    let faults = read_again(files, selected, &texts);
    let mut faults = faults.into_iter().filter(|fault| !fault.is_gap).peekable();
    if faults.peek().is_none() {
        return Vec::new();
    }
    let cells = origins(draft);
    let told = faults.map(|fault| {
        let row = fault.path.rfind(']').and_then(|end| fault.path.get(..=end));
        let cell = cells.get(&fault.path).or_else(|| cells.get(row?));
        match cell {
            Some(cell) => format!("{cell}：{}", fault.headline),
            None => format!("{}：{}", fault.file, fault.headline),
        }
    });
    told.collect()
}

/// Whether two names are of one unit, whatever blanks and brackets they are written with.
fn alike(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}
