//! What the sheets and files of statements are called.

use std::collections::BTreeSet;

use crate::engine::PrintedStatement;

/// What is left of each statement's title, each once: a spreadsheet takes 31 characters and some not at all.
pub(super) fn names(statements: &[PrintedStatement]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |(number, statement): (usize, &PrintedStatement)| {
        let title = statement.above.first().and_then(|line| line.first());
        let title = title.map_or(statement.key.as_str(), |(_, text)| text);
        let base = safe(title);
        let mut name = shortened(&base, "");
        if name.is_empty() || !taken.insert(name.to_lowercase()) {
            name = shortened(&base, &format!("（{}）", number + 1));
            taken.insert(name.to_lowercase());
        }
        name
    };
    statements.iter().enumerate().map(name).collect()
}

/// A title without what a sheet's or a file's name may not have.
fn safe(title: &str) -> String {
    let kept: String = title
        .chars()
        .filter(|c| !c.is_control() && !"[]:*?/\\<>|\"".contains(*c) && !c.is_whitespace())
        .collect();
    kept.trim_matches(['\'', '.']).to_owned()
}

/// A name with something at its end, at most so long as a sheet's may be.
fn shortened(name: &str, end: &str) -> String {
    /// How many characters a sheet's name has at most.
    const LONGEST: usize = 31;
    let kept = LONGEST - end.chars().count().min(LONGEST);
    name.chars().take(kept).chain(end.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Side;

    /// The names of statements with these titles.
    fn named(titles: &[&str]) -> Vec<String> {
        let statement = |title: &&str| PrintedStatement {
            key: "totals".to_owned(),
            above: vec![vec![(Side::Middle, (*title).to_owned())]],
            below: Vec::new(),
            landscape: false,
            widths: Vec::new(),
            head: 0,
            cells: Vec::new(),
        };
        names(&titles.iter().map(statement).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_allowed_and_differ() {
        assert_eq!(named(&["收入支出决算总表", "收入决算表"]), ["收入支出决算总表", "收入决算表"]);
        assert_eq!(named(&["甲[1]:*?/\\", "甲1"]), ["甲1", "甲1（2）"]);
        assert_eq!(named(&["", "'"]), ["（1）", "（2）"]);
        let long = "一般公共预算财政拨款支出决算明细表（按功能分类和经济分类列示的全部科目）";
        let names = named(&[long, long]);
        assert!(names.iter().all(|name| name.chars().count() == 31), "{names:?}");
        assert_ne!(names[0], names[1]);
    }
}
