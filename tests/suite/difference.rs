//! What differs between two reports, held against their pages by a test that knows nothing of how they are compared.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{Sandbox, amounts, cases, is_long, lay_out, repository};

/// The department and the unit of which single figures and words are corrected.
const DEPARTMENT: &str = "education";
const UNIT: &str = "education-office";

/// A copy of the department in which no finding keeps a report from being made.
fn lenient() -> Sandbox {
    lenient_in(is_long())
}

/// The same in the whole form, or in one of three statements and two sections.
fn lenient_in(whole: bool) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
    if !whole {
        sandbox.write_form("shanxi", &["totals", "fiscal", "general"], &["totals", "general"]);
    }
    let rules = fs::read_to_string(repository().join("docs/rules.md")).unwrap();
    let mut numbers: Vec<&str> = rules
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() == 5 && word.starts_with('R') && word[1..].parse::<u16>().is_ok())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let levels: String = numbers.iter().map(|rule| format!("{rule} = \"off\"\n")).collect();
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    sandbox.write("juesuan.toml", format!("{settings}\n[check.rules]\n{levels}").as_bytes());
    sandbox
}

/// How often each line stands on the pages of a report.
fn lines(sandbox: &Sandbox, unit: &str) -> BTreeMap<String, i64> {
    let mut lines = BTreeMap::new();
    for line in lay_out(sandbox.root(), unit, 2024).lines() {
        let line = without_page(&line);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        // A note of one line is no paragraph, and is read together with the last cell above it.
        let (cell, note) = match line.split_once("注：") {
            Some((cell, note)) if !cell.is_empty() => (cell.to_owned(), format!("注：{note}")),
            _ => (line, String::new()),
        };
        for line in [cell, note].into_iter().filter(|line| !line.is_empty()) {
            *lines.entry(line).or_default() += 1;
        }
    }
    lines
}

/// A line of the contents without the dots and the page behind them; every other line as it is.
fn without_page(line: &str) -> &str {
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let before = before.trim_end_matches('\u{2060}');
    let said = before.trim_end_matches('.');
    if before.len() > said.len() + 3 { said } else { line }
}

/// What one count has more than another.
fn more(one: &BTreeMap<String, i64>, other: &BTreeMap<String, i64>) -> BTreeMap<String, i64> {
    let rest = one
        .iter()
        .map(|(line, count)| (line.clone(), count - other.get(line).copied().unwrap_or_default()));
    rest.filter(|(_, count)| *count > 0).collect()
}

/// The places in a year's file that can be corrected: amounts, and the first word of a reason.
fn corrected(text: &str, number: u64) -> String {
    let tables = [
        "income",
        "expenditure",
        "economic",
        "budget",
        "carry-over",
        "three-public",
        "procurement",
        "prior",
    ];
    let amounts = amounts(text, &tables);
    let reasons: Vec<usize> =
        text.match_indices("change = \"").map(|(at, found)| at + found.len()).collect();
    let mut changed = text.to_owned();
    let pick = usize::try_from(number >> 33).unwrap() % (amounts.len() + reasons.len());
    match amounts.get(pick) {
        Some((range, amount)) => {
            let by = rust_decimal::Decimal::from(1 + (number >> 7) % 9_999);
            changed.replace_range(range.clone(), &format!("{:.2}", amount + by));
        }
        None => changed.insert_str(reasons[pick - amounts.len()], "据实调整，"),
    }
    changed
}

/// Compares two folders; the result.
fn compared(old: &Sandbox, new: &Sandbox, unit: &str) -> Value {
    let (old, new) = (old.root().to_str().unwrap(), new.root().to_str().unwrap());
    told(old, new, &["--report", &format!("{unit}/2024")])
}

/// Compares what two words name; the result.
fn told(old: &str, new: &str, arguments: &[&str]) -> Value {
    let fonts = repository().join("fonts");
    let always = ["diff", old, new, "--format", "json", "--fonts", fonts.to_str().unwrap()];
    let run = Sandbox::empty().run(&[&always, arguments].concat());
    assert_eq!(run.status(), 0, "{}", run.stderr());
    serde_json::from_str(&run.stdout()).unwrap()
}

/// Checks that a comparison names exactly the lines that differ.
fn assert_all_named(
    told: &Value,
    before: &BTreeMap<String, i64>,
    now: &BTreeMap<String, i64>,
    case: &str,
) {
    let mut named = [BTreeMap::new(), BTreeMap::new()];
    let all = told["cells"].as_array().unwrap().iter().chain(told["words"].as_array().unwrap());
    for difference in all {
        assert_ne!(difference["old"], difference["new"], "{case}");
        for (side, named) in ["old", "new"].iter().zip(&mut named) {
            if let Some(text) = difference[side].as_str() {
                *named.entry(text.to_owned()).or_insert(0) += 1;
            }
        }
    }
    let [old, new] = &named;
    assert_eq!(more(old, new), more(before, now), "{case}: what is gone");
    assert_eq!(more(new, old), more(now, before), "{case}: what is new");
}

/// The department before and after a correction.
struct Pair {
    /// As it was.
    old: Sandbox,
    /// As it is now.
    new: Sandbox,
    /// The lines of the unit and of the department as they were.
    before: [BTreeMap<String, i64>; 2],
}

impl Pair {
    /// In the whole form, or in a part of it.
    fn of(whole: bool) -> Self {
        let (old, new) = (lenient_in(whole), lenient_in(whole));
        let before = [UNIT, DEPARTMENT].map(|unit| lines(&old, unit));
        Self { old, new, before }
    }
}

/// Single corrections; where there is time, every fourth in the whole form.
#[test]
fn every_changed_line_is_named_and_no_other() {
    let whole = LazyCell::new(|| Pair::of(true));
    let part = LazyCell::new(|| Pair::of(false));
    let file = format!("data/{UNIT}/2024.toml");
    let text = fs::read_to_string(part.old.path(&file)).unwrap();
    let mut number = 0x1234_5678_9abc_def1_u64;
    for case in 0..cases(2, 200) {
        number = number.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let changed = corrected(&text, number);
        let Pair { old, new, before } = if is_long() && case % 4 == 0 { &*whole } else { &*part };
        new.write(&file, changed.as_bytes());
        for (number, (unit, before)) in [UNIT, DEPARTMENT].iter().zip(before).enumerate() {
            // Where time is short, one of both.
            if !is_long() && usize::try_from(case).unwrap() % 2 != number {
                continue;
            }
            let told = compared(old, new, unit);
            let now = lines(new, unit);
            let differs = changed.lines().zip(text.lines()).find(|(one, other)| one != other);
            let case = format!("case {case}, {unit}: {differs:?}");
            assert_all_named(&told, before, &now, &case);
            let inputs = told["inputs"].as_array().unwrap();
            let is_printed = before != &now;
            assert!(inputs.len() <= 1 && (inputs.len() == 1 || !is_printed), "{case}: {inputs:?}");
        }
    }
}

/// Checks that what only moved to another page, with its entry in the contents, is told as moved and never as changed.
#[test]
fn what_only_moved_to_another_page_is_told_as_moved() {
    let old = lenient();
    let new = lenient();
    let reason = "change = \"";
    let file = format!("data/{UNIT}/2024.toml");
    // So much that what follows stands a page further back.
    let much = "据实调整，按照批复的预算执行。".repeat(120);
    new.replace(&file, reason, &format!("{reason}{much}"));
    let contents = |sandbox: &Sandbox| -> Vec<String> {
        let lines = lay_out(sandbox.root(), UNIT, 2024).lines();
        lines.into_iter().filter(|line| without_page(line) != line).collect()
    };
    let (before, now) = (contents(&old), contents(&new));
    assert!(before.len() > 5 && before != now, "{before:?}");
    let told = compared(&old, &new, UNIT);
    assert_all_named(&told, &lines(&old, UNIT), &lines(&new, UNIT), "moved");
    let changed = before.iter().zip(&now).filter(|(one, other)| one != other);
    for (entry, _) in changed {
        let heading = without_page(entry).split_whitespace().collect::<Vec<_>>().join(" ");
        let named = |part: &str, key: &str| {
            told[part].as_array().unwrap().iter().any(|one| one[key] == heading.as_str())
        };
        assert!(named("moved", "section"), "{heading}: {}", told["moved"]);
        assert!(!named("words", "old") && !named("words", "new"), "{heading}");
    }
}

#[test]
fn rows_are_known_by_their_codes_wherever_they_stand() {
    let old = lenient();
    let new = lenient();
    let file = format!("data/{UNIT}/2024.toml");
    new.replace(
        &file,
        "  { code = \"2050102\", fund = \"general\", project = 350000.00 },",
        "  { code = \"2050199\", fund = \"general\", project = 1.00 },\n  { code = \"2050102\", fund = \"general\", project = 350000.00 },",
    );
    let told = compared(&old, &new, UNIT);
    assert_all_named(&told, &lines(&old, UNIT), &lines(&new, UNIT), "a row more");
    let paths: Vec<&str> = told["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["path"].as_str().unwrap())
        .collect();
    assert!(paths.contains(&"expenditure[2050199/general].project"), "{paths:?}");
    assert!(paths.iter().all(|path| path.starts_with("expenditure[2050199/general]")), "{paths:?}");
    // The row behind it is the same row, though it stands one further down.
    let other = told["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| cell["row"].as_str().unwrap().starts_with("2050102"));
    assert_eq!(other.count(), 0);
}

/// Checks that two PDFs are compared as their data are, without a project; one with its own data is the same.
#[test]
fn reports_are_compared_by_what_is_attached_to_them() {
    let old = lenient();
    let new = lenient();
    let file = format!("data/{UNIT}/2024.toml");
    let text = fs::read_to_string(old.path(&file)).unwrap();
    new.write(&file, corrected(&text, 0x1234_5678_9abc_def1).as_bytes());
    let pdf = |sandbox: &Sandbox, unit: &str| {
        let run = sandbox.run(&["build", unit, "--format", "json"]);
        let built: Value = serde_json::from_str(&run.stdout()).unwrap();
        let pdf = built["reports"][0]["pdf"].as_str().unwrap().to_owned();
        sandbox.path(&format!("out/{pdf}")).to_str().unwrap().to_owned()
    };
    for unit in [UNIT, DEPARTMENT] {
        let (one, other) = (pdf(&old, unit), pdf(&new, unit));
        let folders = compared(&old, &new, unit);
        // The office's own layout is the project's.
        let project = ["--project", old.root().to_str().unwrap()];
        let pdfs = told(&one, &other, &project);
        assert!(!folders["inputs"].as_array().unwrap().is_empty(), "{unit}");
        for part in ["figures", "cells", "words", "moved"] {
            assert_eq!(pdfs[part], folders[part], "{unit}: {part}");
        }
        let inputs = |told: &Value| -> Vec<Value> {
            let inputs = told["inputs"].as_array().unwrap().iter();
            inputs
                .map(|input| serde_json::json!([input["path"], input["old"], input["new"]]))
                .collect()
        };
        assert_eq!(inputs(&pdfs), inputs(&folders), "{unit}");
        let same = told(&one, &format!("{unit}/2024"), &project);
        for part in ["inputs", "figures", "cells", "words", "moved"] {
            assert_eq!(same[part].as_array().unwrap().len(), 0, "{unit}: {part}: {}", same[part]);
        }
    }
}

/// Checks that a file that cannot be compared is told as what it is.
#[test]
fn files_that_cannot_be_compared_are_told() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/branches")).shortened();
    for (attach, name) in [("clean", "a.pdf"), ("none", "b.pdf")] {
        let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
        let with =
            settings.replacen("\nlayout =", &format!("\nattach = \"{attach}\"\nlayout ="), 1);
        sandbox.write("juesuan.toml", with.as_bytes());
        assert_eq!(sandbox.run(&["build", "sparse", "--out", attach]).status(), 0);
        sandbox.write("juesuan.toml", settings.as_bytes());
        let built = fs::read_dir(sandbox.path(&format!("{attach}/2022"))).unwrap().next();
        fs::copy(built.unwrap().unwrap().path(), sandbox.path(name)).unwrap();
    }
    let whole = fs::read(sandbox.path("a.pdf")).unwrap();
    sandbox.write("cut.pdf", &whole[..whole.len() / 2]);
    sandbox.write("text.pdf", "不是 PDF".as_bytes());
    sandbox.write("empty.pdf", b"");
    for name in ["b.pdf", "cut.pdf", "text.pdf", "empty.pdf", "absent.pdf"] {
        for (old, new) in [("a.pdf", name), (name, "a.pdf")] {
            let run = sandbox.run(&["diff", old, new]);
            assert_ne!(run.status(), 0, "{name}");
            assert!(run.stderr().contains(name), "{name}: {}", run.stderr());
            assert!(run.stdout().is_empty(), "{name}: {}", run.stdout());
        }
    }
}
