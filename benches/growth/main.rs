//! `cargo bench --bench growth`: how the time of a check grows with texts and rows of all kinds.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot go on"
)]

mod kinds;

use std::fs;
use std::path::Path;
use std::time::Instant;

use juesuan::files::Files;
use juesuan::problem::{Shown, describe, gathered, more, render, summed_up};
use juesuan::project::{Examined, Project, Selected};

use kinds::{EVALUATION, ROWS, TEXTS, YEAR, achieved, filled, with_rows};

/// How many bytes of each kind.
const SIZES: [usize; 4] = [30_000, 300_000, 1_000_000, 3_000_000];

fn main() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings/base");
    let [evaluation, year] = [EVALUATION, YEAR].map(|path| read(&base.join(path)));
    println!(
        "{:28} {:>9} {:>9} {:>9} {:>9}   ms for 30 KB, 300 KB, 1 MB, 3 MB",
        "", "", "", "", ""
    );
    for (what, piece) in TEXTS {
        let file = |bytes| achieved(&evaluation, &filled(piece, bytes));
        measure(&base, what, EVALUATION, file);
    }
    for (what, path, after, piece) in ROWS {
        let own = if path == YEAR { &year } else { &evaluation };
        measure(&base, what, path, |bytes| with_rows(own, after, &filled(piece, bytes)));
    }
}

/// A file's text.
fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("no file")
}

/// Checks the clean unit with one file changed, in all sizes, and prints the times.
fn measure(base: &Path, what: &str, path: &str, file: impl Fn(usize) -> String) {
    let base = Files::on(base);
    let times = SIZES.map(|bytes| {
        let files = base.over([(path.to_owned(), file(bytes))]);
        let begun = Instant::now();
        let shown = check(&files);
        (begun.elapsed().as_secs_f64() * 1000.0, shown)
    });
    let shown: usize = times.iter().map(|(_, shown)| shown).sum();
    let times = times.map(|(time, _)| format!("{time:9.0}"));
    println!("{what:28} {}   ({} KB shown)", times.join(" "), shown / 1024);
}

/// Checks the unit and shows all that is found, for a person and for programs; how many bytes that is.
fn check(files: &Files) -> usize {
    let project = Project::open(files).expect("no settings");
    let selected = Selected { folder: "archives".to_owned(), year: 2022 };
    let Examined { derived, mut problems, sources, .. } = project.examine(&selected);
    problems.extend(derived.into_iter().flat_map(|derived| derived.checked.findings));
    let human = summed_up(&problems).into_iter().map(|shown| match shown {
        Shown::One(problem) => render(problem, &sources, false).len(),
        Shown::More(first, count) => more(first, count, &sources).len(),
        Shown::Together(first, all) => gathered(first, all, &sources).len(),
        Shown::Counted => 0,
    });
    let described = problems.iter().map(|problem| describe(problem, &sources));
    let described = described.map(|one| serde_json::to_string(&one).map_or(0, |text| text.len()));
    human.sum::<usize>() + described.sum::<usize>()
}
