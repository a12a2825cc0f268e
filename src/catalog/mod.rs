//! The government classification of expenditure (政府收支分类科目): code → name.

mod names;
mod natures;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::fields::field::Codes;
use crate::files::{Files, Most, Unread};
use crate::problem::Problem;

pub use names::Names;

/// The functional classification that the program brings along.
const FUNCTIONS: &str = include_str!("../../data/catalog/functions.tsv");
/// The departments' economic classification that the program brings along.
const ECONOMICS: &str = include_str!("../../data/catalog/economics.tsv");

/// The government's own economic classification, which data files do not use.
const GOVERNMENT: &str = include_str!("../../data/catalog/gov_economics.tsv");

/// Other names of codes, by years.
const ALIASES: &str = include_str!("../../data/catalog/aliases.tsv");

/// What is known of changes of the functional classification.
const CHANGES: &str = include_str!("../../data/catalog/changes.tsv");

/// A code that came or went in a year.
#[derive(Debug, Clone)]
pub struct CodeChange {
    /// The code of any level; all codes below it are meant as well.
    pub code: String,
    /// Whether it came; else it was dropped or moved.
    pub added: bool,
    /// The first year in which that holds.
    pub year: u16,
}

/// The name of a code in some years, before it was renamed.
#[derive(Debug, Clone)]
pub struct Former {
    /// The name.
    pub name: String,
    /// The years.
    pub years: RangeInclusive<u16>,
}

/// Names by code.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// 支出功能分类, 类 to 项.
    functions: BTreeMap<String, String>,
    /// 部门预算支出经济分类, 类 and 款.
    economics: BTreeMap<String, String>,
    /// 政府预算支出经济分类, 类 and 款.
    government: BTreeMap<String, String>,
    /// Names of before of codes of both classifications, as far as the latest one is the program's.
    former: BTreeMap<String, Vec<Former>>,
    /// What is known of changes.
    changes: Vec<CodeChange>,
}

impl Catalog {
    /// The project's own catalogue where it has one, else the program's; one that cannot be read is a problem.
    pub fn load(files: &Files) -> Result<Self, Problem> {
        let functions = table(files, "functions.tsv", FUNCTIONS)?;
        let economics = table(files, "economics.tsv", ECONOMICS)?;
        Ok(Self {
            former: former(&[(&functions, FUNCTIONS), (&economics, ECONOMICS)]),
            functions,
            economics,
            government: names(GOVERNMENT),
            changes: CHANGES.lines().filter_map(change).collect(),
        })
    }

    /// The name of a functional code of any level.
    pub(crate) fn function(&self, code: &str) -> Option<&str> {
        self.functions.get(code).map(String::as_str)
    }

    /// The codes of data rows below a class or section with their names: items of functions, sections of economics.
    pub(crate) fn below(&self, code: &str) -> Vec<(&str, &str)> {
        let (all, length) = match (code.len(), code.starts_with('3')) {
            (3, true) => (&self.economics, 5),
            (3 | 5, false) => (&self.functions, 7),
            _ => return Vec::new(),
        };
        let below = all.range(code.to_owned()..).take_while(|(own, _)| own.starts_with(code));
        let rows = below.filter(|(own, _)| own.len() == length);
        rows.map(|(own, name)| (own.as_str(), name.as_str())).collect()
    }

    /// Whether some words are the name of an account.
    pub(crate) fn has_name(&self, words: &str) -> bool {
        self.functions.values().chain(self.economics.values()).any(|name| name == words)
    }

    /// The names of the functional classes.
    pub(crate) fn classes(&self) -> impl Iterator<Item = &str> {
        self.functions.iter().filter(|(code, _)| code.len() == 3).map(|(_, name)| name.as_str())
    }

    /// The codes of a kind whose names have a text, or that begin with some digits, with some words in their names; each with its
    /// name.
    pub(crate) fn like(
        &self,
        codes: Codes,
        text: &str,
        (digits, words): (&str, &str),
    ) -> impl Iterator<Item = (&str, &str)> {
        let functions = self.functions.iter().filter(move |(code, _)| match codes {
            Codes::Item => code.len() == 7,
            Codes::Function | Codes::Any => true,
            Codes::Economic => false,
        });
        let economics = self.economics.iter().filter(move |(code, _)| match codes {
            Codes::Economic => code.len() == 5,
            Codes::Any => true,
            Codes::Item | Codes::Function => false,
        });
        let all = functions.chain(economics);
        let all = all.map(|(code, name)| (code.as_str(), name.as_str()));
        let [text, digits, words] = [text, digits, words].map(|text| text.trim().to_owned());
        all.filter(move |(code, name)| {
            let begins = !digits.is_empty() && code.starts_with(&digits) && name.contains(&words);
            begins || name.contains(&text)
        })
    }

    /// The name of an economic code of any level.
    pub(crate) fn economic(&self, code: &str) -> Option<&str> {
        self.economics.get(code).map(String::as_str)
    }

    /// The name of a code of the government's own economic classification.
    pub(crate) fn government(&self, code: &str) -> Option<&str> {
        self.government.get(code).map(String::as_str)
    }

    /// All names of before that a code had.
    pub(crate) fn formers(&self, code: &str) -> &[Former] {
        self.former.get(code).map_or(&[], Vec::as_slice)
    }

    /// The name that a code had in a year, if that is one of before.
    fn former(&self, code: &str, year: u16) -> Option<&str> {
        let in_year = self.formers(code).iter().find(|former| former.years.contains(&year));
        in_year.map(|former| former.name.as_str())
    }

    /// The codes that came or went, as far as that is known.
    pub(crate) fn changes(&self) -> &[CodeChange] {
        &self.changes
    }

    /// The tables of a project of its own, as far as a report with some functional codes shows them: only those that say
    /// something else than the program's, by file name. Economic codes are all listed.
    pub(crate) fn own(&self, codes: &BTreeSet<&str>) -> Vec<(&'static str, String)> {
        let program = names(FUNCTIONS);
        let mut own = Vec::new();
        if !codes.iter().all(|code| self.functions.get(*code) == program.get(*code)) {
            let used = self.functions.iter().filter(|(code, _)| codes.contains(code.as_str()));
            own.push(("functions.tsv", lines(used)));
        }
        if self.economics != names(ECONOMICS) {
            own.push(("economics.tsv", lines(self.economics.iter())));
        }
        own
    }
}

/// Whether the program's own catalogue calls a code so, now or before, be it that the name goes on or that more comes behind it.
pub(crate) fn is_called(code: &str, words: &str) -> bool {
    let latest = [FUNCTIONS, ECONOMICS].into_iter().flat_map(str::lines);
    let latest = latest.filter_map(|line| line.strip_prefix(code)?.strip_prefix('\t'));
    let former = ALIASES.lines().filter_map(alias);
    let former = former.filter(|(known, _)| known == code).map(|(_, former)| former.name);
    let (words, few) = (words.trim(), words.trim().chars().count() < 2);
    let is_it = |name: &str| name.starts_with(words) || words.starts_with(name);
    !few && (latest.map(str::trim).any(is_it) || former.into_iter().any(|name| is_it(&name)))
}

/// Names of before by code: of those codes whose latest name is the program's.
fn former(tables: &[(&BTreeMap<String, String>, &str); 2]) -> BTreeMap<String, Vec<Former>> {
    let mut found: BTreeMap<String, Vec<Former>> = BTreeMap::new();
    let program = tables.map(|(_, program)| names(program));
    for (code, former) in ALIASES.lines().filter_map(alias) {
        let latest = tables.iter().map(|(own, _)| own.get(&code));
        if latest.eq(program.iter().map(|program| program.get(&code))) {
            found.entry(code).or_default().push(former);
        }
    }
    found
}

/// A line of other names that says which name a code had in some years, such as `2021-2023` or `≤2020`.
fn alias(line: &str) -> Option<(String, Former)> {
    let mut cells = line.split('\t');
    let (code, name, years) = (cells.next()?, cells.next()?, cells.next()?);
    if cells.next()? != "former" {
        return None;
    }
    let (from, to) = match years.strip_prefix('≤') {
        Some(to) => ("0", to),
        None => years.split_once('-').unwrap_or((years, years)),
    };
    let years = from.parse().ok()?..=to.parse().ok()?;
    Some((code.to_owned(), Former { name: name.to_owned(), years }))
}

/// A line of changes that says when a code came or went.
fn change(line: &str) -> Option<CodeChange> {
    let mut cells = line.split('\t');
    let (code, change, year) = (cells.next()?, cells.next()?, cells.next()?);
    let added = match change {
        "added" => true,
        "dropped" | "moved" | "dropped or moved" => false,
        _ => return None,
    };
    let digits = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
    digits.then_some(())?;
    Some(CodeChange { code: code.to_owned(), added, year: year.parse().ok()? })
}

/// One table of the catalogue.
fn table(files: &Files, name: &str, built_in: &str) -> Result<BTreeMap<String, String>, Problem> {
    let path = format!("data/catalog/{name}");
    let own = match files.read(&path, Most::Data) {
        Ok(bytes) => bytes,
        Err(Unread::Missing) => {
            return misnamed(files, name).map_or_else(|| Ok(names(built_in)), Err);
        }
        Err(unread) => {
            return Err(unread.problem(&path).help("不需要自己的目录，删去这个文件即可"));
        }
    };
    let text = String::from_utf8(own).map_err(|_| {
        Problem::error("not-utf8", format!("文件 {path} 不是 UTF-8 编码")).help(
            "用 Excel 改过的，请另存为“UTF-8（制表符分隔）”；不需要自己的目录，删去这个文件即可",
        )
    })?;
    let names = names(text.trim_start_matches('\u{feff}'));
    if names.is_empty() {
        return Err(Problem::error("empty-catalog", format!("文件 {path} 中没有科目"))
            .help("每行是编码、制表符、名称"));
    }
    Ok(names)
}

/// Codes and names, one of each a line.
fn lines<'n>(names: impl Iterator<Item = (&'n String, &'n String)>) -> String {
    names.map(|(code, name)| format!("{code}\t{name}\n")).collect()
}

/// The problem of a file that was meant to be a table of the catalogue and is called otherwise.
fn misnamed(files: &Files, name: &str) -> Option<Problem> {
    let entries = files.list("data/catalog").ok()??.into_iter();
    let meant = [name.to_owned(), format!("{name}.txt")];
    let found =
        entries.map(|entry| entry.name).find(|name| meant.contains(&name.to_lowercase()))?;
    let headline = format!("文件 data/catalog/{found} 的名字不对，没有用到");
    Some(Problem::error("ignored-file", headline).help(format!(
        "请改名为 {name}（资源管理器要打开“文件扩展名”）；不需要自己的目录，删去这个文件即可"
    )))
}

/// Code and name from the first two columns; lines without a code are skipped.
fn names(table: &str) -> BTreeMap<String, String> {
    let rows = table.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let (code, name) = (cells.next()?, cells.next()?);
        let right = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
        right.then(|| (code.to_owned(), name.trim().to_owned()))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_catalogue_has_parents_for_all() {
        let catalog = Catalog::load(&Files::on(Path::new("/nowhere"))).unwrap();
        assert_eq!(catalog.function("2080109"), Some("社会保险经办机构"));
        assert_eq!(catalog.economic("30213"), Some("维修（护）费"));
        assert_eq!(catalog.government("50102"), Some("社会保障缴费"));
        for (codes, parent) in [(&catalog.functions, 3), (&catalog.economics, 3)] {
            for code in codes.keys().filter(|code| code.len() > parent) {
                let above = &code[..code.len() - 2];
                assert!(codes.contains_key(above), "{code}");
            }
        }
    }

    #[test]
    fn names_are_those_of_the_year() {
        let catalog = Catalog::load(&Files::on(Path::new("/nowhere"))).unwrap();
        let none = BTreeMap::new();
        let name = |year| catalog.names(year, &none).function("2130153");
        assert_eq!(name(2021), Some("农田建设"));
        assert_eq!(name(2023), Some("农田建设"));
        assert_eq!(name(2024), Some("耕地建设与利用"));
        // A spelling of one report is no name.
        let slip = catalog.names(2022, &none).function("20801");
        assert_eq!(slip, Some("人力资源和社会保障管理事务"));
        let own = BTreeMap::from([("2012688".to_owned(), "档案保护支出".to_owned())]);
        assert_eq!(catalog.names(2022, &own).function("2012688"), Some("档案保护支出"));
    }
}
