//! Amounts that were rounded: what rounding explains is no finding, and nearly everything else still is.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::support::{Sandbox, amounts, changed, found, is_long, repository, some};

/// A unit of a project whose amounts are written to the 分 or are rounded already.
struct Unit {
    /// The project, below the repository.
    project: &'static str,
    /// Its folder.
    folder: &'static str,
    /// The year.
    year: u16,
}

/// Units with nothing wrong in their sums, with totals of the accounts system or without.
const UNITS: [Unit; 7] = [
    Unit { project: ".", folder: "fenyang-social-insurance", year: 2022 },
    Unit { project: ".", folder: "putuo-finance", year: 2024 },
    Unit { project: "tests/projects/clean", folder: "agriculture-bureau", year: 2024 },
    Unit { project: "tests/projects/clean", folder: "county-hospital", year: 2024 },
    Unit { project: "tests/projects/clean", folder: "youth-centre", year: 2024 },
    Unit { project: "tests/projects/department", folder: "education", year: 2024 },
    Unit { project: "tests/projects/everything", folder: "qingyu-affairs", year: 2022 },
];

/// The families of rules that hold figures against each other.
const ARITHMETIC: [&str; 4] = ["R01", "R02", "R03", "R04"];

impl Unit {
    /// Its project with every amount of every unit rounded.
    fn rounded(&self, unit: u32) -> Sandbox {
        let sandbox = Sandbox::empty();
        let project = repository().join(self.project);
        sandbox.write("juesuan.toml", &fs::read(project.join("juesuan.toml")).unwrap());
        let folders = fs::read_dir(project.join("data")).unwrap().map(|entry| entry.unwrap());
        for folder in folders.filter(|folder| folder.path().join("unit.toml").is_file()) {
            let name = folder.file_name().into_string().unwrap();
            for entry in fs::read_dir(folder.path()).unwrap() {
                let entry = entry.unwrap();
                let file = format!("data/{name}/{}", entry.file_name().into_string().unwrap());
                if entry.path().is_file() {
                    sandbox.write(&file, round(&entry.path(), unit).as_bytes());
                }
            }
        }
        sandbox
    }

    /// Its file of the year.
    fn file(&self) -> String {
        format!("data/{}/{}.toml", self.folder, self.year)
    }

    /// What the check finds wrong with its sums, hints left out; by number and first line.
    fn wrong(&self, sandbox: &Sandbox) -> BTreeSet<String> {
        let problems = found(sandbox, self.folder, self.year);
        let wrong = problems.into_iter().filter(|problem| {
            let sums = ARITHMETIC.iter().any(|family| problem.id.starts_with(family));
            sums && problem.severity != juesuan::problem::Severity::Hint
        });
        wrong.map(|problem| format!("{} {}", problem.id, problem.headline)).collect()
    }
}

/// A data file with its amounts rounded, and saying so where it can.
fn round(path: &Path, unit: u32) -> String {
    let text = fs::read_to_string(path).unwrap();
    if path.ends_with("unit.toml") {
        return text;
    }
    let unit = Decimal::from(unit);
    let rounded = changed(&text, |amount| {
        let units = amount / unit;
        units.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * unit
    });
    if rounded.contains("comparison-only = true") || rounded.contains("rounded-to") {
        return rounded;
    }
    format!("rounded-to = {unit}\n{rounded}")
}

/// What rounding alone makes of sums is within the tolerance.
#[test]
fn rounding_alone_is_no_finding() {
    let mut failures = String::new();
    for unit in &UNITS {
        let before = unit.wrong(&Sandbox::of_data(&repository().join(unit.project)));
        let before: BTreeSet<&str> = before.iter().map(|line| &line[..5]).collect();
        for to in [1, 10, 100, 1_000, 10_000] {
            if unit.folder == "putuo-finance" && to != 100 {
                continue;
            }
            for line in unit.wrong(&unit.rounded(to)) {
                // Amounts that vanish or grow tenfold are no matter of sums.
                if !before.contains(&line[..5]) && !line.contains("倍") && !line.contains('%') {
                    let _ = writeln!(failures, "{} to {to}: {line}", unit.folder);
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// A slip of 1,000 元 in any figure of income, of expenditure by function and of expenditure by section is found against
/// the totals of the accounts system.
#[test]
#[expect(clippy::print_stdout, reason = "the numbers are what the test is for")]
fn slips_beyond_rounding_are_found() {
    let mut missed = String::new();
    let (mut all, mut caught) = (0, 0);
    for unit in &UNITS {
        let sandbox = unit.rounded(100);
        let text = fs::read_to_string(sandbox.path(&unit.file())).unwrap();
        if !text.contains("[control]") {
            continue;
        }
        let before = unit.wrong(&sandbox);
        let figures = amounts(&text, &["income", "expenditure", "economic"]);
        let (mut own, mut own_caught) = (0, 0);
        for (range, value) in some(figures, 3) {
            for slip in [1_000, -1_000] {
                let mut spoilt = text.clone();
                spoilt.replace_range(range.clone(), &(value + Decimal::from(slip)).to_string());
                sandbox.write(&unit.file(), spoilt.as_bytes());
                own += 1;
                if unit.wrong(&sandbox).is_subset(&before) {
                    let line = text[..range.start].matches('\n').count() + 1;
                    let _ = writeln!(missed, "{} line {line}: {value} {slip:+}", unit.folder);
                } else {
                    own_caught += 1;
                }
            }
        }
        println!("{}: {own_caught} of {own} slips of 1,000 元 found", unit.folder);
        all += own;
        caught += own_caught;
    }
    assert!(all >= if is_long() { 200 } else { 65 }, "only {all} slips");
    assert!(caught * 100 >= all * 95, "{caught} of {all}, missed:\n{missed}");
}

/// The clean unit of the gallery with its amounts rounded to 100 元, and some changes.
fn archives(edits: &[(&str, &str)]) -> BTreeSet<String> {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    sandbox.replace("data/archives/2022.toml", "year = 2022", "year = 2022\nrounded-to = 100");
    for (from, to) in edits {
        sandbox.replace("data/archives/2022.toml", from, to);
    }
    let problems = found(&sandbox, "archives", 2022);
    let wrong = problems.into_iter().filter(|p| p.severity != juesuan::problem::Severity::Hint);
    wrong.map(|problem| problem.id[..5].to_owned()).collect()
}

/// The bound is half a unit for each amount that is not nil, and for the total.
#[test]
fn the_bound_is_exact() {
    for (what, edits, expected) in [
        // Two amounts of 221: 150 元.
        (
            "a class at the bound",
            &[(
                "income = 2000000.00, expenditure = 1985000.00",
                "income = 2000150.00, expenditure = 1985000.00",
            )][..],
            &[][..],
        ),
        (
            "a class beyond the bound",
            &[(
                "income = 2000000.00, expenditure = 1985000.00",
                "income = 2000150.01, expenditure = 1985000.00",
            )],
            &["R0402"],
        ),
        // One amount: 100 元.
        (
            "one amount at the bound",
            &[(
                "basic = 1500000.00 },\n  { code = \"301\"",
                "basic = 1500100.00 },\n  { code = \"301\"",
            )],
            &[],
        ),
        (
            "one amount beyond",
            &[(
                "basic = 1500000.00 },\n  { code = \"301\"",
                "basic = 1500100.01 },\n  { code = \"301\"",
            )],
            &["R0402"],
        ),
        // Four amounts of income: 250 元.
        ("income at the bound", &[("income = 2150000.00", "income = 2150250.00")], &[]),
        ("income beyond", &[("income = 2150000.00", "income = 2150250.01")], &["R0401"]),
        // Three amounts of 三 kinds of contracts, of which two are not nil: 150 元.
        ("contracts at the bound", &[("procurement = 370000.00", "procurement = 369850.00")], &[]),
        ("contracts beyond", &[("procurement = 370000.00", "procurement = 369849.00")], &["R0401"]),
        // Two rows by function and seven by section have basic expenditure: 450 元... and the total.
        (
            "by function and by section",
            &[("code = \"30201\", basic = 120000.00", "code = \"30201\", basic = 120500.00")],
            &[],
        ),
        (
            "by function and by section, beyond",
            &[("code = \"30201\", basic = 120000.00", "code = \"30201\", basic = 120500.10")],
            &["R0201"],
        ),
        // Nothing is let pass because of amounts that nobody wrote.
        (
            "100300 for 100000",
            &[(
                "{ code = \"2210201\", fund = \"general\", basic = 100000.00 }",
                "{ code = \"2210201\", fund = \"general\", basic = 100300.00 }",
            )],
            &["R0202", "R0401"],
        ),
    ] {
        let found = archives(edits);
        let expected: BTreeSet<String> = expected.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(found, expected, "{what}");
    }
}

/// A difference that rounding explains is told where a reader sees it: at the precision of the form, and only there.
#[test]
fn a_tail_is_told_where_it_shows() {
    let hints = |layout: &str, edits: &[(&str, &str)]| -> Vec<String> {
        let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
        sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
        for (from, to) in edits {
            sandbox.replace("data/archives/2022.toml", from, to);
        }
        let problems = found(&sandbox, "archives", 2022).into_iter();
        let tails = problems.filter(|p| ["R0213", "R0405"].iter().any(|id| p.id.starts_with(id)));
        tails.map(|problem| format!("{} {}", &problem.id[..5], problem.headline)).collect()
    };
    let rounded = ("year = 2022", "year = 2022\nrounded-to = 100");
    let income = |amount: &str| ("income = 2150000.00".to_owned(), format!("income = {amount}"));
    for (what, layout, edit, rounding, expected) in [
        (
            "another 分 in 元",
            "shanxi",
            income("2150000.01"),
            true,
            Some("2150000.01 元，报告印 2150000.00 元"),
        ),
        ("another 元 in 万元", "shanghai", income("2150040.00"), true, None),
        (
            "at the edge of 万元",
            "shanghai",
            income("2150050.00"),
            true,
            Some("215.01 万元，报告印 215.00 万元"),
        ),
        ("less", "shanghai", income("2149900.00"), true, Some("214.99 万元，报告印 215.00 万元")),
        ("beyond rounding", "shanghai", income("2150250.01"), true, None),
        ("exact amounts", "shanxi", income("2150000.01"), false, None),
    ] {
        let mut edits = vec![(edit.0.as_str(), edit.1.as_str())];
        edits.extend(rounding.then_some(rounded));
        let found = hints(layout, &edits);
        match expected {
            Some(expected) => {
                assert_eq!(found.len(), 1, "{what}: {found:?}");
                assert!(
                    found[0].starts_with("R0405") && found[0].ends_with(expected),
                    "{what}: {found:?}"
                );
            }
            None => assert!(found.is_empty(), "{what}: {found:?}"),
        }
    }
    // By function and by section, the written operating expense, a written three-public figure.
    for (what, edit, expected) in [
        ("basic", ("\"30101\", basic = 800000.00", "\"30101\", basic = 800100.00"), "基本支出"),
        (
            "project",
            ("\"31002\", project = 170000.00", "\"31002\", project = 169900.00"),
            "项目支出",
        ),
        (
            "operating",
            ("rounded-to = 100", "rounded-to = 100\noperating-expense = 300100.00"),
            "机关运行经费",
        ),
        (
            "final",
            ("[three-public.reception]", "[three-public.reception]\nfinal = 5100.00"),
            "公务接待费",
        ),
    ] {
        let mut found = hints("shanghai", &[rounded, edit]);
        // A class may differ from its control total as well.
        found.retain(|hint| hint.starts_with("R0213"));
        assert_eq!(found.len(), 1, "{what}: {found:?}");
        assert!(found[0].contains(expected), "{what}: {found:?}");
    }
}

/// A closing balance below nothing by no more than was rounded is no overspending.
#[test]
fn a_negative_closing_knows_of_rounding() {
    // The fund's item has an opening balance, income and expenditure: 200 元.
    for (spent, trips) in [("53000.00", false), ("53200.00", false), ("53200.01", true)] {
        let found = archives(&[
            (
                "fund = \"government-fund\", project = 48000.00",
                &format!("fund = \"government-fund\", project = {spent}"),
            ),
            (
                "expenditure = 2133000.00",
                &format!("expenditure = {}", 2_085_000 + spent[..5].parse::<i32>().unwrap()),
            ),
            (
                "closing = 27000.00",
                &format!("closing = {}", 75_000 - spent[..5].parse::<i32>().unwrap()),
            ),
        ]);
        assert_eq!(found.contains("R0101"), trips, "{spent}: {found:?}");
    }
}

/// In a department the amounts of its units count, not the rows that they are added up to.
#[test]
fn a_department_counts_what_its_units_wrote() {
    let unit = &UNITS[5];
    let sandbox = unit.rounded(100);
    assert!(unit.wrong(&sandbox).is_empty(), "{:?}", unit.wrong(&sandbox));
    let text = fs::read_to_string(sandbox.path(&unit.file())).unwrap();
    let members =
        ["education-office", "first-school", "kindergarten", "youth-camp", "supplies-office"];
    let written: usize = members
        .iter()
        .map(|member| {
            let text =
                fs::read_to_string(sandbox.path(&format!("data/{member}/2024.toml"))).unwrap();
            let income = amounts(&text, &["income"]);
            let lines = income.iter().filter(|(range, value)| {
                let key = text[..range.start].trim_end().trim_end_matches('=').trim_end();
                !value.is_zero() && !key.ends_with("superior") && !key.ends_with("affiliate")
            });
            lines.count()
        })
        .sum();
    let at = |income: Decimal| {
        let printed = amounts(&text, &["control"]).into_iter().find(|(range, _)| {
            text[..range.start].trim_end().trim_end_matches('=').trim_end().ends_with("income")
        });
        let (range, _) = printed.unwrap();
        let mut changed = text.clone();
        changed.replace_range(range, &income.to_string());
        sandbox.write(&unit.file(), changed.as_bytes());
        unit.wrong(&sandbox).iter().any(|line| line.starts_with("R0401"))
    };
    let sum: Decimal = members
        .iter()
        .flat_map(|member| {
            let text =
                fs::read_to_string(sandbox.path(&format!("data/{member}/2024.toml"))).unwrap();
            let income = amounts(&text, &["income"]);
            let kept = income.into_iter().filter(|(range, _)| {
                let key = text[..range.start].trim_end().trim_end_matches('=').trim_end();
                !key.ends_with("superior") && !key.ends_with("affiliate")
            });
            kept.map(|(_, value)| value).collect::<Vec<_>>()
        })
        .sum();
    let bound = Decimal::from(written as u64 + 1) * Decimal::from(50);
    assert!(written > 10, "{written}");
    assert!(!at(sum + bound) && !at(sum - bound));
    assert!(at(sum + bound + Decimal::ONE) && at(sum - bound - Decimal::ONE));
}
