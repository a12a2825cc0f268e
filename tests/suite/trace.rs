//! Where printed numbers come from, held against what happens when the data are changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use juesuan::engine::{Engine, Inspected, Spot, forget};
use juesuan::files::Files;
use juesuan::problem::Sources;
use juesuan::project::{Noted, Prepared, Project, Purpose, Selected};
use juesuan::trace::{Explained, Formula, How, Line, Meaning, Operand, Printed, Trace};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use crate::support::{REFERENCE, Sandbox, cases, fonts, is_long, open, repository, some};

/// Does something with a report that can be traced.
pub(crate) fn with_trace<T>(
    root: &Path,
    unit: &str,
    year: u16,
    work: impl FnOnce(&Trace<'_>) -> T,
) -> T {
    let project = open(root);
    let selected = Selected { folder: unit.to_owned(), year };
    let (prepared, Noted { problems, sources }) =
        project.prepare(&fonts(), &selected, Purpose::Draft);
    let prepared = prepared.unwrap_or_else(|| panic!("{unit}: {problems:?}"));
    let mut engine = Engine::new(fonts());
    let trace = Trace::of(&prepared, &sources, &mut engine).unwrap();
    forget(0);
    work(&trace)
}

/// The reports of the example projects in all three layouts: where each is, the unit, the year, the layout.
pub(crate) fn examples() -> Vec<(Sandbox, &'static str, u16, &'static str)> {
    let project = |name: &str| Sandbox::of(&repository().join("tests/projects").join(name));
    let in_layout = |sandbox: Sandbox, layout: &str| {
        let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
        let settings = settings.replace("layout = \"shanxi\"", &format!("layout = \"{layout}\""));
        sandbox.write("juesuan.toml", settings.as_bytes());
        sandbox
    };
    let shanghai = Sandbox::reference();
    shanghai.add(&repository().join("data/putuo-finance"), "data/putuo-finance");
    let mut examples = vec![
        (in_layout(project("everything"), "shanxi"), "qingyu-affairs", 2022, "shanxi"),
        (in_layout(project("department"), "shanghai"), "education", 2024, "shanghai"),
        (in_layout(project("department"), "central"), "education-office", 2024, "central"),
    ];
    if is_long() {
        examples.extend([
            (Sandbox::reference(), REFERENCE, 2022, "shanxi"),
            (shanghai, "putuo-finance", 2024, "shanghai"),
            (project("department"), "education", 2024, "shanxi"),
            (in_layout(project("everything"), "shanghai"), "qingyu-affairs", 2022, "shanghai"),
            (in_layout(project("everything"), "central"), "qingyu-affairs", 2022, "central"),
            (project("branches"), "edges", 2022, "shanxi"),
        ]);
    } else {
        for (sandbox, _, _, layout) in &examples {
            // The form of the ministries lists only what differs from the one that it goes on from.
            match *layout {
                "shanghai" => {
                    let statements = ["totals", "general", "three-public"];
                    sandbox.write_form(layout, &statements, &["totals", "general", "three-public"]);
                }
                "shanxi" => {
                    let sections = ["totals", "general", "three-public"];
                    sandbox.write_form(layout, &["totals", "general"], &sections);
                }
                _ => {}
            }
        }
    }
    examples
}

/// A value as it is printed with the decimals of a text: in 元 or, where it is an amount, in another unit.
fn is_printed_as(value: Decimal, text: &str) -> bool {
    let digits = text.replace([',', '%'], "");
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let printed: Decimal = digits.parse().unwrap();
    let away = RoundingStrategy::MidpointAwayFromZero;
    let scales = if text.ends_with('%') { [0].as_slice() } else { &[0, 4, 8] };
    let rounds = |zeros: &u32| {
        let scaled = value * Decimal::new(1, *zeros);
        scaled.round_dp_with_strategy(u32::try_from(decimals).unwrap(), away).abs() == printed.abs()
    };
    // What is too little to be printed is said to be less than the least.
    let is_least =
        text.ends_with('%') && printed == Decimal::new(1, u32::try_from(decimals).unwrap());
    scales.iter().any(rounds) || is_least && value < printed && value > Decimal::ZERO
}

/// Whether where a blank stands nothing else does.
fn stands_alone(blank: &Spot, all: &[Printed]) -> bool {
    let spots = all.iter().flat_map(|printed| &printed.place.spots).filter(|spot| *spot != blank);
    let mut over = spots.filter(|spot| {
        spot.page == blank.page
            && spot.left < blank.right
            && blank.left < spot.right
            && spot.top < blank.bottom
            && blank.top < spot.bottom
    });
    over.next().is_none()
}

#[test]
fn every_printed_number_has_its_places_its_formula_and_its_lines() {
    for (sandbox, unit, year, layout) in some(examples(), 2) {
        let case = format!("{unit} in {layout}");
        with_trace(sandbox.root(), unit, year, |trace| {
            let (mut figures, mut blanks, mut formulas) = (0, 0, BTreeMap::<String, usize>::new());
            let mut told: BTreeMap<&str, Explained> = BTreeMap::new();
            for printed in trace.printed() {
                let place = &printed.place;
                assert!(place.page > 0, "{case}: {printed:?}");
                let Some(fact) = &printed.fact else {
                    assert_is_no_figure(trace, printed, &case);
                    continue;
                };
                let explained = told
                    .entry(fact)
                    .or_insert_with(|| trace.explain_alone(fact).expect("it is a fact"));
                let Explained { facts: _, name, value, formula, lines } = explained;
                let case =
                    format!("{case}: {name} ({fact}) printed as {:?} at {place:?}", printed.text);
                assert!(formula.how != How::Other, "{case}: {lines:?}");
                let counts = formula.operands.iter().all(|operand| !operand.times.is_zero());
                assert!(counts, "{case}: {formula:?}");
                let made = formula.value().unwrap_or_else(|| panic!("{case}: {formula:?}"));
                assert_eq!(made, value.parse::<Decimal>().unwrap(), "{case}");
                assert!(!lines.is_empty() || made.is_zero(), "{case}: no lines");
                *formulas.entry(format!("{:?}", formula.how)).or_default() += 1;
                if printed.text.is_empty() {
                    blanks += 1;
                    assert!(made.is_zero() && place.cell.is_some(), "{case}");
                    let [spot] = place.spots.as_slice() else { panic!("{case}") };
                    let (x, y) = ((spot.left + spot.right) / 2.0, (spot.top + spot.bottom) / 2.0);
                    assert_eq!(trace.at(place.page, x, y), Some(printed), "{case}");
                    assert!(stands_alone(spot, trace.printed()), "{case}");
                } else {
                    figures += 1;
                    assert!(is_printed_as(made, &printed.text), "{case}: {made}");
                    assert_eq!(&place.words[place.at..place.at + printed.text.len()], printed.text);
                    assert!(!place.spots.is_empty(), "{case}");
                }
            }
            let all = trace.printed().len();
            assert!(figures > 100, "{case}: {figures} of {all}, {blanks} blanks, {formulas:?}");
            for how in ["Written", "Sum", "Share", "Growth", "Distance"] {
                assert!(formulas.contains_key(how), "{case}: {formulas:?}");
            }
        });
    }
}

/// Checks that a number without a fact is none: an amount or a rate is one, but in the office's own words.
fn assert_is_no_figure(trace: &Trace<'_>, printed: &Printed, case: &str) {
    let is_figure = printed.text.contains('.') && !printed.place.words.contains("....")
        || printed.text.contains('%');
    match trace.meaning(printed) {
        Meaning::Figure(_) => panic!("{case}: {printed:?}"),
        Meaning::Words(lines) => assert!(!lines.is_empty()),
        Meaning::NoFigure(kind) => assert!(!is_figure, "{case}: {kind:?} {printed:?}"),
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    /// One of so many.
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        usize::try_from(self.0 >> 33).unwrap() % count
    }
}

/// The text of a file with the value of a line changed: by so much that it is seen, or by as much as is allowed.
fn changed(root: &Path, line: &Line, attempt: usize) -> Option<(String, String)> {
    let text = fs::read_to_string(root.join(&line.file)).unwrap();
    let written: Decimal = line.written.trim_matches('"').replace([',', '_'], "").parse().ok()?;
    let deltas = match (line.written.contains('.'), written) {
        (true, written) if written > Decimal::from(100) => ["654321.12", "0.01", "-0.01"],
        (true, _) => ["-0.5", "654321.12", "0.5"],
        (false, _) => ["1", "-1", "2"],
    };
    let new = (written + deltas.get(attempt)?.parse::<Decimal>().unwrap()).to_string();
    let key = line.field.rsplit('.').next().unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let old = lines.get_mut(line.line - 1)?;
    // The key, blanks, a sign, the value.
    let at = old.match_indices(key).map(|(at, _)| at).find(|at| {
        let rest = old[at + key.len()..].trim_start();
        rest.strip_prefix('=').is_some_and(|rest| rest.trim_start().starts_with(&line.written))
    })?;
    let value = at + old[at..].find(&line.written)?;
    old.replace_range(value..value + line.written.len(), &new);
    Some((line.file.clone(), lines.join("\n") + "\n"))
}

/// Does something with a report as it is once a line is changed; none where it cannot be read then.
fn with_change<T>(
    root: &Path,
    unit: &str,
    year: u16,
    line: &Line,
    work: impl FnOnce(&Prepared<'_>, &mut Sources) -> T,
) -> Option<T> {
    let prepare = |attempt: usize| {
        let (file, text) = changed(root, line, attempt)?;
        let project = Project::open(&Files::on(root).over([(file, text)])).ok()?;
        let selected = Selected { folder: unit.to_owned(), year };
        let is_ready = project.prepare(&fonts(), &selected, Purpose::Draft).0.is_some();
        is_ready.then_some((project, selected))
    };
    let (project, selected) = (0..3).find_map(prepare)?;
    let (prepared, Noted { problems: _, mut sources }) =
        project.prepare(&fonts(), &selected, Purpose::Draft);
    Some(work(&prepared?, &mut sources))
}

/// The value of a fact in a facts file; none where there is none.
fn value(facts: &Value, path: &str) -> Option<Value> {
    let mut at = facts;
    for step in path.split('.') {
        let mut labels = step.split('[');
        at = at.get(labels.next()?)?;
        for label in labels {
            let (label, rows) = (label.strip_suffix(']')?, at.as_array()?);
            let codes: Vec<Option<&str>> = rows.iter().map(|row| row["code"].as_str()).collect();
            let distinct: BTreeSet<_> = codes.iter().flatten().collect();
            at = match distinct.len() == rows.len() {
                true => rows.get(codes.iter().position(|code| *code == Some(label))?)?,
                false => rows.get(label.parse::<usize>().ok()? - 1)?,
            };
        }
    }
    Some(at.clone())
}

/// The facts of a report that is ready.
fn facts(prepared: &Prepared<'_>) -> Value {
    serde_json::from_slice(&prepared.folder.0["facts.json"]).unwrap()
}

/// A figure of a report that is printed.
struct Figure {
    /// How it is made.
    explained: Explained,
    /// One place where it is printed.
    printed: Printed,
    /// The lines that feed it and leave it what it is.
    steady: Vec<Line>,
}

/// The figures of a report that are printed.
fn figures(trace: &Trace<'_>) -> Vec<Figure> {
    let mut met = BTreeSet::new();
    let printed = trace.printed().iter().filter(|printed| !printed.text.is_empty());
    let facts = printed.filter_map(|printed| Some((printed.fact.clone()?, printed.clone())));
    let once = facts.filter(|(fact, _)| met.insert(fact.clone()));
    let figure = |(fact, printed): (String, Printed)| {
        let explained = trace.explain_alone(&fact).unwrap();
        let lines = explained.lines.iter();
        let steady = lines.filter(|line| is_steady(trace, &explained.formula, line));
        Figure { steady: steady.cloned().collect(), explained, printed }
    };
    once.map(figure).collect()
}

/// Whether a figure of two others stays what it is however much a line changes, by what the line does to the one and to the
/// other: a whole in per cent of itself, nothing in per cent of whatever, all of last year's lost.
fn is_steady(trace: &Trace<'_>, formula: &Formula, line: &Line) -> bool {
    let [one, other] = formula.operands.as_slice() else {
        return false;
    };
    let times = |operand: &Operand| -> Option<Decimal> {
        let formula = trace.explain_alone(operand.fact.as_ref()?)?.formula;
        let name = format!("{}:{} {}", line.file, line.line, line.field);
        let own = formula.operands.iter().find(|operand| operand.name == name);
        match formula.how {
            How::Written | How::Sum => Some(own.map_or(Decimal::ZERO, |own| own.times)),
            How::Nil => Some(Decimal::ZERO),
            How::Share | How::Difference | How::Distance | How::Growth | How::Other => None,
        }
    };
    let (Some(of_one), Some(of_other)) = (times(one), times(other)) else {
        return false;
    };
    match formula.how {
        // (p + n·x) ÷ (w + m·x) is p ÷ w whatever x is.
        How::Share | How::Growth => of_one * other.value == of_other * one.value,
        How::Difference | How::Distance => of_one == of_other,
        How::Written | How::Sum | How::Nil | How::Other => false,
    }
}

#[test]
fn named_lines_change_the_fact_and_no_other_line_does() {
    let layouts = if is_long() { 3 } else { 1 };
    for (number, (sandbox, unit, year, layout)) in examples().into_iter().take(layouts).enumerate()
    {
        let root = sandbox.root();
        let figures = with_trace(root, unit, year, figures);
        let all: Vec<Line> = figures
            .iter()
            .flat_map(|figure| figure.explained.lines.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut dice = Dice(0x1234_5678_9abc_def1 + number as u64);
        let (mut named, mut unnamed) = (0, 0);
        let wanted = cases(4, 250);
        while named < wanted || unnamed < wanted {
            let Figure { explained, printed: _, steady } = &figures[dice.below(figures.len())];
            let is_named = named < wanted && !explained.lines.is_empty();
            let line = match is_named {
                true => &explained.lines[dice.below(explained.lines.len())],
                false => &all[dice.below(all.len())],
            };
            let is_named = explained.lines.contains(line);
            if is_named && (named == wanted || steady.contains(line))
                || !is_named && unnamed == wanted
            {
                continue;
            }
            let fact = &explained.facts[0];
            let before = Value::from(explained.value.as_str());
            let case = format!("{unit} in {layout}: {fact} = {before}, {line:?}");
            let Some(now) =
                with_change(root, unit, year, line, |prepared, _| value(&facts(prepared), fact))
            else {
                continue;
            };
            let is_same = |now: &Value| {
                let now = now.as_str().map_or_else(|| now.to_string(), str::to_owned);
                now.parse::<Decimal>().ok() == explained.value.parse::<Decimal>().ok()
            };
            let same = now.as_ref().is_some_and(is_same);
            match is_named {
                true => assert!(!same, "{case} changed, and it is still {now:?}"),
                false => assert!(same, "{case} changed, and it is {now:?}"),
            }
            *if is_named { &mut named } else { &mut unnamed } += 1;
        }
    }
}

/// The number at the place of a printed one: in a statement by its row and column, in a sentence behind the same words.
fn number_at(report: &Inspected, printed: &Printed) -> Option<String> {
    let place = &printed.place;
    if let Some(cell) = &place.cell {
        let table = report.table(&format!("statement-{}", cell.statement.as_ref()?))?;
        return table.get(cell.row_number)?.get(cell.column_number).cloned();
    }
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    let before = place.words[..place.at].rsplit(is_of_number).next()?;
    if before.chars().count() < 6 {
        return None;
    }
    let lines = report.lines().join("\n");
    let mut behind = lines.split(before).skip(1).filter(|rest| rest.starts_with(is_of_number));
    let (first, second) = (behind.next()?, behind.next());
    let end = first.find(|c| !is_of_number(c)).unwrap_or(first.len());
    second.is_none().then(|| first[..end].to_owned())
}

#[test]
fn named_lines_change_the_page_and_no_other_line_does() {
    if !is_long() {
        return;
    }
    for (number, (sandbox, unit, year, layout)) in examples().into_iter().take(3).enumerate() {
        let root = sandbox.root();
        let figures = with_trace(root, unit, year, figures);
        let all: Vec<Line> =
            figures.iter().flat_map(|figure| figure.explained.lines.clone()).collect();
        let mut engine = Engine::new(fonts());
        let mut lay_out = |prepared: &Prepared<'_>, sources: &mut Sources| {
            let laid_out = engine.lay_out(&prepared.folder, sources);
            forget(2);
            laid_out.map(Inspected::from).ok()
        };
        let project = open(root);
        let selected = Selected { folder: unit.to_owned(), year };
        let (prepared, Noted { problems: _, mut sources }) =
            project.prepare(&fonts(), &selected, Purpose::Draft);
        let before = lay_out(&prepared.unwrap(), &mut sources).unwrap();
        let mut dice = Dice(0xfeed_5678_9abc_def1 + number as u64);
        let (mut named, mut unnamed) = (0, 0);
        let wanted = 25;
        while named < wanted || unnamed < wanted {
            let Figure { explained, printed, steady } = &figures[dice.below(figures.len())];
            if number_at(&before, printed).as_ref() != Some(&printed.text) {
                continue;
            }
            let line = match named < wanted && !explained.lines.is_empty() {
                true => &explained.lines[dice.below(explained.lines.len())],
                false => &all[dice.below(all.len())],
            };
            let is_named = explained.lines.contains(line);
            if is_named && (named == wanted || steady.contains(line))
                || !is_named && unnamed == wanted
            {
                continue;
            }
            let now = with_change(root, unit, year, line, |prepared, sources| {
                let now = lay_out(prepared, sources)?;
                // Rows and sentences that come or go move the others.
                let same_rows = printed.place.cell.as_ref().is_none_or(|cell| {
                    let label =
                        format!("statement-{}", cell.statement.as_deref().unwrap_or_default());
                    let rows =
                        [&before, &now].map(|report| report.table(&label).map(|rows| rows.len()));
                    rows[0] == rows[1]
                });
                same_rows.then(|| number_at(&now, printed)).flatten()
            });
            let Some(Some(now)) = now else { continue };
            let case = format!("{unit} in {layout}: {printed:?}, {line:?}, now {now}");
            match is_named {
                true => assert_ne!(now, printed.text, "{case}"),
                false => assert_eq!(now, printed.text, "{case}"),
            }
            *if is_named { &mut named } else { &mut unnamed } += 1;
        }
    }
}

/// Numbers in the office's own words lead to the field that they are written in, and to no other; those in the form's words to
/// none, whatever else is written alike.
#[test]
fn numbers_in_the_offices_words_lead_to_their_field() {
    if !is_long() {
        return;
    }
    // The words before a number, the number, and the end of its field's path; nothing where it is the form's own.
    let of_clean = [
        ("分别完成目标的", "100.28%", "outputs"),
        ("分别完成目标的100.28%、", "101.31%", "outputs"),
        ("①数量：补贴面积", "14.741", "outputs"),
        ("厅字〔", "2019", "basis"),
        ("厅字〔2019〕", "19", "basis"),
        ("满意度", "97%", "satisfaction"),
        ("满意度97%（", "100", "satisfaction"),
    ];
    let of_everything = [
        ("依据霁政发〔2022〕", "15", "profile.duties"),
        ("霁政发〔2022〕15号、云发改审批[2021]第", "8", "basis"),
        ("云财绩〔2023〕", "7", "performance.other"),
        ("#QY", "-2022", "overview"),
        ("单价", "100", ""),
    ];
    let examples: [(&str, &str, u16, &[_]); 2] = [
        ("clean", "agriculture-bureau", 2024, &of_clean),
        ("everything", "qingyu-affairs", 2022, &of_everything),
    ];
    for (project, unit, year, wanted) in examples {
        let root = repository().join("tests/projects").join(project);
        with_trace(&root, unit, year, |trace| {
            for (before, number, field) in wanted {
                let met = trace.printed().iter().filter(|printed| {
                    let words = &printed.place.words;
                    printed.text == *number && words[..printed.place.at].ends_with(before)
                });
                let met: Vec<&Printed> = met.filter(|printed| printed.fact.is_none()).collect();
                assert!(!met.is_empty(), "{before}{number}");
                for printed in met {
                    let case = format!("{before}{number}: {:?}", trace.meaning(printed));
                    match trace.meaning(printed) {
                        Meaning::Figure(_) => panic!("{case}"),
                        Meaning::Words(lines) => {
                            assert!(!field.is_empty() && lines.len() == 1, "{case}");
                            assert!(lines[0].field.ends_with(field), "{case}");
                        }
                        Meaning::NoFigure(_) => assert!(field.is_empty(), "{case}"),
                    }
                }
            }
            // A statement has no words of the office.
            let cells = trace.printed().iter().filter(|printed| printed.fact.is_none());
            let numbers = cells.filter(|printed| {
                let cell = printed.place.cell.as_ref();
                cell.is_some_and(|cell| cell.statement.is_some())
                    && printed.place.words.chars().all(|c| c.is_ascii_digit())
            });
            for printed in numbers {
                assert!(matches!(trace.meaning(printed), Meaning::NoFigure(_)), "{printed:?}");
            }
            // Of targets that are written alike, that of the row that they stand in.
            let cells = trace.printed().iter().filter(|printed| printed.fact.is_none());
            let targets = cells.filter(|printed| printed.place.words == "≥90%");
            for printed in targets {
                let Meaning::Words(lines) = trace.meaning(printed) else { panic!("{printed:?}") };
                let row = &printed.place.cell.as_ref().unwrap().row;
                let names: BTreeSet<&str> =
                    lines.iter().map(|line| line.field.rsplit_once('.').unwrap().0).collect();
                assert_eq!(names.len(), 1, "{row:?}: {lines:?}");
                let name = lines[0].excerpt.split("name = \"").nth(1).unwrap();
                let name = name.split('"').next().unwrap();
                assert!(row.iter().any(|cell| cell.contains(name)), "{row:?}: {lines:?}");
            }
        });
    }
}
