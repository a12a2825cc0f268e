//! Dropped workbooks: what they would change, and changing it.

use std::path::PathBuf;

use crate::exchange::{Options, Outcome, UnitOfMoney, bring};
use crate::files::Files;
use crate::project::{Census, Project};
use crate::serve::incoming::kept;
use crate::serve::last_year::{is_report, of_last_year};
use crate::serve::lock::lock;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::taken_back::{Imported, Texts, texts};
use crate::serve::unit::spoken::Spoken;

/// What is said otherwise on a terminal, where files are edited by hand.
const OF_A_TERMINAL: [(&str, &str); 2] = [
    ("（kind = \"unit\"）", ""),
    ("是部门的请改成 \"department\"", "是部门的，在“单位和概况”里改"),
];

/// What dropped workbooks would change, or have changed.
#[derive(Debug)]
pub(super) struct Brought {
    /// What they are known by.
    pub id: String,
    /// What was said beside them.
    pub options: Options,
    /// What became of each, in words that are no keys.
    pub outcomes: Vec<Outcome>,
    /// The units that there are: folders with names.
    pub units: Vec<(String, String)>,
    /// The year of the project.
    pub year: u16,
    /// Whether it can be taken back.
    pub can_go_back: bool,
}

/// Tries or writes the workbooks that are known by something; why it cannot be, where it cannot.
pub(super) fn brought(
    office: &Office,
    id: &str,
    form: &Pairs,
    writes: bool,
) -> Result<Brought, String> {
    let _turn = office.turn(None, form.get("tab"));
    let gone = || "这些文件已经不在了，再拖进来一次".to_owned();
    let files: Vec<PathBuf> = kept(&office.root, id).ok_or_else(gone)?;
    let project = Project::open(&Files::on(&office.root));
    let project = project.map_err(|_| "项目的设置读不出来，先在“项目设置”里改正".to_owned())?;
    let (census, _) = project.units();
    let census = census.ok_or("数据文件夹读不出来")?;
    let units: Vec<(String, String)> =
        census.units().map(|(folder, unit)| (folder.to_owned(), unit.name.value.clone())).collect();
    let named = form.get("unit");
    let options = Options {
        unit: units.iter().find(|(folder, _)| folder == named).map(|(folder, _)| folder.clone()),
        year: form.get("year").parse::<u16>().ok().filter(|year| (1991..=2100).contains(year)),
        amounts: UnitOfMoney::of(form.get("amounts")),
        apart: form.get("together").is_empty(),
        dry_run: !writes,
    };
    let year = project.settings.year;
    let before = if writes { texts(&office.root) } else { Texts::new() };
    let (reports, tables): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|file| is_report(file));
    let mut outcomes = bring(&tables, &options, &project);
    outcomes.extend(reports.iter().map(|file| of_last_year(file, &options, &project, &census)));
    for outcome in &mut outcomes {
        in_words(outcome, &census, year);
    }
    let mut imported = lock(&office.imported);
    if writes {
        *imported = Some(Imported::of(id, &before, texts(&office.root)));
        office.listeners.tell("changed");
    }
    let can_go_back = imported.as_ref().is_some_and(|imported| imported.is_of(id));
    Ok(Brought { id: id.to_owned(), options, outcomes, units, year, can_go_back })
}

/// Puts words in place of keys and of what can only be done on a terminal.
fn in_words(outcome: &mut Outcome, census: &Census, project_year: u16) {
    let year = outcome.year.unwrap_or(project_year);
    let spoken = Spoken { census: Some(census), year, layout: None };
    let folder = outcome.path.as_deref().and_then(|path| path.split('/').nth(1));
    let folder = folder.unwrap_or_default().to_owned();
    let said = |text: &String| {
        let mut text = text
            .replace(&format!("data/{folder}/unit.toml"), "单位的数据")
            .replace(&format!("data/{folder}/{year}.toml"), "本年的数据")
            .replace(&format!("data/{folder}/{}.toml", year.saturating_sub(1)), "上年的数据");
        for (from, to) in OF_A_TERMINAL {
            text = text.replace(from, to);
        }
        let parts: Vec<String> = text
            .split('；')
            .filter(|part| !part.contains("--") && !part.contains("juesuan "))
            .map(|part| without_doubles(&spoken.said(part)))
            .collect();
        parts.join("；")
    };
    let Outcome {
        source: _,
        name: _,
        year: _,
        path: _,
        is_new: _,
        changes,
        read,
        left_out,
        contradictions,
        remarks,
        gaps,
        refused,
        help,
        machine: _,
    } = outcome;
    for sentences in [changes, read, left_out, contradictions, remarks, gaps, refused, help] {
        for sentence in sentences.iter_mut() {
            *sentence = said(sentence);
        }
        sentences.retain(|sentence| !sentence.is_empty());
    }
}

/// A sentence without a word that the next one says again, as it is where keys stand beside their terms.
fn without_doubles(text: &str) -> String {
    let head = |word: &str| word.split(['：', '、', '，']).next().unwrap_or_default().to_owned();
    let mut kept: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let next = head(word);
        match kept.pop() {
            Some(last) if !last.is_empty() && next.contains(&last) => kept.push(word.to_owned()),
            Some(last) if !next.is_empty() && last.contains(&next) => {
                let rest = word.strip_prefix(&next).unwrap_or_default();
                kept.push(format!("{last}{rest}"));
            }
            Some(last) => kept.extend([last, word.to_owned()]),
            None => kept.push(word.to_owned()),
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_twice() {
        for (text, wanted) in [
            ("收入 收入：没有表", "收入：没有表"),
            ("结转和结余 年初结转和结余：没有", "年初结转和结余：没有"),
            ("支出的经济分类 经济分类：没有表", "支出的经济分类：没有表"),
            ("加 上年数 收入 204（上年数!B12）", "加 上年数 收入 204（上年数!B12）"),
            ("", ""),
        ] {
            assert_eq!(without_doubles(text), wanted);
        }
    }
}
