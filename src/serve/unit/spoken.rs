//! What is said on a terminal, in words for the page: fields by their terms, files by what they are, no commands.

use std::collections::BTreeSet;
use std::path::Path;

use crate::exchange::fill::slots;
use crate::fields::FILES;
use crate::fields::field::{Codes, Field, Kind, Shape};
use crate::fields::path::described;
use crate::files::Files;
use crate::project::{Census, Project, Selected};
use crate::serve::unit::at::OF_UNIT;
use crate::serve::unit::facing::part;
use crate::serve::unit::paths::{Names, all_fields, name_of, of_path, plain, unlisted};
use crate::serve::unit::quotes::quoted;
use crate::serve::view::grouped;

/// What is done on the page otherwise than in a file, as files have it and as the page does.
const DONE_HERE: [(&str, &str); 4] = [
    ("的写 [[accept]] 并说明理由", "的，在待办里接受，写明理由"),
    ("写 [[accept]] 并说明理由", "在待办里接受，写明理由"),
    ("写 [[accept]]", "在待办里接受"),
    ("[[accept]]", "接受的结论"),
];

/// A text that says how things are done on the page, not in a file.
pub(super) fn as_done_here(text: &str) -> String {
    DONE_HERE.iter().fold(text.to_owned(), |text, (written, done)| text.replace(written, done))
}

/// What words are put in place of keys with.
pub(in crate::serve) struct Spoken<'a> {
    /// The units, which have names.
    pub census: Option<&'a Census>,
    /// The report's year.
    pub year: u16,
    /// The name of its layout, and its title.
    pub layout: Option<(String, String)>,
    /// What codes are called.
    pub names: Names<'a>,
}

/// A sentence about a project, or about one of its reports, in words that are no keys.
pub(in crate::serve) fn in_words(
    root: &Path,
    selected: Option<&Selected>,
    sentence: &str,
) -> String {
    let files = Files::on(root);
    let project = Project::open(&files).ok();
    let census = project.as_ref().and_then(|project| project.units().0);
    let folder = selected.map(|selected| selected.folder.as_str()).unwrap_or_default();
    let unit = census.as_ref().and_then(|census| census.unit(folder));
    let layout = project.as_ref().and_then(|project| project.layout_title(unit));
    let of_project = || project.as_ref().map_or(0, |project| project.settings.year);
    let year = selected.map_or_else(of_project, |selected| selected.year);
    let slots = selected.and_then(|_| slots(&files, folder, year).ok()).unwrap_or_default();
    let catalog = project.as_ref().map(|project| &project.catalog);
    let names: Names<'_> = &|code| name_of(&slots, catalog?, Codes::Any, code);
    let spoken = Spoken { census: census.as_ref(), year, layout, names };
    // A report is called by its unit's name.
    let name = census.as_ref().and_then(|census| census.name(folder)).unwrap_or(folder);
    match selected {
        Some(_) => {
            let report = format!("{folder}/{year}");
            spoken.without_year(sentence).unwrap_or_else(|| {
                spoken.said(&sentence.replace(&report, &format!("{name} {year} 年度")))
            })
        }
        None => spoken.said(sentence),
    }
}

/// The file of a field that something is said of, by its shape, and the field's path.
pub(super) type Near<'a> = Option<(&'static Shape, &'a str)>;

/// A text in which words were put in place of keys.
struct Put {
    /// The text.
    said: String,
    /// Whether there are words for all keys in it.
    is_whole: bool,
    /// The fields that are named with their table.
    named: Vec<String>,
}

impl Put {
    /// Says a name between marks, close to the words around it, and what it is to be where a file would say it so; what
    /// follows.
    fn marked<'t>(&mut self, key: &str, term: &str, after: &'t str) -> &'t str {
        self.close();
        // It may be called so already.
        if self.said.ends_with(term) && !after.starts_with(" = ") {
            return closed(after);
        }
        let name = match term.contains('“') {
            true => term.to_owned(),
            false => format!("“{term}”"),
        };
        if let Some((value, after)) = after.strip_prefix(" = ").and_then(value) {
            let choices = all_fields().filter(|field| field.key == key).flat_map(Field::choices);
            let choice = choices.into_iter().find(|choice| choice.key == value.trim_matches('"'));
            let value = match choice {
                Some(choice) => format!("“{}”", choice.term),
                None if value == "true" => "“是”".to_owned(),
                None if value == "false" => "“否”".to_owned(),
                None if value.starts_with('"') => format!("“{}”", value.trim_matches('"')),
                None if value.is_ascii() => format!(" {value}"),
                None => value.to_owned(),
            };
            let (so_far, does) = match self.said.strip_suffix("改成") {
                Some(so_far) => (so_far, "改成"),
                None => (self.said.strip_suffix('写').unwrap_or(&self.said), "填成"),
            };
            self.said = match value == "“原因”" {
                true => format!("{so_far}写明{name}"),
                false => format!("{so_far}把{name}{does}{value}"),
            };
            return closed(after);
        }
        // What a table is called is followed by what stands in it.
        if self.said.ends_with('”') {
            self.said.push('的');
        }
        self.said.push_str(&name);
        // What it means may be told beside it.
        let told = after.strip_prefix('（').and_then(|after| after.strip_prefix(term));
        closed(told.and_then(|after| after.strip_prefix('）')).unwrap_or(after))
    }

    /// Says a word that is no name of the page between marks; what follows.
    fn quoted<'t>(&mut self, word: &str, after: &'t str) -> &'t str {
        self.close();
        self.said.push_str(&format!("“{word}”"));
        closed(after)
    }

    /// Takes away the blank that would set a mark apart from the words before it.
    fn close(&mut self) {
        let said = self.said.trim_end();
        if said.chars().last().is_some_and(|c| !c.is_ascii()) {
            self.said.truncate(said.len());
        }
    }
}

/// An amount as the page has it everywhere, with its thousands set apart and a sign as wide as a digit; any other word as it is.
fn set_apart(word: &str) -> String {
    let (sign, digits) = word.strip_prefix('-').map_or(("", word), |digits| ("−", digits));
    let is_amount = digits.split_once('.').is_some_and(|(whole, rest)| {
        let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
        !whole.is_empty() && is_number(whole) && rest.len() == 2 && is_number(rest)
    });
    if is_amount { format!("{sign}{}", grouped(digits)) } else { word.to_owned() }
}

/// A text without the blank that would set words apart from a mark before them.
fn closed(text: &str) -> &str {
    let rest = text.strip_prefix(' ');
    rest.filter(|rest| rest.chars().next().is_some_and(|c| !c.is_ascii())).unwrap_or(text)
}

/// A value as a file has it that a text begins with, and what follows it.
fn value(text: &str) -> Option<(&str, &str)> {
    let end = match text.strip_prefix('"') {
        Some(inner) => inner.find('"')? + 2,
        None => text.find([' ', '，', '；', '。', '、', '）']).unwrap_or(text.len()),
    };
    text.split_at_checked(end).filter(|(value, _)| !value.is_empty())
}

/// The field of a key that stands beside another of the same file, or beside what that is in.
fn field_near((shape, path): (&'static Shape, &str), key: &str) -> Option<&'static Field> {
    let mut around = Some(path);
    while let Some(above) = around {
        if let Some(field) = described(shape, &format!("{above}.{key}")) {
            return Some(field);
        }
        around = above.rsplit_once('.').map(|(above, _)| above);
    }
    described(shape, key)
}

/// What follows a name, without its term or the end of that, which may stand beside it once more.
fn without_term<'t>(after: &'t str, term: &str) -> &'t str {
    let Some(beside) = after.strip_prefix('（') else { return after };
    let begins = term.match_indices([' ', '，']).map(|(at, mark)| at + mark.len());
    let ends = std::iter::once(0).chain(begins).filter_map(|at| term.get(at..));
    let mut ends = ends.flat_map(|end| [Some(end), unlisted(end)]).flatten();
    ends.find_map(|end| beside.strip_prefix(end)?.strip_prefix('）')).unwrap_or(after)
}

/// A term without what explains it: more than one bracket is a part of the name.
fn brief(term: &str) -> &str {
    let is_explained = term.ends_with('）') && term.matches('（').count() == 1;
    let end = term.find('（').filter(|_| is_explained);
    let term = end.and_then(|end| term.get(..end)).unwrap_or(term);
    term.split('，').next().unwrap_or(term)
}

impl Spoken<'_> {
    /// A sentence with words in place of keys; what is no key is quoted.
    pub(in crate::serve) fn said(&self, text: &str) -> String {
        self.without_year(text).unwrap_or_else(|| self.put(text, true, None).said)
    }

    /// What a sentence says that there is no file of the year; none where it says anything else.
    fn without_year(&self, text: &str) -> Option<String> {
        let (folder, file) = text.strip_prefix("没有文件 data/")?.split_once('/')?;
        let name = self.census.and_then(|census| census.name(folder)).unwrap_or(folder);
        let year = self.year;
        (file == format!("{year}.toml")).then(|| format!("“{name}”还没有 {year} 年度的数据"))
    }

    /// The paths of fields that a sentence names together with their table, and of rows that it names.
    pub(super) fn named(&self, text: &str, near: Near<'_>) -> Vec<String> {
        self.put(text, true, near).named
    }

    /// The same of advice; none where something in it can only be done elsewhere. Keys are first those of what stands around
    /// a field of a file, if one is told.
    pub(super) fn helped(&self, text: &str, near: Near<'_>) -> Option<String> {
        self.helped_as(text, true, near)
    }

    /// The same of an explanation, whose names stand among its words without marks.
    pub(super) fn explained(&self, text: &str) -> Option<String> {
        self.helped_as(text, false, None)
    }

    /// Advice in words, with marks around names or without.
    fn helped_as(&self, text: &str, marks: bool, near: Near<'_>) -> Option<String> {
        let is_command = text.contains("juesuan ") || text.contains("--");
        // How a file says that there is nothing, or such as, is no help to somebody who fills in a table.
        let is_of_file = |part: &&str| part.contains("= []") || part.starts_with("例：");
        let parts = text.split('；').filter(|part| !is_of_file(part));
        let parts = parts.map(|part| part.split("，例：").next().unwrap_or(part));
        let text = as_done_here(&parts.collect::<Vec<_>>().join("；"));
        let Put { said, is_whole, named: _ } = self.put(&text, marks, near);
        (is_whole && !is_command && !said.is_empty() && !said.contains('{')).then_some(said)
    }

    /// A text with words in place of keys.
    fn put(&self, text: &str, marks: bool, near: Near<'_>) -> Put {
        let mut put = Put { said: String::new(), is_whole: true, named: Vec::new() };
        let mut rest = text;
        // A key that follows a table is one of its fields.
        let mut table: Option<String> = None;
        while let Some(first) = rest.chars().next() {
            // What stands in quotes is what somebody wrote.
            if let Some((own, after)) = quoted(rest) {
                put.said.push_str(own);
                rest = after;
                continue;
            }
            if let Some((looks, after)) = part(rest) {
                put.said.push_str(looks);
                rest = after;
                continue;
            }
            if let Some((words, after)) = self.path(rest) {
                put.close();
                put.said.push_str(&words);
                rest = after;
                continue;
            }
            let end = rest.find(|c| !is_of_key(c)).unwrap_or(rest.len());
            if end == 0 {
                if first != '`' {
                    put.said.push(first);
                }
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            }
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = after;
            let path = match word.strip_prefix('[') {
                Some(_) => word.trim_start_matches('[').trim_end_matches(']'),
                // A row ends so as well.
                None => word,
            };
            let below = table.as_ref().map(|table| format!("{table}.{path}"));
            let within = below.as_deref().and_then(field_of);
            let is_whole = word.starts_with('[') || path.contains('.') || is_rows(path, near);
            match (&below, within.is_some(), is_whole) {
                (Some(below), true, _) => put.named.push(below.clone()),
                (_, false, true) if field_of(path).is_some() => put.named.push(path.to_owned()),
                (Some(_) | None, _, _) => {}
            }
            let field = within.or_else(|| near.and_then(|near| field_near(near, path)));
            if within.is_some_and(|field| field.shape().is_some()) {
                table = below;
            } else if within.is_none()
                && field_of(path).is_some_and(|field| field.shape().is_some())
            {
                table = Some(path.to_owned());
            }
            let term = field.map(|field| plain(field.term).to_owned());
            // What is told by its place is told whole.
            let is_placed = term.is_none() && path.contains(['[', '.']);
            match (term.or_else(|| self.word(word)), marks) {
                (Some(term), true) => {
                    let said = if is_placed { &term } else { brief(&term) };
                    rest = put.marked(path, said, without_term(rest, &term));
                }
                (Some(term), false) => put.said.push_str(&term),
                (None, _) if !word.contains(|c: char| c.is_ascii_lowercase()) => {
                    put.said.push_str(&set_apart(word));
                }
                (None, _) => {
                    put.is_whole = false;
                    rest = put.quoted(word, rest);
                }
            }
        }
        put
    }

    /// The words for the path of a data file that a text begins with, and what follows it.
    fn path<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let path = text.strip_prefix("data/")?;
        let end = path.find(|c: char| c.is_whitespace() || ":“”，。；：、（）".contains(c));
        let (path, rest) = path.split_at_checked(end.unwrap_or(path.len()))?;
        let (folder, file) = path.split_once('/')?;
        let name = self.census.and_then(|census| census.name(folder)).unwrap_or(folder);
        Some((format!("“{name}”的{}", self.file(file)?), rest))
    }

    /// What a data file is called, by its path in the unit's folder, or the settings.
    pub(in crate::serve) fn file(&self, file: &str) -> Option<&'static str> {
        let stem = file.strip_suffix(".toml")?;
        Some(match stem.split_once('/') {
            Some(_) => "自评报告",
            None if stem == "juesuan" => "项目设置",
            None if stem == "layout" => "版式的设置",
            None if stem == "unit" => "单位的数据",
            None if stem == self.year.to_string() => "本年的数据",
            None if stem == self.year.saturating_sub(1).to_string() => "上年的数据",
            None => "数据",
        })
    }

    /// The words for a run of letters; none where it is no key.
    pub(super) fn word(&self, word: &str) -> Option<String> {
        if !word.contains(|c: char| c.is_ascii_lowercase()) {
            return None;
        }
        let bare = word.trim_start_matches("data/").trim_end_matches([':', '.']);
        let file = match bare.rsplit('/').next().unwrap_or(bare) {
            "" if word == "data/" => Some("数据"),
            "data" => Some("数据"),
            // On the page it is a part of this topic.
            "unit.toml" => Some(OF_UNIT),
            file => self.file(file),
        };
        if let Some(file) = file {
            return Some(file.to_owned());
        }
        if let Some((_, title)) = self.layout.as_ref().filter(|(name, _)| name == bare) {
            return Some(title.clone());
        }
        if let Some(name) = self.census.and_then(|census| census.name(bare)) {
            return Some(name.to_owned());
        }
        if let Some((folder, year)) = bare.split_once('/')
            && let Some(name) = self.census.and_then(|census| census.name(folder))
        {
            return Some(format!("{name} {year} 年度"));
        }
        let path = word.trim_start_matches("[[").trim_end_matches("]]");
        let path = match path.strip_prefix('[') {
            Some(inner) => inner.trim_end_matches(']'),
            None => path,
        };
        shapes().find_map(|shape| of_path(shape, path, self.names)).or_else(|| of_key(path))
    }
}

/// The shapes of all data files and of the settings.
fn shapes() -> impl Iterator<Item = &'static Shape> {
    let of_file = FILES.iter().filter(|form| form.name != "layout");
    of_file.flat_map(|form| [Some(form.shape), form.compared]).flatten()
}

/// The field that a path names in any of them.
fn field_of(path: &str) -> Option<&'static Field> {
    shapes().find_map(|shape| described(shape, path))
}

/// Whether a character may stand in a key or a path.
pub(super) fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_.[]/#".contains(c)
}

/// A key alone in words: what it is called wherever it stands first.
fn of_key(key: &str) -> Option<String> {
    let field = all_fields().find(|field| field.key == key);
    let choice = || all_fields().flat_map(|field| field.choices()).find(|choice| choice.key == key);
    let term = field.map(|field| plain(field.term)).or_else(|| choice().map(|choice| choice.term));
    term.map(str::to_owned)
}

/// Whether a key is that of rows at the top of a file, which has no marks around it, and of nothing nearer.
fn is_rows(key: &str, near: Near<'_>) -> bool {
    let nearest = near.and_then(|near| field_near(near, key)).or_else(|| field_of(key));
    nearest.is_some_and(|field| matches!(field.kind, Kind::Rows(_)))
}

/// Whether a key alone means different things in different places: its terms do not even begin alike.
pub(super) fn is_ambiguous(key: &str) -> bool {
    let terms = all_fields().filter(|field| field.key == key).map(|field| plain(field.term));
    let begins = terms.map(|term| term.chars().take(2).collect::<String>());
    begins.collect::<BTreeSet<_>>().len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_by_the_table_before_them() {
        let names: Names<'_> = &|code| (code == "2040602").then(|| "一般行政管理事务".to_owned());
        let spoken = Spoken { census: None, year: 2022, layout: None, names };
        for (text, wanted) in [
            (
                "请在 [reasons] 的 general 中写明原因",
                "请在“原因和用途”的“一般公共预算财政拨款支出”中写明原因",
            ),
            ("请写 income 的 general", "请写“收入”的“一般公共预算财政拨款收入”"),
            ("这里写着“reasons.general”", "这里写着“reasons.general”"),
            ("budget（预算）：只有到类的数", "“年初预算”：只有到类的数"),
            ("output 中没有 {unit}", "“PDF 的文件名”中没有 {单位名称}"),
            ("缺少必填的 output", "缺少必填的“PDF 的文件名”"),
            // What somebody wrote is told as it is, however it is quoted.
            ("这里写着“<b>甲</b>`a`”，请写 income", "这里写着“<b>甲</b>`a`”，请写“收入”"),
            ("改 income：“甲”乙<b>” → “丙”", "改“收入”：“甲”乙<b>” → “丙”"),
            ("这里写着“甲“total”，请写 income", "这里写着“甲“total”，请写“收入”"),
            ("这里写着“甲“total”乙”，请写 income", "这里写着“甲“total”乙”，请写“收入”"),
            ("这里写着“{unit} total", "这里写着“{unit} total"),
            ("不认识的字段 yaer", "不认识的字段“yaer”"),
            ("没有文件 data/甲/2022.toml", "“甲”还没有 2022 年度的数据"),
            ("没有文件 data/甲/unit.toml，略过", "没有文件“甲”的单位的数据，略过"),
            ("请核对 unit.toml 中的 nature", "请核对“单位和概况”中的“单位性质”"),
            ("请核对 [assets]、[control]", "请核对“国有资产”、“核对用合计”"),
            ("data/甲/2021.toml:12 读不通", "“甲”的上年的数据:12 读不通"),
            ("data 文件夹里没有单位", "“数据”文件夹里没有单位"),
            (
                "收入 361292182.69 − 支出 416868418.19 = -55576235.50 元，2022 年 2080109 的 1234567 人",
                "收入 361,292,182.69 − 支出 416,868,418.19 = −55,576,235.50 元，2022 年 2080109 的 1234567 人",
            ),
            ("这里写着“1234567.89”，少了 0.50", "这里写着“1234567.89”，少了 0.50"),
            ("数据中没有批复日期 approved", "数据中没有批复日期"),
            (
                "加 income[2040601]：general 1.00，other 2.00",
                "加“收入，2040601”：“一般公共预算财政拨款收入” 1.00，“其他收入” 2.00",
            ),
            (
                "改 expenditure[2040602/general].project：1.00 → 2.00",
                "改“支出，2040602 一般行政管理事务（一般公共预算），项目支出”：1.00 → 2.00",
            ),
        ] {
            assert_eq!(spoken.said(text), wanted);
        }
        let help = "请写出本年支出各行；确实没有发生的写 expenditure = []";
        assert_eq!(spoken.helped(help, None).as_deref(), Some("请写出本年支出各行"));
        assert_eq!(spoken.helped("用 juesuan roll 开始新的一年", None), None);
    }
}
