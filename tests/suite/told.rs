//! How many single slips in words the check finds, of those that change what agreed with the report.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::Path;

use juesuan::files::Files;
use juesuan::problem::Severity;
use juesuan::project::{Project, Selected};
use regex::Regex;
use rust_decimal::Decimal;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::support::{Sandbox, is_long, repository};

/// The projects whose texts are changed, and the year.
const PROJECTS: [(&str, u16); 2] =
    [("tests/projects/clean", 2024), ("tests/projects/clean-more", 2024)];

/// Keys of strings that are names, figures or choices, and no texts.
const NO_TEXTS: [&str; 16] = [
    "code",
    "fund",
    "source",
    "level-one",
    "level-two",
    "initial",
    "adjusted",
    "actual",
    "name",
    "scope",
    "rule",
    "at",
    "figures",
    "basis",
    "kind",
    "nature",
];

/// One slip.
struct Slip {
    /// What was changed: 数、方向、名称、年度、单位.
    kind: &'static str,
    /// The bytes that are replaced.
    range: Range<usize>,
    /// By what.
    put: String,
}

/// What came of the slips of one kind.
#[derive(Default)]
struct Count {
    /// How many there were.
    slips: usize,
    /// How many were found.
    found: usize,
    /// How many of these by more than a hint.
    plainly: usize,
}

/// Of the changes of digits, words of direction, names, years and units that agreed with the report, at least nine in ten
/// are found.
#[test]
#[expect(clippy::print_stdout, reason = "the numbers are what the test is for")]
fn slips_in_words_are_found() {
    let every = if is_long() { 1 } else { 50 };
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    let mut missed = String::new();
    for (project, year) in PROJECTS {
        let sandbox = Sandbox::of_data(&repository().join(project));
        let mut units: Vec<String> = fs::read_dir(sandbox.path("data"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        units.sort();
        for unit in units {
            hunt(&sandbox, &unit, year, every, &mut counts, &mut missed);
        }
    }
    println!("{missed}");
    let (mut slips, mut found) = (0, 0);
    for (kind, count) in &counts {
        let share = count.found as f64 * 100.0 / count.slips as f64;
        println!(
            "{kind}: {} of {} found ({share:.2}%), {} of them by more than a hint",
            count.found, count.slips, count.plainly
        );
        slips += count.slips;
        found += count.found;
    }
    let share = found as f64 * 100.0 / slips as f64;
    println!("all: {found} of {slips} found ({share:.2}%)");
    assert!(slips > if every == 1 { 1500 } else { 25 }, "only {slips} slips");
    let least = if every == 1 { 90.0 } else { 85.0 };
    assert!(share >= least, "only {share:.2}% found");
}

/// Makes every slip of the texts of a unit, one at a time, and looks for it.
fn hunt(
    sandbox: &Sandbox,
    unit: &str,
    year: u16,
    every: usize,
    counts: &mut BTreeMap<&'static str, Count>,
    missed: &mut String,
) {
    let held = Held::of(sandbox, unit, year);
    let files = Files::on(sandbox.root());
    let baseline = said(&files, unit, year);
    let mut number = 0;
    for path in texts(sandbox.root(), unit, year) {
        let text = fs::read_to_string(sandbox.path(&path)).unwrap();
        let table = DeTable::parse(&text).unwrap();
        let mut strings = Vec::new();
        table.get_ref().iter().for_each(|(key, value)| strung(key.get_ref(), value, &mut strings));
        for (field, range) in strings {
            for slip in held.slips(&field, &text[range.clone()]) {
                number += 1;
                if number % every != 0 {
                    continue;
                }
                let at = range.start + slip.range.start..range.start + slip.range.end;
                let mut spoilt = text.clone();
                spoilt.replace_range(at.clone(), &slip.put);
                let new = said(&files.over([(path.clone(), spoilt)]), unit, year);
                let new: Vec<_> = new.difference(&baseline).collect();
                let count = counts.entry(slip.kind).or_default();
                count.slips += 1;
                count.found += usize::from(!new.is_empty());
                count.plainly += usize::from(new.iter().any(|(plain, _)| *plain));
                if new.is_empty() {
                    let around = clause(&text, &at);
                    let _ = writeln!(
                        missed,
                        "{} {path} {field}: {:?} -> {:?} in {around}",
                        slip.kind, &text[at], slip.put
                    );
                }
            }
        }
    }
}

/// The words around a place.
fn clause(text: &str, at: &Range<usize>) -> String {
    let before: Vec<char> = text[..at.start].chars().rev().take(18).collect();
    let after: String = text[at.end..].chars().take(10).collect();
    format!("{}[{}]{after}", before.iter().rev().collect::<String>(), &text[at.clone()])
        .replace('\n', "⏎")
}

/// The files of a unit that have texts.
fn texts(root: &Path, unit: &str, year: u16) -> Vec<String> {
    let folder = format!("data/{unit}/{year}");
    let mut paths = vec![format!("data/{unit}/unit.toml"), format!("{folder}.toml")];
    if let Ok(entries) = fs::read_dir(root.join(&folder)) {
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        paths.extend(names.map(|name| format!("{folder}/{name}")));
    }
    paths.sort();
    paths
}

/// The texts of a value, each with its field.
fn strung(field: &str, value: &Spanned<DeValue<'_>>, strings: &mut Vec<(String, Range<usize>)>) {
    let key = field.rsplit('.').next().unwrap();
    match value.get_ref() {
        DeValue::String(_) if !NO_TEXTS.contains(&key) => {
            strings.push((field.to_owned(), value.span()));
        }
        DeValue::Array(rows) => rows.iter().for_each(|row| strung(field, row, strings)),
        DeValue::Table(table) if field != "accept" => {
            let of = |key: &str| Some(table.get(key)?.get_ref().as_str()?.to_owned());
            let row = of("code").map(|code| format!("[{code}/{}]", of("fund").unwrap_or_default()));
            let row = row.unwrap_or_default();
            for (key, value) in table.iter() {
                strung(&format!("{field}{row}.{}", key.get_ref()), value, strings);
            }
        }
        _ => {}
    }
}

/// What is said of a unit: whether it is more than a hint, and the first line.
fn said(files: &Files, unit: &str, year: u16) -> BTreeSet<(bool, String)> {
    let selected = Selected { folder: unit.to_owned(), year };
    let examined = Project::open(files).unwrap().examine(&selected);
    let checked = examined.derived.into_iter().flat_map(|derived| derived.checked.findings);
    let problems = examined.problems.into_iter().chain(checked);
    problems.map(|p| (p.severity != Severity::Hint, format!("{} {}", p.id, p.headline))).collect()
}

/// What a report holds, out of its facts.
#[derive(Default)]
struct Held {
    /// The year.
    year: u16,
    /// Amounts in 元.
    amounts: BTreeSet<Decimal>,
    /// Rates in per cent.
    rates: BTreeSet<Decimal>,
    /// Numbers of things, with what they are counted in.
    counts: BTreeSet<(Decimal, String)>,
    /// Names.
    names: BTreeSet<String>,
    /// By field of a reason, whether what it explains grew.
    grew: BTreeMap<String, bool>,
}

impl Held {
    /// What the report of a unit holds.
    fn of(sandbox: &Sandbox, unit: &str, year: u16) -> Self {
        let run = sandbox.run(&["facts", &format!("{unit}/{year}")]);
        let facts: Value = serde_json::from_str(&run.stdout()).unwrap();
        let mut held = Self { year, ..Self::default() };
        held.gather("", &facts);
        for name in [
            "一般公共预算",
            "政府性基金",
            "国有资本经营预算",
            "财政拨款",
            "机关运行经费",
            "“三公”经费",
            "公务接待费",
        ] {
            held.names.insert(name.to_owned());
        }
        held.directions(&facts);
        held
    }

    /// Gathers figures and names of some facts.
    fn gather(&mut self, key: &str, value: &Value) {
        match value {
            Value::Object(object) => {
                let parent = key;
                for (key, value) in object {
                    let of_shares = parent == "shares" || parent == "income" && key == "fiscal";
                    let key = if of_shares && value.is_string() && parent == "shares" {
                        "share"
                    } else {
                        key
                    };
                    self.gather(key, value);
                }
            }
            Value::Array(all) => all.iter().for_each(|value| self.gather(key, value)),
            Value::Number(number) => {
                let Some(number) = number.as_u64() else { return };
                let units: &[&str] = match key {
                    "vehicles" | "special" | "law-enforcement" | "emergency" => &["辆"],
                    "batches" => &["批", "批次"],
                    "persons" => &["人", "人次"],
                    "groups" => &["个团组"],
                    "count" | "projects" => &["个项目"],
                    "excellent" => &["个为“优”"],
                    "good" => &["个为“良”"],
                    "equipment" => &["台"],
                    _ => &[],
                };
                let units = units.iter().filter(|_| number > 0);
                self.counts.extend(units.map(|unit| (Decimal::from(number), (*unit).to_owned())));
            }
            Value::String(text) => {
                let rate = key == "rate" || key.ends_with("share");
                match text.parse::<Decimal>() {
                    Ok(number) if rate => _ = self.rates.insert(number.abs()),
                    Ok(number) if number.scale() == 2 => _ = self.amounts.insert(number.abs()),
                    _ => self.words(key, text),
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Gathers a name, or the value of an indicator.
    fn words(&mut self, key: &str, text: &str) {
        if matches!(key, "name" | "class" | "item") && text.chars().count() >= 5 {
            self.names.insert(text.to_owned());
        }
        if matches!(key, "initial" | "adjusted" | "actual") {
            for (number, unit, _) in numbers(text) {
                let Some((value, _)) = amount(&number, &unit) else {
                    let number: Decimal = number.replace(',', "").parse().unwrap();
                    if unit == "%" {
                        self.rates.insert(number);
                    } else if !["年", "月", "日"].contains(&unit.as_str()) {
                        self.counts.insert((number, unit));
                    }
                    continue;
                };
                self.amounts.insert(value);
            }
        }
    }

    /// Gathers which way what a reason explains went.
    fn directions(&mut self, facts: &Value) {
        let mut add = |field: String, of: &Value| match of["direction"].as_str() {
            Some("increase" | "over") => _ = self.grew.insert(field, true),
            Some("decrease" | "under") => _ = self.grew.insert(field, false),
            _ => {}
        };
        let (changes, three) = (&facts["changes"], &facts["three-public"]);
        add("reasons.total".to_owned(), &changes["total"]);
        add("reasons.fiscal".to_owned(), &changes["fiscal-total"]);
        add("reasons.general".to_owned(), &changes["general"]);
        add("reasons.government-fund".to_owned(), &changes["government-fund"]);
        add("reasons.state-capital".to_owned(), &changes["state-capital"]);
        add("reasons.general-budget".to_owned(), &facts["attainments"]["general"]);
        add("reasons.three-public".to_owned(), &three["total"]["change"]);
        add("reasons.three-public-budget".to_owned(), &three["total"]["attainment"]);
        add("reasons.operating-expense".to_owned(), &facts["operating-expense"]["change"]);
        for item in ["abroad", "vehicle-purchase", "vehicle-operation", "reception"] {
            add(format!("three-public.{item}.reason"), &three[item]["change"]);
        }
        let mut account = |fund: &str, rows: &Value| {
            for row in rows.as_array().into_iter().flatten() {
                let Some(code) = row["code"].as_str() else { continue };
                let field = |key| format!("reasons.accounts[{code}/{fund}].{key}");
                add(field("change"), &row["change"]);
                add(field("budget"), &row["attainment"]);
            }
        };
        account("", &facts["accounts"]);
        for (fund, rows) in facts["fund-items"].as_object().into_iter().flatten() {
            account(if fund == "general" { "" } else { fund }, rows);
        }
    }

    /// The slips of a text, in a field, that change what agrees with the report.
    fn slips(&self, field: &str, text: &str) -> Vec<Slip> {
        let mut slips = Vec::new();
        self.figures(text, &mut slips);
        self.years(text, &mut slips);
        self.misnomers(text, &mut slips);
        self.turns(field, text, &mut slips);
        slips
    }

    /// Slips of figures and of their units.
    fn figures(&self, text: &str, slips: &mut Vec<Slip>) {
        for (number, unit, range) in numbers(text) {
            let value: Decimal = number.replace(',', "").parse().unwrap();
            let half = Decimal::new(5, value.scale() + 1);
            let others: &[&str] = if let Some((amount, half)) = amount(&number, &unit) {
                let agrees = self.amounts.iter().any(|held| (*held - amount).abs() <= half);
                match unit.as_str() {
                    _ if !agrees => continue,
                    "元" => &["万元"],
                    _ => &["元", "亿元"],
                }
            } else if unit == "%" {
                if !self.rates.iter().any(|held| (*held - value).abs() <= half) {
                    continue;
                }
                &["", "万元"]
            } else {
                let behind = &text[range.start + number.len()..];
                let held = self.counts.iter().filter(|(held, _)| *held == value);
                let mut held = held.filter(|(_, unit)| !unit.is_empty());
                if !held.any(|(_, of)| behind.starts_with(of.as_str())) {
                    continue;
                }
                match unit.as_str() {
                    "批次" => &["人次"],
                    "人次" => &["批次"],
                    "人" => &["户"],
                    _ => &[],
                }
            };
            let end = range.start + number.len();
            for other in others {
                let put = (*other).to_owned();
                slips.push(Slip { kind: "单位", range: end..range.end, put });
            }
            for (at, digit) in number.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
                let next = (digit.to_digit(10).unwrap() + 1) % 10;
                if next == 0 && at == 0 && number.len() > 1 {
                    continue;
                }
                let range = range.start + at..range.start + at + 1;
                slips.push(Slip { kind: "数字", range, put: next.to_string() });
            }
        }
    }

    /// Slips of the report's year: of the day of a single event, or of a plan of several years, it holds nothing.
    fn years(&self, text: &str, slips: &mut Vec<Slip>) {
        let event = Regex::new(r"^年度?(?:[1-9]|1[0-2])月|^年?(?:—|－|-|至)").unwrap();
        let year = self.year.to_string();
        for (at, _) in text.match_indices(&format!("{year}年")) {
            let behind = &text[at + year.len()..];
            let plan = text[..at].ends_with(['—', '－', '-', '至']);
            if plan || event.is_match(behind) && !behind.starts_with("年12月31日") {
                continue;
            }
            for other in [self.year - 1, self.year + 1, self.year - 10, self.year + 10] {
                slips.push(Slip { kind: "年度", range: at..at + 4, put: other.to_string() });
            }
        }
    }

    /// Slips of names: a character left out, another one in its place, two of them turned round.
    fn misnomers(&self, text: &str, slips: &mut Vec<Slip>) {
        let mut taken: Vec<Range<usize>> = Vec::new();
        let mut names: Vec<&String> = self.names.iter().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in names {
            let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
            for (at, _) in text.match_indices(name.as_str()) {
                if taken.iter().any(|range| range.contains(&at)) {
                    continue;
                }
                taken.push(at..at + name.len());
                let third = starts.len() / 3;
                let (one, two, three) = (starts[third], starts[third + 1], starts.get(third + 2));
                let three = *three.unwrap_or(&name.len());
                let mut add = |from: usize, to: usize, put: String| {
                    let range = at + from..at + to;
                    slips.push(Slip { kind: "名称", range, put });
                };
                add(one, two, String::new());
                add(one, two, "某".to_owned());
                add(one, three, format!("{}{}", &name[two..three], &name[one..two]));
            }
        }
    }

    /// Slips of the words that say which way a figure of the report went: of the only one of a reason, and of those that
    /// stand before a figure of the report or tell what came of it all.
    fn turns(&self, field: &str, text: &str, slips: &mut Vec<Slip>) {
        const PAIRS: [(&str, &str); 8] = [
            ("增加", "减少"),
            ("增长", "下降"),
            ("上升", "下降"),
            ("提高", "降低"),
            ("上调", "下调"),
            ("追加", "核减"),
            ("超出", "少于"),
            ("扩大", "缩小"),
        ];
        let Some(grew) = self.grew.get(field) else { return };
        let words: BTreeSet<&str> = PAIRS.iter().flat_map(|(more, less)| [*more, *less]).collect();
        let only = words.iter().map(|word| text.matches(word).count()).sum::<usize>() == 1;
        let before_figure = Regex::new(r"^(?:到|了|至)?([0-9][0-9,.]*(?:万元|亿元|元|%))").unwrap();
        let figures: BTreeSet<usize> = self.agreeing(text).into_iter().collect();
        let mut turned = BTreeSet::new();
        for (more, less) in PAIRS {
            let (word, other) = if *grew { (more, less) } else { (less, more) };
            for (at, _) in text.match_indices(word) {
                let (before, behind) = (&text[..at], &text[at + word.len()..]);
                if ["没有", "不再", "不", "未", "无", "上年"].iter().any(|no| before.ends_with(no))
                {
                    continue;
                }
                let clause = before.rsplit(['，', '；', '。', '\n', '"']).next().unwrap();
                let whole = ["净", "总体", "相抵", "合计"].iter().any(|word| clause.contains(word));
                let figure = before_figure.captures(behind).is_some_and(|groups| {
                    figures.contains(&(at + word.len() + groups.get(1).unwrap().start()))
                });
                let range = at..at + word.len();
                if (only || whole || figure) && turned.insert(at) {
                    slips.push(Slip { kind: "方向", range, put: other.to_owned() });
                }
            }
        }
    }

    /// Where the amounts and rates of a text stand that agree with the report.
    fn agreeing(&self, text: &str) -> Vec<usize> {
        let agree = numbers(text).into_iter().filter(|(number, unit, _)| {
            let value: Decimal = number.replace(',', "").parse().unwrap();
            let half = Decimal::new(5, value.scale() + 1);
            match amount(number, unit) {
                Some((amount, half)) => {
                    self.amounts.iter().any(|held| (*held - amount).abs() <= half)
                }
                None => unit == "%" && self.rates.iter().any(|held| (*held - value).abs() <= half),
            }
        });
        agree.map(|(_, _, range)| range.start).collect()
    }
}

/// The numbers of a text, each with its unit and where both stand.
fn numbers(text: &str) -> Vec<(String, String, Range<usize>)> {
    let number = Regex::new(
        r"(?:^|[^0-9.,])(([0-9][0-9,]*(?:\.[0-9]+)?)(万元|亿元|元|%|人次|批次|[\x{4e00}-\x{9fff}]))",
    );
    let found = number.unwrap();
    found
        .captures_iter(text)
        .map(|groups| {
            let range = groups.get(1).unwrap().range();
            (groups[2].to_owned(), groups[3].to_owned(), range)
        })
        .collect()
}

/// An amount in 元 with half of what its last digit stands for, if its unit is one of money.
fn amount(number: &str, unit: &str) -> Option<(Decimal, Decimal)> {
    let scale = match unit {
        "元" => Decimal::ONE,
        "万元" => Decimal::from(10_000),
        "亿元" => Decimal::from(100_000_000),
        _ => return None,
    };
    let value: Decimal = number.replace(',', "").parse().unwrap();
    Some((value * scale, Decimal::new(5, value.scale() + 1) * scale))
}
