//! Everything that the program may say is wrong, besides the rules of the check: the one table of problems.

mod commands;
mod data;
mod layout;
mod machine;
mod project;

use std::fmt::Write;

/// Whose fault a problem is; it decides the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// What the office wrote: data, settings, a command.
    Data,
    /// A form.
    Layout,
    /// The program or the machine that it runs on.
    Machine,
}

impl Origin {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Data, Self::Layout, Self::Machine];

    /// The word for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Data => "数据和设置",
            Self::Layout => "版式和字体",
            Self::Machine => "程序和电脑",
        }
    }
}

/// A kind of problem as its users read of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// Its stable name, such as `unknown-field`.
    pub id: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means and how it mostly comes about.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl Origin {
    /// The lists of the kinds of problems of this origin, each in the order of their ids.
    fn lists(self) -> &'static [&'static [Known]] {
        match self {
            Self::Data => &[data::KNOWN, project::KNOWN, commands::KNOWN],
            Self::Layout => &[layout::KNOWN],
            Self::Machine => &[machine::KNOWN],
        }
    }

    /// All kinds of problems of this origin, in the order of their ids.
    fn known(self) -> Vec<&'static Known> {
        let mut known: Vec<&'static Known> = self.lists().iter().copied().flatten().collect();
        known.sort_by_key(|known| known.id);
        known
    }
}

/// A kind of problem by its id, with its origin.
pub(crate) fn known(id: &str) -> Option<(Origin, &'static Known)> {
    let lists = Origin::ALL
        .into_iter()
        .flat_map(|origin| origin.lists().iter().map(move |list| (origin, *list)));
    lists.into_iter().find_map(|(origin, list)| {
        let place = list.binary_search_by_key(&id, |known| known.id).ok()?;
        Some((origin, list.get(place)?))
    })
}

/// Whether a problem is one of what stands in a data file, whatever other files there are.
pub(crate) fn is_of_data_file(id: &str) -> bool {
    data::KNOWN.binary_search_by_key(&id, |known| known.id).is_ok()
}

/// Whose fault a problem is; what a rule of the check finds is in the data.
pub(super) fn origin(id: &str) -> Origin {
    known(id).map_or(Origin::Data, |(origin, _)| origin)
}

/// A kind of problem with its explanation, for a terminal.
pub(crate) fn explained(origin: Origin, known: &Known) -> String {
    let Known { id, title, meaning, remedy } = known;
    format!("{id}（{}）\n{title}\n\n{meaning}\n\n怎么办：{remedy}\n", origin.term())
}

/// The page of all kinds of problems (`docs/problems.md`).
pub fn problems_page() -> String {
    let mut page = PREFACE.to_owned();
    for origin in Origin::ALL {
        let _ = write!(page, "\n## {}\n", origin.term());
        for Known { id, title, meaning, remedy } in origin.known() {
            let _ = write!(page, "\n### {id}\n\n**{title}**\n\n{meaning}\n\n怎么办：{remedy}\n");
        }
    }
    page
}

/// What stands before the problems on their page.
const PREFACE: &str = "\
# 错误和提醒的名字

程序说的每一句，方括号里是它的名字，如 `错误[unknown-field]`。规则的结论（R 加四位数）见 [rules.md](rules.md)；其余的都在这里，
`juesuan explain unknown-field` 显示同样的话。本页由程序生成。

名字分三类：数据和设置的、版式和字体的，改正以后再运行，结束时的状态码是 1；程序和电脑的，状态码是 3（命令写错是 2）。
";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// Every source file but this one.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
        files.filter(|file| !file.parent().unwrap().ends_with("problem/known")).collect()
    }

    /// The id at the beginning of some code, if one stands there in quotes.
    fn id(code: &str) -> Option<&str> {
        let id = code.trim_start().strip_prefix('"')?.split('"').next()?;
        let is_id = |c: char| c.is_ascii_lowercase() || c == '-';
        (!id.is_empty() && id.chars().all(is_id)).then_some(id)
    }

    #[test]
    fn the_table_has_what_the_program_says_and_nothing_else() {
        /// What stands before an id.
        const MADE: [&str; 8] = [
            "Problem::error(",
            "Problem::warning(",
            "said(",
            "bad(",
            "id: ",
            "BROKEN: &str =",
            "error[",
            "错误[",
        ];
        let mut said = BTreeSet::new();
        let mut all = String::new();
        for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]\nmod").next().unwrap();
            for made in MADE {
                said.extend(code.split(made).skip(1).filter_map(id).map(str::to_owned));
            }
            all.push_str(code);
        }
        for id in &said {
            assert!(known(id).is_some(), "{id} is not explained");
        }
        for Known { id, .. } in Origin::ALL.into_iter().flat_map(Origin::known) {
            let quoted = all.contains(&format!("\"{id}\"")) || all.contains(&format!("错误[{id}]"));
            assert!(quoted, "{id} is never said");
        }
        assert!(said.len() > 90, "{}", said.len());
    }

    #[test]
    fn the_table_is_in_order_and_complete() {
        for origin in Origin::ALL {
            for list in origin.lists() {
                assert!(list.is_sorted_by(|one, other| one.id < other.id));
            }
            assert!(origin.known().is_sorted_by(|one, other| one.id < other.id));
            for Known { id, title, meaning, remedy } in origin.known() {
                let stops = [meaning, remedy].into_iter().all(|text| text.ends_with('。'));
                assert!(stops && !title.ends_with('。'), "{id}");
            }
        }
        assert_eq!(origin("not-written"), Origin::Machine);
        assert_eq!(origin("R0101-anything"), Origin::Data);
    }

    /// What is said outside of brackets in letters that are not Chinese.
    fn foreign(text: &str) -> Vec<String> {
        let mut depth = 0_i32;
        let open = text.chars().map(|c| {
            depth += i32::from(c == '（') - i32::from(c == '）');
            if depth == 0 && c.is_ascii() { c } else { '\n' }
        });
        let open: String = open.collect();
        let runs = open.lines().map(|run| run.trim().to_owned());
        runs.filter(|run| run.contains(|c: char| c.is_ascii_alphabetic())).collect()
    }

    /// Whether such letters are what a user sees or types as they are: a command, the name of a file or folder, an example.
    fn is_as_it_is(run: &str) -> bool {
        const NAMES: [&str; 18] = [
            "PDF",
            "Excel",
            "Office",
            "Windows",
            "macOS",
            "UTF-8",
            "GBK",
            "TOML",
            "Tab",
            "xls",
            "xlsx",
            "ods",
            "data",
            "layouts",
            "fonts",
            "published",
            "http",
            "https",
        ];
        run.starts_with("juesuan")
            || run.starts_with("--")
            || run.contains(['.', '/', '=', '"', '@', '{'])
            || NAMES.contains(&run)
    }

    #[test]
    fn what_is_said_is_plain() {
        /// Words that only a programmer knows.
        const TECHNICAL: [&str; 12] = [
            "校验",
            "进程",
            "制表符",
            "管道",
            "字节",
            "参数",
            "选项",
            "控制字符",
            "错误值",
            "字符串",
            "引擎",
            "跟不下去",
        ];
        let mut titles = BTreeSet::new();
        for Known { id, title, meaning, remedy } in Origin::ALL.into_iter().flat_map(Origin::known)
        {
            for text in [title, meaning, remedy] {
                let foreign: Vec<String> =
                    foreign(text).into_iter().filter(|run| !is_as_it_is(run)).collect();
                assert!(foreign.is_empty(), "{id}: {foreign:?} in {text}");
                assert_eq!(
                    TECHNICAL.into_iter().find(|word| text.contains(word)),
                    None,
                    "{id}: {text}"
                );
            }
            assert!(remedy.contains('请') || remedy.contains("不用"), "{id}: {remedy}");
            assert!(titles.insert(title), "{id}: {title} is said of another as well");
        }
    }
}
