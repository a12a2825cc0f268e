//! The ten statements of the reference report, cell by cell.

use std::fs;

use crate::support::{REFERENCE, lay_out, repository};

/// The statements in order, by the names of their files.
const STATEMENTS: [&str; 10] = [
    "totals",
    "income",
    "expenditure",
    "fiscal",
    "general",
    "details",
    "three-public",
    "government-fund",
    "state-capital",
    "statistics",
];

/// Slips of the reference: the statement, row and column, what stands there, and what is right.
const SLIPS: [(u32, usize, usize, &str, &str); 1] = [
    // The numbers of lines jump from 15 to 17.
    (10, 21, 2, "17", "16"),
];

/// Checks that every cell of every statement is the reference's; the mends of its text extraction
/// stand in `tests/reference/statements/mends.tsv`.
#[test]
fn all_cells_are_those_of_the_reference() {
    let report = lay_out(&repository(), REFERENCE, 2022);
    let mut differing = Vec::new();
    let mut compared = 0;
    for (number, key) in (1..).zip(STATEMENTS) {
        let wanted = reference(number);
        let grid = report.table(&format!("statement-{key}")).expect("no such table");
        assert_eq!(grid.len(), wanted.len(), "rows of statement {number:02}");
        for (y, (row, wanted)) in grid.iter().zip(&wanted).enumerate() {
            assert_eq!(row.len(), wanted.len(), "columns of statement {number:02}, row {}", y + 1);
            for (x, (cell, wanted)) in row.iter().zip(wanted).enumerate() {
                compared += 1;
                if cell != wanted && !SLIPS.contains(&(number, y + 1, x + 1, wanted, cell)) {
                    let place = format!("{number:02} row {} column {}", y + 1, x + 1);
                    differing.push(format!("{place}: {cell:?} instead of {wanted:?}"));
                }
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert_eq!(compared, 1564, "cells compared");
}

/// The grid of a reference statement.
fn reference(number: u32) -> Vec<Vec<String>> {
    let path = repository().join(format!("tests/reference/statements/{number:02}.tsv"));
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}
