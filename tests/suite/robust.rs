//! Nothing that is written into the data makes the program panic.

use std::fs;
use std::sync::OnceLock;

use juesuan::batch::{Purpose, Selected, prepare};
use juesuan::catalog::Catalog;
use juesuan::engine::Fonts;
use juesuan::problem::render;
use juesuan::read::{Reading, read_project};
use proptest::prelude::*;

use crate::support::{REFERENCE, Sandbox, repository};

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

/// The fonts, loaded once.
fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::load(&repository(), None))
}

/// Reads and derives the reference report with one file spoilt, and shows every problem.
fn prepare_spoilt(file: &str, text: &str) {
    let sandbox = Sandbox::reference();
    sandbox.write(&format!("data/{REFERENCE}/{file}"), text.as_bytes());
    let catalog = Catalog::load(sandbox.root()).unwrap();
    let reading = Reading::new(sandbox.root(), &catalog);
    let project = read_project(&reading).unwrap();
    let selected = Selected { folder: REFERENCE.to_owned(), year: 2022 };
    let (prepared, problems, sources) =
        prepare(reading, &project, fonts(), &selected, Purpose::Publication);
    let shown: Vec<String> = problems.iter().map(|p| render(p, &sources, true)).collect();
    assert!(prepared.is_some() || !shown.is_empty(), "nothing made and nothing said");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
