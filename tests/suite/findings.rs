//! The gallery of findings: every rule is tripped by the smallest change of clean data, and not by the change beside it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use juesuan::check::RULES;
use juesuan::problem::render;
use juesuan::project::{Examined, Selected};

use crate::support::{Sandbox, kept, open, repository, some_shown};

/// The clean unit.
const UNIT: &str = "archives";

/// One change of a file of the clean unit.
#[derive(Debug)]
pub(crate) struct Edit {
    /// The file in the unit's folder; `juesuan.toml` and layouts in the project's.
    file: String,
    /// What is replaced; nothing to add at the end.
    find: String,
    /// By what.
    put: String,
}

/// The case of one rule.
pub(crate) struct Case {
    /// The rule as `R0101-negative-closing`.
    pub(crate) rule: String,
    /// What is said of the case.
    remark: String,
    /// What trips the rule.
    pub(crate) trips: Vec<Edit>,
    /// What comes near and does not.
    passes: Vec<Edit>,
}

/// All cases, in the order of the rules.
pub(crate) fn cases() -> Vec<Case> {
    let folder = repository().join("tests/findings");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('R'))
        .collect();
    names.sort();
    names.into_iter().map(|rule| case(&folder.join(&rule).join("case.toml"), rule)).collect()
}

/// One case from its file.
fn case(path: &std::path::Path, rule: String) -> Case {
    let text = fs::read_to_string(path).unwrap();
    let table = toml::de::DeTable::parse(&text).unwrap_or_else(|e| panic!("{rule}: {e}"));
    let edits = |key: &str| -> Vec<Edit> {
        let Some(rows) = table.get_ref().get(key) else { return Vec::new() };
        let rows = rows.get_ref().as_array().unwrap().iter();
        rows.map(|row| {
            let row = row.get_ref().as_table().unwrap();
            let words = |key: &str| {
                row.get(key).map(|v| v.get_ref().as_str().unwrap().to_owned()).unwrap_or_default()
            };
            Edit { file: words("file"), find: words("find"), put: words("put") }
        })
        .collect()
    };
    let remark = text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default();
    Case { remark: remark.to_owned(), trips: edits("trips"), passes: edits("passes"), rule }
}

/// The clean unit with some changes.
pub(crate) fn spoilt(edits: &[Edit]) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    for edit in edits {
        let file = match edit.file.as_str() {
            project if project == "juesuan.toml" || project.starts_with("layouts/") => {
                edit.file.clone()
            }
            below => format!("data/{UNIT}/{below}"),
        };
        if edit.find.is_empty() {
            let before = fs::read_to_string(sandbox.path(&file)).unwrap_or_default();
            sandbox.write(&file, format!("{before}{}", edit.put).as_bytes());
        } else {
            sandbox.replace(&file, &edit.find, &edit.put);
        }
    }
    sandbox
}

/// What the program says of the clean unit with some changes.
fn examined(edits: &[Edit]) -> Examined {
    let sandbox = spoilt(edits);
    open(sandbox.root()).examine(&Selected { folder: UNIT.to_owned(), year: 2022 })
}

/// The findings of one rule, as a user sees them.
fn messages(rule: &str, examined: &Examined) -> Vec<String> {
    let shown: Vec<String> =
        examined.problems.iter().map(|p| render(p, &examined.sources, false)).collect();
    let Some(derived) = &examined.derived else { panic!("{rule}: {}", shown.join("\n\n")) };
    let findings = derived.checked.findings.iter().filter(|finding| finding.id == rule);
    findings.map(|finding| render(finding, &examined.sources, false)).collect()
}

#[test]
fn the_clean_unit_has_no_findings() {
    let examined = examined(&[]);
    assert!(examined.problems.is_empty(), "{:?}", examined.problems);
    let checked = &examined.derived.as_ref().unwrap().checked;
    let shown: Vec<String> =
        checked.findings.iter().map(|f| render(f, &examined.sources, false)).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
    let not_run: Vec<&str> = checked.not_run.iter().map(|(rule, _)| rule.name).collect();
    assert_eq!(not_run, ["three-public-differs", "opening-item"]);
}

#[test]
fn every_rule_has_a_case() {
    let cases: BTreeSet<String> = cases().into_iter().map(|case| case.rule).collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.label.to_owned()).collect();
    let missing: Vec<&String> = rules.difference(&cases).collect();
    let unknown: Vec<&String> = cases.difference(&rules).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");
}

#[test]
fn every_rule_is_tripped_and_passed() {
    let mut failures = String::new();
    for case in some_shown(cases(), 3) {
        let tripped = messages(&case.rule, &examined(&case.trips));
        if tripped.is_empty() {
            let _ = writeln!(failures, "{}: not tripped", case.rule);
        }
        let passed = messages(&case.rule, &examined(&case.passes));
        if !passed.is_empty() {
            let _ = writeln!(
                failures,
                "{}: tripped by the case beside\n{}",
                case.rule,
                passed.join("\n")
            );
        }
        let expected = format!("tests/findings/{}/expected.txt", case.rule);
        if let Err(stale) = kept(&expected, &(tripped.join("\n\n") + "\n")) {
            let _ = writeln!(failures, "{stale}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_page_of_findings_is_fresh() {
    let mut page = String::from(
        "# 核对结论一览\n\n每条规则一个最小的例子：在一份没有毛病的数据（`tests/findings/base/`）上改一处，程序这样说。\n\
         本页由 `tests/findings/` 生成，不要手改；规则的说明见 [rules.md](rules.md)。\n",
    );
    for case in cases() {
        let _ = write!(page, "\n## {}\n\n{}。\n", case.rule, case.remark);
        for edit in &case.trips {
            let put = edit.put.trim();
            let line = |text: &str| match text.lines().count() {
                ..=4 => text.replace('\n', " ⏎ "),
                lines => format!("{} …（共 {lines} 行）", text.lines().next().unwrap_or_default()),
            };
            let _ = match (edit.find.is_empty(), put.is_empty()) {
                (true, _) => writeln!(page, "\n`{}` 末尾加上 `{}`", edit.file, line(put)),
                (_, true) => {
                    writeln!(page, "\n`{}` 中删去 `{}`", edit.file, line(edit.find.trim()))
                }
                _ => writeln!(
                    page,
                    "\n`{}` 中 `{}` 改成 `{}`",
                    edit.file,
                    line(edit.find.trim()),
                    line(put)
                ),
            };
        }
        let path = repository().join(format!("tests/findings/{}/expected.txt", case.rule));
        let expected = fs::read_to_string(path).unwrap_or_default();
        let _ = write!(page, "\n```text\n{}\n```\n", expected.trim_end());
    }
    kept("docs/findings.md", &page).unwrap();
}

#[test]
fn the_page_of_rules_is_fresh() {
    kept("docs/rules.md", &juesuan::check::rules_page()).unwrap();
}

#[test]
fn the_page_of_problems_is_fresh() {
    kept("docs/problems.md", &juesuan::problem::problems_page()).unwrap();
}

/// Every rule that the page's tables name exists, every rule is named or has its own reason, and no row is left out.
#[test]
fn the_page_of_rules_covers_the_relations_and_errors() {
    let page = fs::read_to_string(repository().join("src/check/preface.md")).unwrap();
    let numbers: BTreeSet<&str> = RULES.iter().map(|rule| rule.number).collect();
    let words = page.split(|c: char| !c.is_ascii_alphanumeric());
    let named: BTreeSet<&str> =
        words.filter(|word| word.len() == 5 && word.starts_with('R')).collect();
    let unknown: Vec<&&str> = named.difference(&numbers).collect();
    assert!(unknown.is_empty(), "no such rules: {unknown:?}");
    for last in [28, 22] {
        let rows = (1..=last).filter(|row| page.contains(&format!("\n| {row} | ")));
        assert_eq!(rows.count(), last, "a row is missing");
    }
}
