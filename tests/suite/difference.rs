//! What differs between two reports: it is told, all of it, and nothing else.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fs;

use juesuan::editions::Difference;
use juesuan::project::Purpose;
use serde_json::Value;

use crate::difference_proof::{Read, assert_figures, assert_input, assert_named, corrected};
use crate::structure::{Kind, Piece, pieces};
use crate::support::{REFERENCE, Sandbox, cases, is_long, pdf_of, repository, some};

/// The department and the unit of which single figures and words are corrected.
const DEPARTMENT: &str = "education";
const UNIT: &str = "education-office";

/// The example of Shanghai.
const SHANGHAI: &str = "putuo-finance";

/// A copy of the department in which no finding keeps a report from being made.
fn lenient() -> Sandbox {
    lenient_in(is_long())
}

/// The same in the whole form, or in one of four statements and three sections.
fn lenient_in(whole: bool) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
    if !whole {
        let statements = ["totals", "fiscal", "general", "three-public"];
        sandbox.write_form("shanxi", &statements, &["totals", "general", "three-public"]);
    }
    without_rules(sandbox)
}

/// The reference unit, or Shanghai's example; where time is short, in a part of the form.
fn example(unit: &str) -> Sandbox {
    let sandbox = match unit {
        SHANGHAI => {
            let sandbox = Sandbox::of(&repository().join("tests/projects/shanghai-example"));
            if !is_long() {
                let parts = ["totals", "general", "three-public"];
                sandbox.write_form("shanghai", &parts, &parts);
            }
            sandbox
        }
        _ => Sandbox::without_control().shortened().with_a_statement(),
    };
    without_rules(sandbox)
}

/// The same project, in which no finding keeps a report from being made.
fn without_rules(sandbox: Sandbox) -> Sandbox {
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

/// Random numbers, the same each time.
fn random() -> impl Iterator<Item = u64> {
    let next = |number: &u64| {
        Some(number.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f))
    };
    std::iter::successors(next(&0x1234_5678_9abc_def1), next)
}

/// Compares two folders by the command; the result.
fn compared(old: &Sandbox, new: &Sandbox, unit: &str) -> Value {
    let (old, new) = (old.root().to_str().unwrap(), new.root().to_str().unwrap());
    told(old, new, &["--report", &format!("{unit}/2024")])
}

/// Compares what two words name by the command; the result.
fn told(old: &str, new: &str, arguments: &[&str]) -> Value {
    let fonts = repository().join("fonts");
    let always = ["diff", old, new, "--format", "json", "--fonts", fonts.to_str().unwrap()];
    let run = Sandbox::empty().run(&[&always, arguments].concat());
    assert_eq!(run.status(), 0, "{}", run.stderr());
    serde_json::from_str(&run.stdout()).unwrap()
}

/// A project before and after a correction.
struct Pair {
    /// As it was.
    old: Sandbox,
    /// As it is now.
    new: Sandbox,
    /// The reports as they were, by unit.
    before: BTreeMap<&'static str, OnceCell<Read>>,
    /// The year.
    year: u16,
}

impl Pair {
    /// A project, twice, and the units whose reports are looked at.
    fn of(project: impl Fn() -> Sandbox, units: &[&'static str], year: u16) -> Self {
        let before = units.iter().map(|unit| (*unit, OnceCell::new())).collect();
        Self { old: project(), new: project(), before, year }
    }

    /// Corrects one figure or reason of a unit, and checks what is told of a report; how many pieces of it differ.
    fn assert_told(&self, corrected_unit: &str, number: u64, unit: &str, case: &str) -> usize {
        let file = format!("data/{corrected_unit}/{}.toml", self.year);
        let text = fs::read_to_string(self.old.path(&file)).unwrap();
        let correction = corrected(&text, number);
        self.new.write(&file, correction.text.as_bytes());
        let case = format!("{case}, {unit}: {} for {}", correction.new, correction.old);
        let before = self.before[unit].get_or_init(|| Read::of(&self.old, unit, self.year));
        let now = Read::of(&self.new, unit, self.year);
        let told = serde_json::to_value(Difference::between(&before.side, &now.side)).unwrap();
        assert_named(&told, &before.pieces, &now.pieces, &case);
        assert_figures(&told, before, &now, &case);
        let is_printed = before.pieces != now.pieces;
        assert_input(&told, &correction, &file, is_printed, &case);
        ["cells", "words"].map(|part| told[part].as_array().unwrap().len()).iter().sum()
    }
}

/// Single corrections of a unit, in its report and in that of its department; where there is time, every fourth in the whole
/// form.
#[test]
fn every_changed_piece_is_named_and_no_other() {
    let whole = Pair::of(|| lenient_in(true), &[UNIT, DEPARTMENT], 2024);
    let part = Pair::of(|| lenient_in(false), &[UNIT, DEPARTMENT], 2024);
    let mut differ = Vec::new();
    for (case, number) in (0..cases(4, 200)).zip(random()) {
        let pair = if is_long() && case % 4 == 0 { &whole } else { &part };
        for (at, unit) in [UNIT, DEPARTMENT].into_iter().enumerate() {
            // Where time is short, one of both.
            if is_long() || usize::try_from(case).unwrap() % 2 == at {
                differ.push(pair.assert_told(UNIT, number, unit, &format!("case {case}")));
            }
        }
    }
    // Most figures are printed, and in several places.
    let printed = differ.iter().filter(|pieces| **pieces > 0).count();
    assert!(printed * 2 > differ.len(), "{differ:?}");
    assert!(differ.iter().sum::<usize>() > 3 * differ.len(), "{differ:?}");
}

/// The same of the reference unit and of Shanghai's example.
#[test]
fn of_the_examples_every_changed_piece_is_named_and_no_other() {
    if !is_long() {
        return;
    }
    for (unit, year) in [(REFERENCE, 2022), (SHANGHAI, 2024)] {
        let pair = Pair::of(|| example(unit), &[unit], year);
        let corrections = (0..8).zip(random());
        let differ: usize = corrections
            .map(|(case, number)| pair.assert_told(unit, number, unit, &format!("case {case}")))
            .sum();
        assert!(differ > 4, "{unit}: {differ}");
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
    let (before, now) = (printed(&old), printed(&new));
    let told = compared(&old, &new, UNIT);
    assert_named(&told, &before, &now, "moved");
    let entries = |pieces: &[Piece]| pieces.iter().filter(|one| one.kind == Kind::Entry).count();
    assert!(entries(&before) > 5 && entries(&before) == entries(&now));
    let page = |pieces: &[Piece], section: &str| {
        let heading = pieces.iter().find(|one| one.kind == Kind::Heading && one.text == section);
        heading.map(|heading| heading.page)
    };
    let moved = told["moved"].as_array().unwrap();
    let sections = moved.iter().map(|moved| moved["section"].as_str().unwrap());
    let back = sections.filter(|section| page(&before, section) != page(&now, section)).count();
    assert!(back > 2, "{moved:?}");
    let mut words = told["words"].as_array().unwrap().iter();
    assert!(words.all(|words| words["kind"] != "entry" && words["kind"] != "heading"));
}

/// What stands in the PDF of the unit.
fn printed(sandbox: &Sandbox) -> Vec<Piece> {
    pieces(&pdf_of(sandbox.root(), UNIT, 2024, Purpose::Publication).unwrap())
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
    let [was, is] = [&old, &new].map(|sandbox| Read::of(sandbox, UNIT, 2024));
    assert_named(&told, &was.pieces, &is.pieces, "a row more");
    // The command tells what the comparison in this process does.
    let here = serde_json::to_value(Difference::between(&was.side, &is.side)).unwrap();
    for (part, differences) in here.as_object().unwrap() {
        assert_eq!(&told[part], differences, "{part}");
    }
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
    new.write(&file, corrected(&text, 0x1234_5678_9abc_def1).text.as_bytes());
    let pdf = |sandbox: &Sandbox, unit: &str| {
        let run = sandbox.run(&["build", unit, "--format", "json"]);
        let built: Value = serde_json::from_str(&run.stdout()).unwrap();
        let pdf = built["reports"][0]["pdf"].as_str().unwrap().to_owned();
        sandbox.path(&format!("out/{pdf}")).to_str().unwrap().to_owned()
    };
    for unit in some([UNIT, DEPARTMENT], 2) {
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
            let path = |input: &Value| {
                // Last year's figures have a file of their own in a PDF.
                let path = input["path"].as_str().unwrap();
                path.strip_prefix("prior.").unwrap_or(path).to_owned()
            };
            let inputs = told["inputs"].as_array().unwrap().iter();
            inputs
                .map(|input| serde_json::json!([path(input), input["old"], input["new"]]))
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
