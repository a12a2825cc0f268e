//! Dropped workbooks: what they would change, and changing it.

use std::path::PathBuf;

use crate::exchange::fill::slots;
use crate::exchange::{Odds, Options, Outcome, UnitOfMoney, bring, is_other_number, typed_year};
use crate::fields::field::Codes;
use crate::fields::shape_of;
use crate::files::Files;
use crate::project::{Census, Project};
use crate::serve::incoming::kept;
use crate::serve::last_year::{is_report, of_last_year};
use crate::serve::lock::lock;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::taken_back::{Imported, Texts, texts};
use crate::serve::unit::at::OF_UNIT;
use crate::serve::unit::faced::with_units;
use crate::serve::unit::paths::{Names, name_of, of_path};
use crate::serve::unit::quotes::in_pieces;
use crate::serve::unit::spoken::Spoken;

/// What is said otherwise on a terminal, where files are edited by hand.
const OF_A_TERMINAL: [(&str, &str); 3] = [
    ("：单位的数据，填成单位（kind = \"unit\"）", "，填成“单位”"),
    ("先定下用哪一份，只导入那一份", "在上面选用哪一份"),
    ("是部门的请改成 \"department\"", "是部门的，在“单位和概况”里改"),
];

/// Programs and their files, whose names stand among the words without marks.
const PROGRAMS: [&str; 6] = ["Excel", "LibreOffice", "xlsx", "xls", "ods", "html"];

/// What dropped workbooks would change, or have changed.
#[derive(Debug)]
pub(super) struct Brought {
    /// What they are known by.
    pub id: String,
    /// What was said beside them.
    pub options: Options,
    /// What became of each, in words that are no keys.
    pub outcomes: Vec<Outcome>,
    /// What the cells of each are called that both sides changed.
    pub conflicts: Vec<Vec<String>>,
    /// The units that there are: folders with names.
    pub units: Vec<(String, String)>,
    /// The year of the project.
    pub year: u16,
    /// The year that was asked for, as it was typed.
    pub typed_year: String,
    /// Why that is no year, if it is none: then nothing is written.
    pub no_year: Option<String>,
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
    let typed_year = form.get("year").trim().to_owned();
    let year_asked = year_of(&typed_year);
    let writes = writes && year_asked.is_ok();
    let options = Options {
        unit: units.iter().find(|(folder, _)| folder == named).map(|(folder, _)| folder.clone()),
        year: year_asked.clone().ok().flatten(),
        amounts: UnitOfMoney::of(form.get("amounts")),
        apart: form.get("together").is_empty(),
        taken: form.all("take").filter_map(|number| number.parse::<usize>().ok()).collect(),
        dry_run: !writes,
    };
    let year = project.settings.year;
    let before = if writes { texts(&office.root) } else { Texts::new() };
    let (reports, tables): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|file| is_report(file));
    let mut outcomes = bring(&tables, &options, &project);
    outcomes.extend(of_last_year(&reports, tables.len(), &options, &project, &census));
    let conflicts: Vec<Vec<String>> =
        outcomes.iter_mut().map(|outcome| in_words(outcome, &project, &census)).collect();
    let mut imported = lock(&office.imported);
    if writes {
        *imported = Some(Imported::of(id, &before, texts(&office.root)));
        office.listeners.tell("changed");
    }
    let can_go_back = imported.as_ref().is_some_and(|imported| imported.is_of(id));
    let id = id.to_owned();
    let no_year = year_asked.err();
    Ok(Brought { id, options, outcomes, conflicts, units, year, typed_year, no_year, can_go_back })
}

/// The year that was typed, in digits of any width; none where nothing was, why not where it is no year.
fn year_of(typed: &str) -> Result<Option<u16>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let year = typed_year(typed).filter(|_| !typed.contains(is_other_number));
    match year.filter(|year| (1991..=2100).contains(year)) {
        Some(year) => Ok(Some(year)),
        None => Err(format!(
            "年度写的是“{typed}”，不是 1991 到 2100 的年度，请写四位数字，如 2024，或者空着，照表里写的"
        )),
    }
}

/// Puts words in place of keys and of what can only be done on a terminal; what the cells are called that both sides changed.
fn in_words(outcome: &mut Outcome, project: &Project, census: &Census) -> Vec<String> {
    let year = outcome.year.unwrap_or(project.settings.year);
    let folder = outcome.path.as_deref().and_then(|path| path.split('/').nth(1));
    let folder = folder.unwrap_or_default().to_owned();
    let own = slots(&Files::on(project.files.root()), &folder, year).unwrap_or_default();
    let names: Names<'_> = &|code| name_of(&own, &project.catalog, Codes::Any, code);
    let spoken = Spoken { census: Some(census), year, layout: None, names };
    let source = outcome.source.clone();
    let other = outcome.rival.as_ref().map(|rival| rival.other.clone()).unwrap_or_default();
    let names = [source.as_str(), other.as_str()];
    let said = |text: &String| {
        let text = text.strip_prefix(&format!("{source}：")).unwrap_or(text);
        let mut text = text
            .replace(&format!("data/{folder}/unit.toml "), "单位的数据")
            .replace(&format!("data/{folder}/unit.toml"), "单位的数据")
            .replace(&format!("data/{folder}/{year}.toml"), "本年的数据")
            .replace(&format!("data/{folder}/{}.toml", year.saturating_sub(1)), "上年的数据");
        for (from, to) in OF_A_TERMINAL {
            text = text.replace(from, to);
        }
        let is_command = |part: &[(&str, bool)]| {
            let mut said = part.iter().filter(|(_, is_own)| !is_own);
            said.any(|(piece, _)| piece.contains("--") || piece.contains("juesuan "))
        };
        let in_words = |piece: &str| {
            let said = without_doubles(&spoken.said(piece));
            PROGRAMS.iter().fold(said, |said, name| without_marks(&said, name))
        };
        let parts = in_parts(&text).into_iter().filter(|part| !is_command(part)).map(|part| {
            let pieces = part.into_iter().flat_map(|(piece, is_own)| match is_own {
                true => vec![(piece, true)],
                false => apart(piece, &names),
            });
            let said = pieces.map(|(piece, is_own)| match is_own {
                true => piece.to_owned(),
                false => in_words(piece),
            });
            said.collect::<String>()
        });
        parts.collect::<Vec<_>>().join("；")
    };
    let Outcome {
        source: _,
        name: _,
        year: _,
        path: _,
        is_new: _,
        changes,
        count: _,
        rows,
        sums,
        // What sheets and files are called is said as it is.
        read: _,
        left_out,
        contradictions,
        remarks,
        gaps,
        refused,
        conflicts,
        rival,
        help,
        machine: _,
    } = outcome;
    let differences = rival.iter_mut().flat_map(|rival| &mut rival.differences);
    for Odds { file, path, before, now } in differences {
        *path = place_in_words(&spoken, &folder, file.as_deref(), path, &said);
        for value in [before, now].into_iter().flatten() {
            *value = said(value);
        }
    }
    let told = [changes, rows, sums, left_out, contradictions, remarks, gaps, refused, help];
    for sentences in told {
        for sentence in sentences.iter_mut() {
            *sentence = said(sentence);
        }
        sentences.retain(|sentence| !sentence.is_empty());
    }
    let called = |(file, path): &(String, String)| {
        place_in_words(&spoken, &folder, Some(&format!("data/{folder}/{file}")), path, &said)
    };
    conflicts.iter().map(called).collect()
}

/// Where a field stands, in words: whose it is where it is another unit's, its file where it is not the year's, what it is called.
fn place_in_words(
    spoken: &Spoken<'_>,
    folder: &str,
    file: Option<&str>,
    path: &String,
    said: &dyn Fn(&String) -> String,
) -> String {
    let of_year = format!("data/{folder}/{}.toml", spoken.year);
    let full = file.unwrap_or(&of_year);
    let term = shape_of(full).and_then(|shape| of_path(shape, path, spoken.names));
    let units = spoken.census.iter().flat_map(|census| census.units());
    let units = units.map(|(folder, unit)| (folder.to_owned(), unit.name.value.clone()));
    let units: Vec<(String, String)> = units.collect();
    let term = term.map_or_else(|| said(path), |term| with_units(&units, &term));
    let (of, own) =
        full.strip_prefix("data/").and_then(|file| file.split_once('/')).unwrap_or_default();
    let whose = spoken.census.and_then(|census| census.name(of)).filter(|_| of != folder);
    let whose = whose.map(|name| format!("“{name}”的")).unwrap_or_default();
    let file = if own == "unit.toml" { Some(OF_UNIT) } else { spoken.file(own) };
    match file.filter(|_| full != of_year) {
        Some(file) => format!("{whose}{file}，{term}"),
        None => format!("{whose}{term}"),
    }
}

/// A sentence with a name in it that has no marks: between words it stands apart.
fn without_marks(text: &str, name: &str) -> String {
    let marked = format!("“{name}”");
    let mut pieces = text.split(&marked);
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let gap = |c: Option<char>| if c.is_some_and(char::is_alphanumeric) { " " } else { "" };
        plain.push_str(gap(plain.chars().next_back()));
        plain.push_str(name);
        plain.push_str(gap(piece.chars().next()));
        plain.push_str(piece);
    }
    plain
}

/// The parts of a sentence, each in pieces: what is said in it, and what somebody wrote, in which it is not parted.
fn in_parts(text: &str) -> Vec<Vec<(&str, bool)>> {
    let mut parts = vec![Vec::new()];
    for (piece, is_own) in in_pieces(text) {
        let within = if is_own { vec![piece] } else { piece.split('；').collect() };
        for (number, piece) in within.into_iter().enumerate() {
            if number > 0 {
                parts.push(Vec::new());
            }
            parts.last_mut().into_iter().for_each(|part| part.push((piece, is_own)));
        }
    }
    parts
}

/// The pieces of a sentence: what is said in it, and what cells and files are called, which is told as it is.
fn apart<'t>(text: &'t str, names: &[&str]) -> Vec<(&'t str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((from, to)) = first_name(rest, names) {
        let (Some(before), Some(name), Some(after)) =
            (rest.get(..from), rest.get(from..to), rest.get(to..))
        else {
            break;
        };
        pieces.extend([(before, false), (name, true)]);
        rest = after;
    }
    pieces.push((rest, false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Where the first cell or file stands in a text that is called as somebody called it: from where to where.
fn first_name(text: &str, names: &[&str]) -> Option<(usize, usize)> {
    let files = names.iter().filter(|name| !name.is_empty());
    let file = files.filter_map(|name| text.find(name).map(|at| (at, at + name.len()))).min();
    let cell = text.match_indices('!').find_map(|(at, _)| {
        let (sheet, rest) = text.split_at_checked(at)?;
        let of_cell = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        let length = rest.get(1..)?.find(|c| !of_cell(c)).unwrap_or(rest.len() - 1);
        let from = sheet.rfind(|c: char| "（：，；、＋－“”".contains(c));
        let from = from.map_or(0, |at| {
            at + sheet.get(at..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8)
        });
        (length > 1).then_some((from, at + 1 + length))
    });
    [file, cell].into_iter().flatten().min()
}

/// A sentence without a word that the next one says again, as it is where keys stand beside their terms.
fn without_doubles(text: &str) -> String {
    // A name may stand between marks.
    let bare = |word: &str| word.trim_start_matches('“').to_owned();
    let head = |word: &str| {
        bare(word).split(['：', '、', '，', '”']).next().unwrap_or_default().to_owned()
    };
    let mut kept: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let next = head(word);
        match kept.pop() {
            Some(last) if !bare(&last).is_empty() && next.contains(&bare(&last)) => {
                let mark =
                    if last.starts_with('“') && !word.starts_with('“') { "“" } else { "" };
                kept.push(format!("{mark}{word}"));
            }
            // A figure that comes again is another.
            Some(last) if last.contains(&next) && next.contains(|c: char| !c.is_ascii()) => {
                let rest = bare(word).strip_prefix(&next).unwrap_or_default().to_owned();
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
    fn years_are_read_in_any_digits() {
        for (typed, year) in
            [("", None), ("2024", Some(2024)), ("２０２４", Some(2024)), ("2024 年度", Some(2024))]
        {
            assert_eq!(year_of(typed), Ok(year), "{typed}");
        }
        for wrong in ["abcd", "24", "1990", "2101", "二〇二四", "+2024", "年", "2024.0", "02024"]
        {
            assert!(year_of(wrong).is_err_and(|why| why.contains(wrong)), "{wrong}");
        }
    }

    #[test]
    fn a_sentence_is_not_parted_in_what_somebody_wrote() {
        for (text, wanted) in [
            ("甲；乙", vec!["甲", "乙"]),
            ("改 甲：“一；二” → “三”；丁", vec!["改 甲：“一；二” → “三”", "丁"]),
            ("“一”；二”，丙", vec!["“一”；二”，丙"]),
            ("", vec![""]),
        ] {
            let parts = in_parts(text).into_iter();
            let parts = parts.map(|part| part.iter().map(|(piece, _)| *piece).collect::<String>());
            assert_eq!(parts.collect::<Vec<_>>(), wanted, "{text}");
        }
    }

    #[test]
    fn cells_and_files_are_called_as_they_are() {
        for (text, own) in [
            ("加 x：1（Sheet a-b!AD35）", vec!["Sheet a-b!AD35"]),
            ("公开01表!C3（published）两边都改了", vec!["公开01表!C3"]),
            ("a-b.xls 里没有认出", vec!["a-b.xls"]),
            ("和“c.xls”不同，a-b.xls 不写", vec!["c.xls", "a-b.xls"]),
            ("对不上：甲!B1＋乙!C2", vec!["甲!B1", "乙!C2"]),
            ("小心!这样不行", vec![]),
        ] {
            let pieces = apart(text, &["a-b.xls", "c.xls"]);
            assert_eq!(pieces.iter().map(|(piece, _)| *piece).collect::<String>(), text);
            let found = pieces.iter().filter(|(_, is_own)| *is_own).map(|(piece, _)| *piece);
            assert_eq!(found.collect::<Vec<_>>(), own, "{text}");
        }
    }

    #[test]
    fn names_without_marks_stand_apart() {
        for (text, wanted) in [
            ("请用“xls”或 WPS 打开", "请用 xls 或 WPS 打开"),
            ("另存为“xls”，再导入", "另存为 xls，再导入"),
            ("“xls”", "xls"),
            ("用 “xls” 打开", "用 xls 打开"),
            ("没有“别的”", "没有“别的”"),
        ] {
            assert_eq!(without_marks(text, "xls"), wanted);
        }
    }

    #[test]
    fn nothing_is_said_twice() {
        for (text, wanted) in [
            ("收入 收入：没有表", "收入：没有表"),
            ("结转和结余 年初结转和结余：没有", "年初结转和结余：没有"),
            ("支出的经济分类 经济分类：没有表", "支出的经济分类：没有表"),
            ("加 上年数 收入 204（上年数!B12）", "加 上年数 收入 204（上年数!B12）"),
            ("“结转和结余 年初结转和结余”：没有", "“年初结转和结余”：没有"),
            (
                "加“支出 2130153 一般公共预算”：“项目支出” 5.00",
                "加“支出 2130153 一般公共预算”：“项目支出” 5.00",
            ),
            (
                "“本年收入合计” 867,282.96，“本年支出合计” 867,282.96，“其中：基本支出” 867,282.96",
                "“本年收入合计” 867,282.96，“本年支出合计” 867,282.96，“其中：基本支出” 867,282.96",
            ),
            ("", ""),
        ] {
            assert_eq!(without_doubles(text), wanted);
        }
    }
}
