//! A unit's tables into its files: written whole or not at all.

use crate::exchange::bring::again::read_again;
use crate::exchange::bring::outcome::Outcome;
use crate::exchange::bring::places::Places;
use crate::exchange::import::{Imported, Wanted};
use crate::exchange::into::{against_last_year, all_added, changed, fresh, origins, unit_file};
use crate::exchange::table::plain;
use crate::exchange::year::{Draft, Sum};
use crate::files::{Most, Unread, rewrite_whole, write_new};
use crate::problem::reason;
use crate::project::{Project, Selected};

/// Writes what was found of a unit, unless it is refused or only tried.
pub(super) fn carry_over(
    imported: Imported,
    source: &str,
    left_out: Vec<String>,
    wanted: &Wanted,
    places: &Places,
    project: &Project,
    dry_run: bool,
) -> Outcome {
    let Imported { name, year, draft, read, troubles } = imported;
    let mut outcome = Outcome {
        source: source.to_owned(),
        name: name.clone(),
        year,
        read,
        left_out,
        contradictions: troubles.contradictions,
        remarks: troubles.remarks,
        refused: troubles.refused,
        ..Outcome::default()
    };
    outcome.left_out.extend(troubles.not_understood);
    let (Some(mut draft), Some(year)) = (draft, year) else { return outcome };
    let Some(folder) = places.folder(wanted.unit.as_deref(), name.as_deref()) else {
        outcome.refused.push("表里没有写是哪个单位的；请用 --unit 写明 data 下的文件夹".to_owned());
        return outcome;
    };
    let named = places.name(&folder);
    if let (Some(named), Some(name)) = (named, name.as_deref())
        && !alike(named, name)
    {
        outcome
            .refused
            .push(format!("表里的单位是“{name}”，data/{folder}/unit.toml 里是“{named}”"));
        return outcome;
    }
    let last_year = format!("data/{folder}/{}.toml", year.saturating_sub(1));
    if let Ok(bytes) = project.files.read(&last_year, Most::Data) {
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
            return outcome;
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
    let root = project.files.root();
    let unit_path = format!("data/{folder}/unit.toml");
    let mut texts: Vec<(String, Vec<u8>, bool)> = Vec::new();
    if !project.files.is_there(&unit_path) {
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
    match project.files.read(&path, Most::Data) {
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
        outcome.refused = refused_by_reader(&draft, &texts, &selected, project);
    }
    if dry_run || !outcome.refused.is_empty() {
        return outcome;
    }
    for (path, bytes, is_new) in texts {
        let full = root.join(&path);
        let written = if is_new { write_new(&full, &bytes) } else { rewrite_whole(&full, &bytes) };
        if let Err(error) = written {
            outcome.machine = true;
            outcome.refused.push(format!("{path} 写不进去（{}）", reason(&error)));
            return outcome;
        }
    }
    outcome
}

/// Why the reader of the data files refuses what would be written, at the cells that it comes from. What is not written yet is
/// told as missing.
fn refused_by_reader(
    draft: &Draft,
    texts: &[(String, Vec<u8>, bool)],
    selected: &Selected,
    project: &Project,
) -> Vec<String> {
    let texts = texts
        .iter()
        .map(|(path, bytes, _)| (path.clone(), String::from_utf8_lossy(bytes).into_owned()));
    let texts: Vec<(String, String)> = texts.collect();
    let faults = read_again(project, selected, &texts);
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
