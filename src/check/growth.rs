//! How the work of a check grows with what it is done on: no faster, whatever stands there.

#[path = "../../benches/growth/kinds.rs"]
mod kinds;

use std::path::Path;

use crate::files::{Files, Most};
use crate::problem::{Problem, describe, short};
use crate::project::{Examined, Project, Selected};
use crate::steps::counted;
use kinds::{EVALUATION, ROWS, TEXTS, achieved, filled, with_rows};

/// What is found in the clean unit with one file changed, and the steps of finding and showing it.
fn found(file: &str, change: impl Fn(&str) -> String) -> (Vec<Problem>, u64) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings/base");
    let base = Files::on(&base);
    let text = String::from_utf8(base.read(file, Most::Data).unwrap()).unwrap();
    let changed = change(&text);
    assert_ne!(changed, text);
    let project = Project::open(&base.over([(file.to_owned(), changed)])).unwrap();
    let selected = Selected { folder: "archives".to_owned(), year: 2022 };
    let ((problems, shown), steps) = counted(|| {
        let Examined { derived, mut problems, sources, .. } = project.examine(&selected);
        problems.extend(derived.into_iter().flat_map(|derived| derived.checked.findings));
        let shown = |problem: &Problem| {
            let described = serde_json::to_string(&describe(problem, &sources)).unwrap();
            short(problem, &sources).len() + described.len()
        };
        let shown: usize = problems.iter().map(shown).sum();
        (problems, shown)
    });
    (problems, steps + shown as u64)
}

/// Makes sure that ten times as much takes no more than some ten times the steps: of a fifth of the length where the long
/// counts are not asked for.
fn grows_evenly(what: &str, steps: impl Fn(usize) -> u64) {
    let is_long = std::env::var_os("JUESUAN_TESTS").is_some_and(|tests| tests == "long");
    let share = if is_long { 1 } else { 5 };
    let bytes = 200_000 / share;
    let (few, many) = (steps(bytes / 10), steps(bytes));
    // What is done for an empty text as well does not count, however long the text is.
    let floor = 200_000;
    assert!(many <= 20 * few.max(floor), "{what}: {few} steps, then {many}");
    assert!(many <= 1000 * bytes as u64, "{what}: {many} steps");
}

#[test]
fn the_check_of_a_text_grows_with_its_length() {
    for (what, piece) in TEXTS {
        let text = |bytes| filled(piece, bytes);
        grows_evenly(what, |bytes| found(EVALUATION, |file| achieved(file, &text(bytes))).1);
    }
}

#[test]
fn the_check_of_rows_grows_with_their_number() {
    for (what, path, after, piece) in ROWS {
        grows_evenly(what, |bytes| {
            found(path, |file| with_rows(file, after, &filled(piece, bytes))).1
        });
    }
}

#[test]
fn what_is_found_in_a_very_long_text_says_that_not_all_was_compared() {
    let says = |text: String| {
        let (problems, _) = found(EVALUATION, |file| achieved(file, &text));
        let untraced = problems.iter().find(|problem| problem.id.starts_with("R0801"));
        let help = &untraced.expect("something is found").help;
        help.iter().any(|help| help.contains("没有相互核对"))
    };
    let amounts = |count: usize, between: &str| -> String {
        (0..count).map(|n| format!("{}.37元{between}", n * 7919 % 100_003 + 10)).collect()
    };
    assert!(!says(amounts(1, "，")));
    assert!(!says(amounts(40, "，")));
    assert!(!says(amounts(1000, "，")));
    assert!(says(amounts(1100, "，")));
    assert!(says(amounts(5000, "。")));
    assert!(says(amounts(200, "、")), "a clause without end");
    assert!(!says(amounts(40, "、")));
}
