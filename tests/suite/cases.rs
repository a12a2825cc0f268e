//! Small projects like real ones, each with one kind of slip or with none: what the check says of each, and where.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::support::{Sandbox, kept, repository};

/// The folder of every case, in order.
fn cases() -> Vec<String> {
    let entries = fs::read_dir(repository().join("tests/cases")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What the check finds in a case: rule or number of the problem, file, line and first line, each on a line of its own.
fn findings(case: &str) -> String {
    let sandbox = Sandbox::of(&repository().join("tests/cases").join(case));
    let run = sandbox.run(&["check", "--format", "json"]);
    let checked: Value =
        serde_json::from_str(&run.stdout()).unwrap_or_else(|e| panic!("{case}: {e}"));
    let mut lines = String::new();
    for report in checked["reports"].as_array().unwrap() {
        for finding in report["findings"].as_array().unwrap() {
            let place = &finding["places"][0];
            let (id, file) = (finding["rule"].as_str().unwrap(), place["file"].as_str().unwrap());
            let headline = finding["headline"].as_str().unwrap();
            let _ = writeln!(lines, "{id} {file}:{} {headline}", place["line"]);
        }
    }
    lines
}

/// Every case has the findings that it should, at their lines, and no other; the clean one has none.
#[test]
fn every_case_has_its_findings() {
    let stale: Vec<String> = cases()
        .into_iter()
        .filter_map(|case| {
            kept(&format!("tests/cases/{case}/expected.txt"), &findings(&case)).err()
        })
        .collect();
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    assert_eq!(findings("00-base-clean"), "");
}
