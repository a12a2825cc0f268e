//! What the narrative says for every branch, as text to be read.

use std::path::PathBuf;

use crate::support::{lay_out, repository, some_shown};

/// A project of invented units.
fn project(name: &str) -> PathBuf {
    repository().join("tests/projects").join(name)
}

/// The text of a report from one heading on, one paragraph or cell a line.
fn text_from(root: &std::path::Path, unit: &str, heading: &str) -> String {
    let lines = lay_out(root, unit, 2022).lines();
    let start = lines.iter().rposition(|line| line == heading).expect("no such heading");
    lines[start..].iter().fold(String::new(), |text, line| text + line + "\n")
}

/// Checks the whole report of the unit that has everything.
#[test]
fn everything() {
    let root = project("everything");
    let unit = std::fs::read_dir(root.join("data")).unwrap().next().unwrap().unwrap();
    let unit = unit.file_name().into_string().unwrap();
    insta::assert_snapshot!(text_from(&root, &unit, "第一部分　概况"));
}

/// Checks the narrative of the units that each take another branch.
#[test]
fn branches() {
    let root = project("branches");
    let mut units: Vec<String> = std::fs::read_dir(root.join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    units.sort();
    assert!(units.len() >= 8, "{units:?}");
    for unit in some_shown(units, 3) {
        insta::assert_snapshot!(unit.clone(), text_from(&root, &unit, "第三部分　情况说明"));
    }
}
