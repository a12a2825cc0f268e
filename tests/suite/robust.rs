//! Nothing that is written into the data makes the program panic.

use std::fs;
use std::sync::OnceLock;

use juesuan::batch::{Purpose, Selected, examine, prepare};
use juesuan::catalog::Catalog;
use juesuan::engine::Fonts;
use juesuan::problem::{render, short};
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
fn check_spoilt(sandbox: &Sandbox, file: &str, text: &str) {
    sandbox.write(file, text.as_bytes());
    let catalog = catalog();
    let reading = Reading::new(sandbox.root(), catalog);
    let settings = read_project(&reading);
    let gathered = reading.finish();
    let mut shown = gathered.problems.len();
    if let Some(project) = settings {
        let reading = Reading::after(sandbox.root(), catalog, &gathered.sources);
        let selected = Selected { folder: "archives".to_owned(), year: project.year };
        let examined = examine(reading, &project, &selected);
        let read = examined.derived.is_some();
        let findings = examined.derived.into_iter().flat_map(|derived| derived.checked.findings);
        for problem in examined.problems.into_iter().chain(findings) {
            shown += render(&problem, &examined.sources, true).len();
            shown += short(&problem, &examined.sources).len();
        }
        assert!(read || shown > 0, "nothing read and nothing said");
    } else {
        assert!(shown > 0, "no settings and nothing said");
    }
    let original = fs::read(repository().join("tests/findings/base").join(file)).unwrap();
    sandbox.write(file, &original);
}

/// The classification, loaded once.
fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::load(&repository()).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_check_says_something_of_anything(
        file in 0..CLEAN_FILES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..24_usize, 0..SCRAPS.len() * 3), 1..5),
    ) {
        thread_local! {
            static CLEAN: Sandbox = Sandbox::of(&repository().join("tests/findings/base"));
        }
        let file = CLEAN_FILES[file];
        CLEAN.with(|sandbox| check_spoilt(sandbox, file, &overwritten(file, &cuts)));
    }
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
