//! The documents keep up with the program.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{REFERENCE, Sandbox, repository};

/// Checks that `docs/facts.md` names every key that the facts have.
#[test]
fn every_fact_is_documented() {
    fn keys(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    found.insert(key.clone());
                    keys(value, found);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }
    let page = fs::read_to_string(repository().join("docs/facts.md")).unwrap();
    let named: BTreeSet<&str> =
        page.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).collect();
    let mut found = BTreeSet::new();
    let everything = repository().join("tests/projects/everything");
    let everything = ["facts", "*", "--project", everything.to_str().unwrap()];
    for arguments in [&["facts", REFERENCE][..], &everything] {
        let facts = Sandbox::reference().run(arguments).stdout();
        keys(&serde_json::from_str(&facts).unwrap(), &mut found);
    }
    let missing: Vec<&String> = found.iter().filter(|key| !named.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "docs/facts.md lacks {missing:?}");
}

/// Checks that there is one comemo, the one that is named: with two, clearing the engine's memory would do nothing.
#[test]
fn there_is_one_comemo() {
    let read = |path| fs::read_to_string(repository().join(path)).unwrap().replace("\r\n", "\n");
    let (lock, manifest) = (read("Cargo.lock"), read("Cargo.toml"));
    let versions: Vec<&str> = lock
        .split("name = \"comemo\"\nversion = \"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(versions.len(), 1, "{versions:?}");
    let (_, dependencies) = manifest.split_once("\n[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let wanted = format!("comemo = \"={}\"", versions[0]);
    assert!(dependencies.lines().any(|line| line == wanted), "no {wanted}");
}

/// Checks that CI runs the test command that the README gives.
#[test]
fn ci_runs_the_readmes_test_command() {
    let ci = fs::read_to_string(repository().join(".ci/run")).unwrap();
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let test = readme.lines().map(str::trim).find(|line| line.starts_with("cargo test")).unwrap();
    let asks = ci.lines().position(|line| line == "export JUESUAN_TESTS=long").unwrap();
    let tests = ci.lines().position(|line| line == test).unwrap();
    assert!(asks < tests, "all cases are asked for before they run");
}

/// The first cells of the rows of the first table after some words of a page, without their backticks.
fn rows(page: &str, after: &str) -> Vec<String> {
    let (_, rest) = page.split_once(after).unwrap();
    let table = rest.lines().skip_while(|line| !line.starts_with('|'));
    let rows = table.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.split('`').nth(1).unwrap().to_owned()).collect()
}

/// The names in a folder of the repository that end in some way, sorted; folders end in a slash.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(repository().join(folder)).unwrap().map(Result::unwrap);
    let names = entries.map(|entry| {
        let mark = if entry.path().is_dir() { "/" } else { "" };
        format!("{}{mark}", entry.file_name().to_str().unwrap())
    });
    names.filter(|name| name.ends_with(ending)).collect()
}

/// Checks that the table of folders names each once, that the table of tests does, and that they stand nowhere else.
#[test]
fn folders_and_tests_are_listed_once() {
    let page = fs::read_to_string(repository().join("docs/architecture.md")).unwrap();
    let folders = rows(&page, "# 结构");
    let below: Vec<String> = ["src", "layouts", "tests", "tests/projects"]
        .into_iter()
        .flat_map(|folder| {
            names(folder, "/").into_iter().map(move |name| format!("{folder}/{name}"))
        })
        .filter(|folder| folder != "tests/projects/")
        .collect();
    for folder in &below {
        assert_eq!(folders.iter().filter(|row| *row == folder).count(), 1, "{folder}");
    }
    for folder in &folders {
        assert!(repository().join(folder).is_dir(), "{folder} is not there");
    }
    let tests = rows(&page, "## 测试在哪里");
    assert_eq!(tests, names("tests/suite", ".rs").into_iter().collect::<Vec<_>>());
    let contributing = fs::read_to_string(repository().join("CONTRIBUTING.md")).unwrap();
    let again = |row: &&str| row.starts_with("| `src/") || row.starts_with("| `tests/");
    assert_eq!(contributing.lines().find(again), None);
}

/// Checks that the library and the page draw the way of the data alike.
#[test]
fn the_way_of_the_data_is_drawn_once() {
    let read = |path| fs::read_to_string(repository().join(path)).unwrap().replace("\r\n", "\n");
    let drawn = |text: &str| {
        let (_, rest) = text.split_once("```text\n").unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    let library: String = read("src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    assert_eq!(drawn(&library), drawn(&read("docs/architecture.md")));
}
