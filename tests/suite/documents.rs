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
