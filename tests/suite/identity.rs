//! What a finding is recognised by: the same when lines move, comments come, rows change places; another when it is
//! another finding.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use juesuan::model::acceptance::Identity;
use juesuan::project::Selected;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::findings::{cases, spoilt};
use crate::support::{REFERENCE, Sandbox, open, some};

/// The findings of a report, accepted or not, with their headlines.
fn identities(
    sandbox: &Sandbox,
    unit: &str,
    year: u16,
) -> BTreeMap<(String, Identity), Vec<String>> {
    let selected = Selected { folder: unit.to_owned(), year };
    let checked = open(sandbox.root()).examine(&selected).derived.unwrap().checked;
    let accepted = checked.accepted.into_iter().map(|(finding, _)| finding);
    let mut found: BTreeMap<(String, Identity), Vec<String>> = BTreeMap::new();
    for finding in checked.findings.into_iter().chain(accepted) {
        let Some(identity) = finding.identity else { continue };
        found.entry((finding.id.to_owned(), *identity)).or_default().push(finding.headline);
    }
    found
}

/// Writes all data of a unit anew: rows in reverse, comments, another byte order and other line ends.
fn moved(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            moved(&path);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            let text = format!("# 先说一句\n\n{}", reversed(&text)).replace('\n', "\r\n");
            fs::write(&path, format!("\u{feff}{text}")).unwrap();
        }
    }
}

/// A text with the rows of every array in reverse, each with a comment of its own before the array.
fn reversed(text: &str) -> String {
    let table = DeTable::parse(text).unwrap();
    let mut edits = Vec::new();
    of_table(table.get_ref(), text, &mut edits);
    edits.sort();
    let (mut result, mut from) = (String::new(), 0);
    for (start, end, put) in edits {
        result.push_str(&text[from..start]);
        result.push_str(&put);
        from = end;
    }
    result + &text[from..]
}

/// The edits that reverse the arrays of a table.
fn of_table(table: &DeTable<'_>, text: &str, edits: &mut Vec<(usize, usize, String)>) {
    for (_, value) in table {
        match value.get_ref() {
            DeValue::Table(table) => of_table(table, text, edits),
            DeValue::Array(rows) => {
                let spans: Vec<_> = rows.iter().map(Spanned::span).collect();
                if spans.iter().all(|span| text[span.clone()].starts_with('{')) {
                    edits.extend(
                        spans
                            .iter()
                            .zip(spans.iter().rev())
                            .map(|(to, from)| (to.start, to.end, text[from.clone()].to_owned())),
                    );
                }
            }
            _ => {}
        }
    }
}

/// Every finding of the gallery is recognised again after everything moved, and told from every other.
#[test]
fn findings_are_recognised_wherever_they_move() {
    let mut failures = String::new();
    for case in some(cases(), 4) {
        let sandbox = spoilt(&case.trips);
        let before = identities(&sandbox, "archives", 2022);
        assert!(before.keys().any(|(rule, _)| *rule == case.rule), "{}", case.rule);
        for ((rule, identity), headlines) in &before {
            if headlines.len() > 1 {
                let _ = writeln!(failures, "{rule}: {identity:?} is several: {headlines:#?}");
            }
            if identity.at.is_empty() || identity.at.iter().any(String::is_empty) {
                let _ = writeln!(failures, "{rule}: no field: {headlines:#?}");
            }
        }
        moved(&sandbox.path("data/archives"));
        let after = identities(&sandbox, "archives", 2022);
        for (finding, headlines) in &before {
            if !after.contains_key(finding) {
                let same = after.iter().filter(|((rule, _), _)| *rule == finding.0);
                let same: Vec<_> = same.collect();
                let _ =
                    writeln!(failures, "{finding:#?} {headlines:?} is lost; there are {same:#?}");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The fifty-one findings of the reference report are recognised again after everything moved.
#[test]
fn the_findings_of_the_reference_are_recognised_wherever_they_move() {
    let sandbox = Sandbox::reference();
    let before = identities(&sandbox, REFERENCE, 2022);
    assert_eq!(before.len(), 51);
    moved(&sandbox.path(&format!("data/{REFERENCE}")));
    assert_eq!(identities(&sandbox, REFERENCE, 2022), before);
}
