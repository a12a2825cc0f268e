//! Which version of the facts a layout is written for, and what it reads that has another name since.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::fields::layout::layout as fields;
use crate::files::Files;
use crate::layout::mentions::beside;
use crate::layout::renamed::{Old, RENAMED, Renamed};
use crate::layout::settings::Layout;
use crate::layout::shelf::{self, COMMON};
use crate::layout::style::FACTS_FORMAT;
use crate::model::place::Place;
use crate::problem::Problem;
use crate::tables::{Reading, Table};

/// The version of layouts that do not say which they are written for.
const FIRST: u16 = 1;

/// Something of before that a file of a project's layouts still uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gone {
    /// The file's path from the project folder.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Where the name stands; the beginning of the file where the file itself is of before.
    pub span: Range<usize>,
    /// What has another name since.
    pub renamed: &'static Renamed,
}

impl Gone {
    /// As a problem of a reading that knows the file.
    pub(crate) fn problem(&self, reading: &Reading<'_>) -> Problem {
        let file = reading.source(self.path.clone(), self.text.clone());
        let Renamed { since, old, now } = self.renamed;
        let headline = match old {
            Old::Fact(key) => format!("事实格式 {since} 起没有 {key} 这一项"),
            Old::File { path, .. } => format!("事实格式 {since} 起不用 {path} 这个文件"),
            Old::Function { name, .. } => format!("事实格式 {since} 起没有 {name} 这个函数"),
        };
        Problem::error("gone-name", headline)
            .at(Place::new(file, self.span.clone()), "从前的名字")
            .help(format!("现在：{now}"))
    }
}

/// The version that the text of a layout's settings is written for.
pub(super) fn stated(text: &str) -> u16 {
    // It is said before the first table or not at all: what is whole up to there need not be read further.
    let above = text.find("\n[").and_then(|end| text.get(..=end)).unwrap_or(text);
    let above = DeTable::parse(above).ok().and_then(|table| number(&table));
    above.or_else(|| number(&DeTable::parse_recoverable(text).0)).unwrap_or(FIRST)
}

/// The number that some settings give for the version.
fn number(table: &Spanned<DeTable<'_>>) -> Option<u16> {
    let value = table.get_ref().get(fields::FACTS_FORMAT.key)?;
    value.get_ref().as_integer()?.as_str().parse().ok()
}

/// `facts-format`: a layout for a later program is an error.
pub(super) fn check(table: &Table<'_>) {
    let Some(format) = table.whole(&fields::FACTS_FORMAT) else { return };
    if format.value > u32::from(FACTS_FORMAT) {
        let headline = format!(
            "这个版式是给更新的程序写的（事实格式 {}，这个程序到 {FACTS_FORMAT}）",
            format.value
        );
        table.reading.problem(
            Problem::error("later-layout", headline)
                .at(format.place, "比这个程序新")
                .help("请换用更新的 juesuan；没有的，请向写版式的人要给这个程序写的一份"),
        );
    }
}

/// All that a project's own files of the layouts of a chain, and of what all share, still use of before.
pub(crate) fn gone(files: &Files, chain: &[String]) -> Vec<Gone> {
    let folders = chain.iter().map(String::as_str).chain([COMMON]);
    folders.flat_map(|folder| gone_in(files, chain, folder)).collect()
}

/// A warning if a layout still uses something of before: it may fail, or print without it.
pub(crate) fn old_layout(files: &Files, layout: &Layout) -> Option<Problem> {
    let count = gone(files, &layout.chain).len();
    let name = &layout.name;
    (count > 0).then(|| {
        let headline = format!(
            "版式 {name} 里有 {count} 处是照从前的程序写的，现在的名字不同：juesuan layout check {name} 逐处列出"
        );
        Problem::warning("old-layout", headline)
            .help(format!("改好以后写 facts-format = {FACTS_FORMAT}"))
    })
}

/// What the project's own files in one folder use of before.
fn gone_in(files: &Files, chain: &[String], folder: &str) -> Vec<Gone> {
    let mut found = Vec::new();
    for (below, contents) in shelf::own(files, folder).files {
        let Ok(text) = String::from_utf8(contents) else { continue };
        if !below.ends_with(".typ") {
            continue;
        }
        let path = format!("layouts/{folder}/{below}");
        let mut add = |span, renamed| {
            let (path, text) = (path.clone(), text.clone());
            found.push(Gone { path, text, span, renamed });
        };
        for renamed in RENAMED {
            match renamed.old {
                Old::Fact(key) => {
                    asked(&text, key).into_iter().for_each(|span| add(span, renamed));
                }
                Old::File { layout, path: old } => {
                    if !chain.iter().any(|name| name == layout) {
                        continue;
                    }
                    if folder != COMMON && below == old {
                        add(0..0, renamed);
                    }
                    for (target, span, _) in imports(&path, &text) {
                        if is_file(&target, chain, old) {
                            add(span, renamed);
                        }
                    }
                }
                Old::Function { layout, file, name } => {
                    if layout != COMMON && !chain.iter().any(|other| other == layout) {
                        continue;
                    }
                    for (target, _, names) in imports(&path, &text) {
                        let named = match layout {
                            COMMON => target == format!("layouts/{COMMON}/{file}"),
                            _ => is_file(&target, chain, file) && !replaced(files, &target),
                        };
                        let spans = named.then(|| word(&text, &names, name)).flatten();
                        spans.into_iter().for_each(|span| add(span, renamed));
                    }
                }
            }
        }
    }
    found.sort_by_key(|gone| (gone.path.clone(), gone.span.start));
    found
}

/// Whether a path is that of a file of some layout of a chain.
fn is_file(path: &str, chain: &[String], file: &str) -> bool {
    chain.iter().any(|layout| path == format!("layouts/{layout}/{file}"))
}

/// Whether the project has a file of its own at a path, which then has what it has.
fn replaced(files: &Files, path: &str) -> bool {
    let own = path.strip_prefix("layouts/").and_then(|path| path.split_once('/'));
    own.is_some_and(|(layout, below)| shelf::own(files, layout).files.contains_key(below))
}

/// Where code asks for a key, as `.key` or `at("key")`.
fn asked(text: &str, key: &str) -> Vec<Range<usize>> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let forms = [format!(".{key}"), format!("at(\"{key}\"")];
    let mut found = Vec::new();
    for form in forms {
        for (start, form) in text.match_indices(&form) {
            let end = start + form.len();
            let is_whole = form.ends_with('"')
                || !text.get(end..).is_some_and(|rest| rest.starts_with(is_name));
            if is_whole && !in_note(text, start) {
                found.push(end - key.len() - usize::from(form.ends_with('"'))..end);
            }
        }
    }
    found
}

/// Whether a place is in the note at the end of a line.
fn in_note(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().is_some_and(|line| line.contains("//"))
}

/// What a file imports: the path of the other file, where it is written, and where the names are.
fn imports(path: &str, text: &str) -> Vec<(String, Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for (start, word) in text.match_indices("import \"") {
        let from = start + word.len();
        let Some(length) = text.get(from..).and_then(|rest| rest.find('"')) else { continue };
        let import = text.get(from..from + length).unwrap_or_default();
        let target = match import.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => beside(path, import),
        };
        let after = from + length + 1;
        let rest = text.get(after..).unwrap_or_default();
        let close = if rest.trim_start_matches([':', ' ']).starts_with('(') { ')' } else { '\n' };
        let end = rest.find(close).map_or(text.len(), |end| after + end);
        if !in_note(text, start) {
            found.push((target, from..from + length, after..end));
        }
    }
    found
}

/// Where a name stands among others, as a whole word.
fn word(text: &str, within: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let names = text.get(within.clone())?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut places = names.match_indices(name).map(|(start, _)| (start, start + name.len()));
    let (start, end) = places.find(|(start, end)| {
        !names.get(..*start).is_some_and(|before| before.ends_with(is_name))
            && !names.get(*end..).is_some_and(|after| after.starts_with(is_name))
    })?;
    Some(within.start + start..within.start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_found_as_whole_names() {
        let text = "bought.sme + bought.sme-share // .sme\nreserved.at(\"sme\")";
        let words: Vec<&str> = asked(text, "sme").into_iter().map(|span| &text[span]).collect();
        assert_eq!(words, ["sme", "\"sme\""].map(|word| word.trim_start_matches('"')));
    }

    #[test]
    fn imports_say_what_they_take() {
        let text = "#import \"../phrases.typ\": changed, listed\n#import \"a.typ\": (\n  b,\n)\n";
        let found = imports("layouts/mine/narrative/x.typ", text);
        assert_eq!(found[0].0, "layouts/mine/phrases.typ");
        assert_eq!(&text[word(text, &found[0].2, "listed").unwrap()], "listed");
        assert_eq!(word(text, &found[0].2, "change"), None);
        assert!(text[found[1].2.clone()].contains('b'));
    }
}
