//! Data files put into the standard form: what they say stays, and every comment.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::{Sandbox, cases, repository, some};

/// The data files below a folder.
fn data_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { data_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

/// The comments of a text, sorted.
fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> = toml_comments(text);
    found.sort();
    found
}

/// The comments of a text that has no `#` in its words.
fn toml_comments(text: &str) -> Vec<String> {
    let notes = text.lines().filter_map(|line| Some(line[line.find('#')?..].trim_end().to_owned()));
    notes.collect()
}

/// Checks that the program's own projects, however they are written, are put in order once and for all, and that nothing of what
/// the check says of them changes.
#[test]
fn projects_are_put_in_order_once() {
    for project in some(["tests/projects/everything", "tests/projects/clean", "."], 2) {
        let sandbox = match project {
            "." => Sandbox::brief(),
            project => Sandbox::of_data(&repository().join(project)),
        };
        let said = |sandbox: &Sandbox| sandbox.run(&["check", "--format", "json"]).stdout();
        let heads = |json: &str| {
            let json: serde_json::Value = serde_json::from_str(json).unwrap();
            json["tally"].to_string()
        };
        let before = said(&sandbox);
        let old: Vec<(PathBuf, String)> = data_files(&sandbox.path("data"))
            .into_iter()
            .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
            .collect();
        let run = sandbox.run(&["fmt", "--check"]);
        let untouched = old.iter().all(|(path, text)| fs::read_to_string(path).unwrap() == *text);
        assert!(untouched && run.stderr().contains("要整理"), "{}", run.stderr());
        let run = sandbox.run(&["fmt"]);
        assert_eq!(run.status(), 0, "{project}: {}{}", run.stdout(), run.stderr());
        // Words of several lines may have a `#` in them.
        for (path, text) in old.iter().filter(|(_, text)| !text.contains("#1—#6")) {
            let new = fs::read_to_string(path).unwrap();
            assert_eq!(comments(&new), comments(text), "{}", path.display());
        }
        let run = sandbox.run(&["fmt", "--check"]);
        assert_eq!(run.status(), 0, "{project}: {}{}", run.stdout(), run.stderr());
        assert_eq!(heads(&said(&sandbox)), heads(&before));
    }
}

/// Checks byte order mark, line ends, the earlier form of acceptances, and what is refused.
#[test]
fn odd_files_keep_what_they_are() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "."]).status(), 0);
    let year = "data/library/2024.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let odd = format!("\u{feff}{}", text.replace('\n', "\r\n").replace("year = 2024", "year=2024"));
    sandbox.write(year, odd.as_bytes());
    let run = sandbox.run(&["fmt", "library/2024"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let new = fs::read_to_string(sandbox.path(year)).unwrap();
    assert!(new.starts_with('\u{feff}') && new.contains("year = 2024\r\n"));
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    // A file that cannot be read stays as it is.
    sandbox.write(year, b"year = 2024\nincome = [\n");
    let run = sandbox.run(&["fmt"]);
    assert!(run.status() == 1 && run.stderr().contains("not-arranged"), "{}", run.stderr());
    assert_eq!(fs::read(sandbox.path(year)).unwrap(), b"year = 2024\nincome = [\n");
    // What is yet to be filled in is put in order as well.
    sandbox.write(year, text.as_bytes());
    assert_eq!(sandbox.run(&["roll", "library", "2025"]).status(), 0);
    let run = sandbox.run(&["fmt", "library/2025"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
}

/// Checks that acceptances of the earlier form are brought up to date.
#[test]
fn earlier_forms_are_brought_up_to_date() {
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "."]).status(), 0);
    let year = "data/library/2024.toml";
    sandbox.replace(year, "year = 2024\n", "year = 2024\napproved = 2025-08-01\n");
    assert_eq!(sandbox.run(&["check"]).status(), 1);
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let old = "\n[[accept]] # 旧\nrule = \"R0604\"\nfinding = \"2025年9月20日公开\"\nreason = \"另文说明\"\n";
    sandbox.write(year, format!("{text}{old}").as_bytes());
    let run = sandbox.run(&["fmt"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    let new = fs::read_to_string(sandbox.path(year)).unwrap();
    assert!(!new.contains("finding") && new.contains("at = \"juesuan.toml: published\""), "{new}");
    assert!(new.contains("[[accept]]  # 旧"), "{new}");
    assert_eq!(sandbox.run(&["check"]).status(), 0);
}

/// Checks random rearrangements of a file with notes everywhere: blanks, blank lines, order of keys, notes.
#[test]
fn any_arrangement_comes_to_the_same() {
    let parts = [
        "published = 2025-09-20",
        "income = [ {general=1200000.0,code='2070104'},\n{ code = \"2210201\", general = \"80,000\" } ]",
        "expenditure=[\n{ code = \"2070104\", fund = \"general\", project = 300000, basic = 900000.00 },{ fund = \"general\", code = \"2210201\", basic = 80000.00 }]",
        "budget = [ { code = \"207\", initial = 1250000.00 },\n\n { code = \"221\", initial = 80000.00 },]",
        "procurement.goods = 0",
        "reasons.general='新增一个借阅点'",
    ];
    let order = Just((0..parts.len()).collect::<Vec<_>>()).prop_shuffle();
    let notes = prop::collection::vec(0..6_usize, parts.len());
    let mut runner = TestRunner::new(Config { cases: cases(6, 200), ..Config::default() });
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "."]).status(), 0);
    let year = "data/library/2024.toml";
    let first: RefCell<Option<Vec<String>>> = RefCell::default();
    runner
        .run(&(order, notes), |(order, notes)| {
            let mut text = String::from("year = 2024\neconomic = []\n");
            for (number, (part, note)) in order.iter().zip(&notes).enumerate() {
                let part = parts[*part];
                text.push_str(&match note {
                    0 => format!("{part}\n"),
                    1 => format!("# 注{number}\n{part}\n"),
                    2 => format!("\n\n# 注{number}\n\n# 又\n{part}\n"),
                    3 => format!("{part} # 注{number}\n"),
                    4 => format!("  {part}\n# 注{number}\n\n"),
                    _ => format!("{}\n", part.replacen("[ {", &format!("[ # 注{number}\n {{"), 1)),
                });
            }
            sandbox.write(year, text.as_bytes());
            let run = sandbox.run(&["fmt", "library/2024"]);
            prop_assert_eq!(run.status(), 0, "{}\n{}", run.stderr(), text);
            let new = fs::read_to_string(sandbox.path(year)).unwrap();
            prop_assert_eq!(comments(&new), comments(&text), "{}\n{}", text, new);
            let code = new.lines().map(|line| line.split('#').next().unwrap().trim_end());
            let code: Vec<String> = code.filter(|l| !l.is_empty()).map(str::to_owned).collect();
            let first = first.borrow_mut().get_or_insert_with(|| code.clone()).clone();
            prop_assert_eq!(code, first);
            Ok(())
        })
        .unwrap();
}
