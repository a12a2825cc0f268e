//! How many single slips in the figures of the reference data the check finds.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::ops::Range;

use juesuan::problem::{Position, Problem, Severity};
use juesuan::project::{Examined, Selected};
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::support::{REFERENCE, Sandbox, changed, is_long, open};

/// The tables of the year's file whose figures stand in the statements.
const STATEMENTS: [&str; 8] = [
    "income",
    "expenditure",
    "economic",
    "carry-over",
    "budget",
    "three-public",
    "procurement",
    "assets",
];

/// One slip: what kind, where, and what stands there instead.
struct Slip {
    /// The kind.
    kind: &'static str,
    /// The bytes that are replaced.
    range: Range<usize>,
    /// By what.
    put: String,
}

/// Every figure of the statements, changed in every way, one at a time: nearly all are found. Without the totals of the
/// accounts system fewer are; last year's figures have no totals of their own. Where time is short, every so many slips.
#[test]
#[expect(clippy::print_stdout, reason = "the numbers are what the test is for")]
fn single_slips_are_found() {
    let with_totals = Hunt::over("2022.toml", true);
    let without_totals = Hunt::over("2022.toml", false);
    let last_year = Hunt::over("2021.toml", true);
    for (what, hunt) in [
        ("statements, with [control]", &with_totals),
        ("statements, without [control]", &without_totals),
        ("last year", &last_year),
    ] {
        let Hunt { slips, found, at_line, missed } = hunt;
        let share = hunt.share();
        println!(
            "{what}: {found} of {slips} slips found ({share:.2}%), {at_line} at their own line"
        );
        println!("{missed}");
    }
    let least = if is_long() { 800 } else { 40 };
    assert!(with_totals.slips > least, "only {} slips", with_totals.slips);
    assert!(with_totals.share() >= 99.0, "missed:\n{}", with_totals.missed);
}

/// Of the amounts that were rounded to 100 元, with totals of the accounts system: slips larger than all that rounding can
/// explain are found.
#[test]
#[expect(clippy::print_stdout, reason = "the numbers are what the test is for")]
fn slips_above_the_rounding_are_found() {
    let sandbox = Sandbox::reference();
    for file in ["2021.toml", "2022.toml"] {
        let path = format!("data/{REFERENCE}/{file}");
        let text = fs::read_to_string(sandbox.path(&path)).unwrap();
        let hundred = Decimal::ONE_HUNDRED;
        let rounded = changed(&text, |amount| (amount / hundred).round() * hundred);
        // What is only for comparison does not say how it was rounded.
        let said = if rounded.contains("comparison-only") { "" } else { "rounded-to = 100\n" };
        sandbox.write(&path, format!("{said}{rounded}").as_bytes());
    }
    let text = fs::read_to_string(sandbox.path(&format!("data/{REFERENCE}/2022.toml"))).unwrap();
    // Half of 100 元 for every amount of the longest table, and for its total.
    let longest =
        DeTable::parse(&text).unwrap().get_ref()["economic"].get_ref().as_array().unwrap().len();
    let bound = Decimal::from(50 * (longest + 1));
    let every = if is_long() { 1 } else { 11 };
    let mut number = 0;
    let hunt = Hunt::in_sandbox(&sandbox, "2022.toml", |slip| {
        number += 1;
        let amount = |text: &str| text.parse::<Decimal>().ok();
        let apart = amount(&text[slip.range.clone()]).zip(amount(&slip.put));
        // Counts of things are no amounts; a row that is left out or doubled is counted by what it holds.
        let large = apart.is_some_and(|(old, new)| {
            text[slip.range.clone()].contains('.') && (old - new).abs() > bound
        });
        large && number % every == 0
    });
    let (slips, share) = (hunt.slips, hunt.share());
    println!("rounded to 100: {} of {slips} slips above {bound} found ({share:.2}%)", hunt.found);
    println!("{}", hunt.missed);
    assert!(slips > if every == 1 { 300 } else { 25 }, "only {slips} slips");
    assert!(share >= 95.0, "missed:\n{}", hunt.missed);
}

/// What came of all slips of one file.
struct Hunt {
    /// How many slips there were.
    slips: usize,
    /// How many were found.
    found: usize,
    /// How many of these by a finding that names their very line.
    at_line: usize,
    /// The others, a line each.
    missed: String,
}

impl Hunt {
    /// Makes every slip of a file of the reference unit, one at a time, and looks for it.
    fn over(file: &str, with_totals: bool) -> Self {
        let sandbox = if with_totals { Sandbox::reference() } else { Sandbox::without_control() };
        let mut number = 0;
        Self::in_sandbox(&sandbox, file, |_| {
            number += 1;
            is_long() || number % 18 == 0
        })
    }

    /// Makes some slips of a file of the reference unit in a sandbox.
    fn in_sandbox(sandbox: &Sandbox, file: &str, wanted: impl FnMut(&Slip) -> bool) -> Self {
        let path = format!("data/{REFERENCE}/{file}");
        let text = fs::read_to_string(sandbox.path(&path)).unwrap();
        let mut slips = slips(&text);
        slips.retain(wanted);
        let baseline: BTreeSet<String> =
            said(sandbox, file).iter().map(|(problem, _)| problem.headline.clone()).collect();
        let mut hunt = Self { slips: slips.len(), found: 0, at_line: 0, missed: String::new() };
        for slip in &slips {
            let mut spoilt = text.clone();
            spoilt.replace_range(slip.range.clone(), &slip.put);
            sandbox.write(&path, spoilt.as_bytes());
            let line = text[..slip.range.start].matches('\n').count() + 1;
            let mut new = said(sandbox, file);
            new.retain(|(problem, _)| {
                problem.severity != Severity::Hint && !baseline.contains(&problem.headline)
            });
            // Every place of an arithmetic finding is a side of the equation that the slip broke.
            let named = new.iter().any(|(_, lines)| lines.contains(&line));
            let counterpart = new
                .iter()
                .any(|(problem, _)| !problem.places.is_empty() && is_arithmetic(problem.id));
            hunt.at_line += usize::from(named);
            hunt.found += usize::from(named || counterpart);
            if !(named || counterpart) {
                let old = &text[slip.range.clone()];
                let _ =
                    writeln!(hunt.missed, "line {line}: {} {old:?} -> {:?}", slip.kind, slip.put);
            }
        }
        hunt
    }

    /// The share that was found, in per cent.
    fn share(&self) -> f64 {
        self.found as f64 * 100.0 / self.slips as f64
    }
}

/// Whether a problem is about figures that must agree.
fn is_arithmetic(id: &str) -> bool {
    ["R01", "R02", "R03", "R04"].iter().any(|family| id.starts_with(family))
}

/// What the program says of the reference unit, with the lines of a file that it names.
fn said(sandbox: &Sandbox, file: &str) -> Vec<(Problem, Vec<usize>)> {
    let selected = Selected { folder: REFERENCE.to_owned(), year: 2022 };
    let Examined { derived, mut problems, sources, .. } = open(sandbox.root()).examine(&selected);
    problems.extend(derived.into_iter().flat_map(|derived| derived.checked.findings));
    let lines = |problem: &Problem| {
        let places = problem.places.iter().filter_map(|(place, _)| Position::of(*place, &sources));
        places.filter(|p| p.file.ends_with(file)).map(|p| p.line).collect()
    };
    problems.into_iter().map(|problem| (problem.clone(), lines(&problem))).collect()
}

/// All slips of a year's file.
fn slips(text: &str) -> Vec<Slip> {
    let table = DeTable::parse(text).unwrap();
    let mut slips = Vec::new();
    for name in STATEMENTS {
        if let Some(value) = table.get_ref().get(name) {
            collect(value, text, &mut slips);
        }
    }
    slips
}

/// The slips of a value: of its figures, and of its rows.
fn collect(value: &Spanned<DeValue<'_>>, text: &str, slips: &mut Vec<Slip>) {
    match value.get_ref() {
        DeValue::Integer(_) | DeValue::Float(_) => figure(value.span(), text, slips),
        DeValue::Array(rows) => {
            for row in rows.iter() {
                let (range, whole) = (row.span(), &text[row.span()]);
                slips.push(Slip {
                    kind: "doubled row",
                    range: range.end..range.end,
                    put: format!(", {whole}"),
                });
                let comma = usize::from(text[range.end..].starts_with(','));
                slips.push(Slip {
                    kind: "deleted row",
                    range: range.start..range.end + comma,
                    put: String::new(),
                });
                collect(row, text, slips);
            }
        }
        DeValue::Table(table) => table.iter().for_each(|(_, value)| collect(value, text, slips)),
        _ => {}
    }
}

/// The slips of one figure.
fn figure(range: Range<usize>, text: &str, slips: &mut Vec<Slip>) {
    let written = &text[range.clone()];
    let value: Decimal = written.parse().unwrap();
    let is_count = !written.contains('.') && value.is_zero();
    let step = if is_count { Decimal::ONE } else { Decimal::new(1, 2) };
    let mut add = |kind, put: String| {
        let differs = put.parse::<Decimal>().is_ok_and(|changed| changed != value);
        if differs {
            slips.push(Slip { kind, range: range.clone(), put });
        }
    };
    add("+0.01", (value + step).to_string());
    add("-0.01", (value - step).to_string());
    add("sign", format!("-{written}"));
    add("x10", (value * Decimal::TEN).to_string());
    let characters: Vec<char> = written.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let Some(digit) = c.to_digit(10) else { continue };
        let mut changed = characters.clone();
        changed[at] = char::from_digit((digit + 1) % 10, 10).unwrap();
        add("one digit", leading(&changed));
        let next = (at + 1..characters.len()).find(|next| characters[*next].is_ascii_digit());
        if let Some(next) = next {
            let mut swapped = characters.clone();
            swapped.swap(at, next);
            add("two digits swapped", leading(&swapped));
        }
    }
}

/// A number without needless noughts in front, which TOML does not allow.
fn leading(characters: &[char]) -> String {
    let text: String = characters.iter().collect();
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() || trimmed.starts_with('.') {
        format!("0{trimmed}")
    } else {
        trimmed.to_owned()
    }
}
