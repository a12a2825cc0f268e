//! The report of the second province, held against the published one: every cell and every sentence.

use std::fs;

use juesuan::engine::Inspected;

use crate::support::{lay_out, repository, some_shown};

/// The folder of the published unit.
const UNIT: &str = "putuo-finance";

/// The statements in order, by the names of their files.
const STATEMENTS: [&str; 9] = [
    "totals",
    "income",
    "expenditure",
    "fiscal",
    "general",
    "basic",
    "three-public",
    "government-fund",
    "state-capital",
];

/// The rows of a table of the reference.
fn reference(name: &str) -> Vec<Vec<String>> {
    let path = repository().join("tests/reference/shanghai").join(name);
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// The published body of a statement with its mends, each of which must apply.
fn mended(number: usize) -> Vec<Vec<String>> {
    let mut rows = reference(&format!("{number:02}.tsv"));
    for mend in reference("mends.tsv").into_iter().skip(1) {
        let [statement, row, column, printed, generated, _] = mend.as_slice() else {
            panic!("{mend:?}");
        };
        if *statement != format!("{number:02}") {
            continue;
        }
        let found = rows.iter().position(|cells| cells.contains(row));
        if printed == "-" {
            assert_eq!(found, None, "{mend:?}");
            continue;
        }
        let found = found.unwrap_or_else(|| panic!("{mend:?}"));
        if generated == "-" {
            rows.remove(found);
            continue;
        }
        let cell = &mut rows[found][column.parse::<usize>().unwrap() - 1];
        assert_eq!(cell, printed, "{mend:?}");
        generated.clone_into(cell);
    }
    rows
}

/// The body of a statement of the report, its header left out; statement 06 with one code a row.
fn body(report: &Inspected, number: usize) -> Vec<Vec<String>> {
    let grid =
        report.table(&format!("statement-{}", STATEMENTS[number - 1])).expect("no such table");
    let header = [2, 2, 2, 2, 2, 1, 4, 2, 2][number - 1];
    let rows: Vec<Vec<String>> = grid.into_iter().skip(header).collect();
    if number != 6 {
        return rows;
    }
    let halves = [0..3, 3..6].map(|half| {
        rows.iter().map(move |row| row[half.clone()].to_vec()).filter(|row| !row[0].is_empty())
    });
    halves.into_iter().flatten().collect()
}

/// Checks every cell of the nine statements.
#[test]
fn all_cells_are_those_of_the_published_report() {
    let report = lay_out(&repository(), UNIT, 2024);
    let mends = reference("mends.tsv");
    let added: Vec<&String> =
        mends.iter().filter(|mend| mend[3] == "-").map(|mend| &mend[1]).collect();
    let mut extra = 0;
    let mut compared = 0;
    for number in 1..=9 {
        let mut rows = body(&report, number);
        let all = rows.len();
        rows.retain(|row| !added.contains(&&row[0]));
        extra += all - rows.len();
        let wanted = mended(number);
        for (row, wanted) in rows.iter().zip(&wanted) {
            assert_eq!(row, wanted, "statement {number:02}");
            compared += row.len();
        }
        assert_eq!(rows.len(), wanted.len(), "rows of statement {number:02}");
    }
    assert_eq!(extra, added.len(), "rows that the published report lacks");
    assert_eq!(compared, 988, "cells compared");
}

/// Checks every sentence outside the statements.
#[test]
fn all_sentences_are_those_of_the_published_report() {
    let report = lay_out(&repository(), UNIT, 2024);
    let text: String = report.lines().concat().chars().filter(|c| !c.is_whitespace()).collect();
    let slips = reference("slips.tsv");
    let sentences = reference("sentences.txt");
    let bare = |sentence: &str| sentence.trim_end_matches(['。', '；']).to_owned();
    let mut slipped = 0;
    for sentence in sentences.iter().map(|row| &row[0]) {
        match slips.iter().find(|slip| slip[0] == *sentence) {
            Some(slip) => {
                slipped += 1;
                assert!(!text.contains(&bare(sentence)), "no slip: {sentence}");
                assert!(text.contains(&slip[1]), "{}", slip[1]);
            }
            None => assert!(text.contains(&bare(sentence)), "{sentence}"),
        }
    }
    assert_eq!(slipped, slips.len() - 1, "every slip is a sentence of the published report");
    assert_eq!((sentences.len(), slipped), (144, 14));
}

/// The text of a report from one heading on, one paragraph or cell a line.
fn text_from(report: &Inspected, heading: &str) -> String {
    let lines = report.lines();
    let start = lines.iter().rposition(|line| line.starts_with(heading)).expect("no such heading");
    lines[start..].iter().fold(String::new(), |text, line| text + line + "\n")
}

/// Checks the whole report of the published unit, as text to be read.
#[test]
fn published_unit() {
    insta::assert_snapshot!(text_from(&lay_out(&repository(), UNIT, 2024), "第一部分"));
}

/// Checks the whole report of a unit that has everything, and the narratives of those that each take another branch.
#[test]
fn branches() {
    let root = repository().join("tests/projects/branches-shanghai");
    let mut units: Vec<String> = fs::read_dir(root.join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    units.sort();
    assert!(units.len() >= 8, "{units:?}");
    for unit in some_shown(units, 3) {
        let from = if unit == "increase" { "第一部分" } else { "第三部分" };
        insta::assert_snapshot!(unit.clone(), text_from(&lay_out(&root, &unit, 2024), from));
    }
}
