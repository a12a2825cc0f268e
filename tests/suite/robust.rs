//! Nothing that is written into the data makes the program panic.

use std::fs;

use juesuan::files::Files;
use juesuan::problem::{render, short};
use juesuan::project::{Noted, Project, Purpose, Selected};
use proptest::prelude::*;

use crate::support::{REFERENCE, cases, fonts, repository};

/// Things that people and broken programs leave in files.
const SCRAPS: [&str; 24] = [
    "",
    "\"",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    "\n",
    "#",
    "\\",
    "\u{0}",
    "，",
    "“",
    "０",
    "-",
    ".5",
    "1e999",
    "99999999999999999999999999999999",
    "nan",
    "2022-13-45",
    "\u{1F600}",
];

/// The files that are spoilt.
const FILES: [&str; 4] = ["2022.toml", "2021.toml", "unit.toml", "2022/02-企保工作经费.toml"];

/// Reads and derives the reference report with one file spoilt, and shows every problem.
fn prepare_spoilt(file: &str, text: &str) {
    let spoilt = [(format!("data/{REFERENCE}/{file}"), text.to_owned())];
    let project = Project::open(&Files::on(&repository()).over(spoilt)).unwrap();
    let selected = Selected { folder: REFERENCE.to_owned(), year: 2022 };
    let (prepared, Noted { problems, sources }) =
        project.prepare(&fonts(), &selected, Purpose::Publication);
    let shown: Vec<String> = problems.iter().map(|p| render(p, &sources, true)).collect();
    assert!(prepared.is_some() || !shown.is_empty(), "nothing made and nothing said");
}

/// The files of the clean unit of the gallery that are spoilt.
const CLEAN_FILES: [&str; 5] = [
    "data/archives/2022.toml",
    "data/archives/2021.toml",
    "data/archives/unit.toml",
    "data/archives/2022/01-档案数字化.toml",
    "juesuan.toml",
];

/// A file of the clean unit in which some things were overwritten.
fn overwritten(file: &str, cuts: &[(prop::sample::Index, usize, usize)]) -> String {
    let path = repository().join("tests/findings/base").join(file);
    let mut text: Vec<char> = fs::read_to_string(path).unwrap().chars().collect();
    for (at, length, scrap) in cuts {
        let start = at.index(text.len().max(1)).min(text.len());
        let end = (start + length).min(text.len());
        let scrap: Vec<char> = match scrap.checked_sub(SCRAPS.len()) {
            // Something that stands elsewhere in the file, so that more of it can still be read.
            Some(from) => {
                text.iter().skip(from * 37 % text.len().max(1)).take(*length).copied().collect()
            }
            None => SCRAPS[*scrap].chars().collect(),
        };
        text.splice(start..end, scrap);
    }
    text.into_iter().collect()
}

/// Reads and checks the clean unit with one file spoilt, and shows every problem in every form.
fn check_spoilt(file: &str, text: String) {
    let clean = Files::on(&repository().join("tests/findings/base"));
    let project = match Project::open(&clean.over([(file.to_owned(), text)])) {
        Ok(project) => project,
        Err(noted) => return assert!(!noted.problems.is_empty(), "no settings and nothing said"),
    };
    let selected = Selected { folder: "archives".to_owned(), year: project.settings.year };
    let examined = project.examine(&selected);
    let read = examined.derived.is_some();
    let findings = examined.derived.into_iter().flat_map(|derived| derived.checked.findings);
    let mut shown = project.noted.problems.len();
    for problem in examined.problems.into_iter().chain(findings) {
        shown += render(&problem, &examined.sources, true).len();
        shown += short(&problem, &examined.sources).len();
    }
    assert!(read || shown > 0, "nothing read and nothing said");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(32, 256), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_check_says_something_of_anything(
        file in 0..CLEAN_FILES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..24_usize, 0..SCRAPS.len() * 3), 1..5),
    ) {
        let file = CLEAN_FILES[file];
        check_spoilt(file, overwritten(file, &cuts));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(32, 256), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spoilt_files_are_explained(
        file in 0..FILES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, 0..SCRAPS.len()), 1..4),
    ) {
        let file = FILES[file];
        let path = repository().join("data").join(REFERENCE).join(file);
        let mut text: Vec<char> = fs::read_to_string(path).unwrap().chars().collect();
        for (at, length, scrap) in cuts {
            let start = at.index(text.len().max(1)).min(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, SCRAPS[scrap].chars());
        }
        prepare_spoilt(file, &text.into_iter().collect::<String>());
    }
}
