//! One data file for every form: the layout is changed and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use juesuan::problem::Severity;
use juesuan::project::Purpose;

use crate::support::{Run, Sandbox, found, is_long, pdf_of, repository, selected, some};

/// The built-in forms.
const LAYOUTS: [&str; 3] = ["shanxi", "shanghai", "central"];

/// What says that a figure is missing which a statement of the form needs, be it one of a unit that is added up.
const MISSING_FIGURES: [&str; 3] =
    ["R0211-state-capital-opening", "R0718-budget-above-the-level", "member-errors"];

/// The example projects: the repository's own, and those of the tests.
fn projects() -> Vec<PathBuf> {
    let folders = fs::read_dir(repository().join("tests/projects")).unwrap();
    let mut all: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    all.push(repository());
    all.sort();
    all
}

/// A project whose reports are all set in one layout, whatever they were written for.
fn in_layout(project: &Path, layout: &str) -> Sandbox {
    let sandbox = Sandbox::of_data(project);
    for unit in fs::read_dir(sandbox.path("data")).unwrap() {
        let file = unit.unwrap().path().join("unit.toml");
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let kept = text.lines().filter(|line| !line.starts_with("layout = "));
        fs::write(&file, kept.collect::<Vec<_>>().join("\n") + "\n").unwrap();
    }
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let lines = settings.lines().map(|line| match line.starts_with("layout = ") {
        true => format!("layout = \"{layout}\""),
        false => line.to_owned(),
    });
    let settings: Vec<String> = lines.collect();
    sandbox.write("juesuan.toml", (settings.join("\n") + "\n").as_bytes());
    sandbox
}

/// The errors of a report, as `rule: what is wrong`.
fn errors(sandbox: &Sandbox, folder: &str, year: u16) -> BTreeSet<String> {
    let errors = found(sandbox, folder, year).into_iter();
    let errors = errors.filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| format!("{}: {}", problem.id, problem.headline)).collect()
}

#[test]
fn every_example_is_built_in_every_form_but_for_missing_figures() {
    let (mut built, mut short, mut number) = (0, 0, 0);
    for project in projects() {
        let reports = selected(&project, &["*/*".to_owned()]);
        let as_written = Sandbox::of_data(&project);
        for report in some(reports, 5) {
            // What is wrong in the form that it was written for is wrong in every form.
            let before = errors(&as_written, &report.folder, report.year);
            let before: BTreeSet<&str> =
                before.iter().map(|error| error.split(':').next().unwrap()).collect();
            for layout in LAYOUTS {
                let sandbox = in_layout(&project, layout);
                let found = errors(&sandbox, &report.folder, report.year);
                let id = |error: &String| error.split(':').next().unwrap().to_owned();
                let new: Vec<&String> = found
                    .iter()
                    .filter(|error| !before.contains(id(error).as_str()))
                    .filter(|error| !MISSING_FIGURES.contains(&id(error).as_str()))
                    .collect();
                let name = format!("{} {}/{}", project.display(), report.folder, report.year);
                assert!(new.is_empty(), "{name} in {layout}: {new:?}");
                short +=
                    usize::from(found.iter().any(|e| MISSING_FIGURES.contains(&id(e).as_str())));
                number += 1;
                // Where time is short, every seventh is set: of each form some.
                if found.is_empty() && (is_long() || number % 7 == 0) {
                    let pdf =
                        pdf_of(sandbox.root(), &report.folder, report.year, Purpose::Publication);
                    pdf.unwrap_or_else(|problems| panic!("{name} in {layout}: {problems}"));
                    built += 1;
                }
            }
        }
    }
    let (least, lacking) = if is_long() { (60, 3) } else { (0, 0) };
    assert!(built > least && short > lacking, "{built} built, {short} short of figures");
}

/// A new project of a library, with some rows of its year's file.
fn library(layout: &str, budget: &str, accounts: &str) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
    let year = "data/archives/2022.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let between = |text: &str, from: &str, rows: &str| {
        let (before, rest) = text.split_once(from).unwrap();
        let (_, after) = rest.split_once("\n]\n").unwrap();
        format!("{before}{from}\n{rows}\n]\n{after}")
    };
    let text = between(&text, "\nbudget = [", budget);
    let text = between(&text, "\naccounts = [", accounts);
    sandbox.write(year, text.as_bytes());
    sandbox
}

/// Budgets by item, which every form can use.
const BUDGET: &str = "  { code = \"2012604\", initial = 1900000.00 },
  { code = \"2210201\", initial = 100000.00 },
  { code = \"2290401\", fund = \"government-fund\", initial = 50000.00 },";

/// Words by class and by item side by side.
const WORDS: &str = "  { code = \"201\", use = \"档案馆人员经费和档案数字化加工\", change = \"档案数字化加工任务增加\", budget = \"年中追加档案抢救经费\" },
  { code = \"2012604\", use = \"保管和整理档案\", change = \"档案数字化加工任务增加\", budget = \"年中追加档案抢救经费\" },
  { code = \"221\", use = \"职工住房公积金\", change = \"公积金缴存基数提高\" },
  { code = \"2210201\", use = \"为职工缴存住房公积金\", change = \"公积金缴存基数提高\" },
  { code = \"2290401\", fund = \"government-fund\", use = \"档案库房维修\", change = \"维修面积扩大\", budget = \"工程结算核减\" },";

/// What the check says in one line each.
fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--format", "short"])
}

#[test]
fn words_by_class_and_by_item_stand_side_by_side() {
    for layout in LAYOUTS {
        let said = check(&library(layout, BUDGET, WORDS)).stdout();
        for rule in ["R0711", "R0712", "R0714", "R0715", "R0716", "R0718"] {
            assert!(!said.contains(&format!("[{rule}")), "{layout}: {said}");
        }
    }
}

#[test]
fn each_form_prints_the_words_of_its_own_level_and_adds_budgets_up() {
    let facts = |layout: &str| {
        let run = library(layout, BUDGET, WORDS).run(&["facts", "archives"]);
        serde_json::from_str::<serde_json::Value>(&run.stdout()).unwrap()
    };
    for layout in LAYOUTS {
        let facts = facts(layout);
        let class = &facts["accounts"][0];
        assert_eq!(class["use"], "档案馆人员经费和档案数字化加工", "{layout}");
        assert_eq!(class["attainment"]["budget"], "1900000.00");
        let item = &facts["fund-items"]["general"][0];
        assert_eq!(item["use"], "保管和整理档案", "{layout}");
        assert_eq!(item["attainment"]["budget"], "1900000.00");
    }
}

#[test]
fn words_that_only_another_form_prints_are_asked_for_in_one_warning() {
    let by_class: String = WORDS
        .lines()
        .filter(|row| row.contains("\"201\"") || row.contains("\"221\""))
        .collect::<Vec<_>>()
        .join("\n");
    let said = check(&library("shanghai", BUDGET, &by_class)).stdout();
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("R0715")).collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert!(
        lines[0].contains(
            "警告[R0715-reason-at-wrong-level]: 上海市的版式逐项说明一般公共预算：写在类上的 2 条"
        ),
        "{said}"
    );
    let said = check(&library("shanxi", BUDGET, &by_class)).stdout();
    assert!(!said.contains("R0715"), "{said}");
    // No form explains sections, nor money that is not fiscal.
    for (row, said) in [
        ("  { code = \"22102\", use = \"公积金\" },\n", "写在款上的 1 条"),
        (
            "  { code = \"2210201\", fund = \"non-fiscal\", use = \"公积金\" },\n",
            "非财政拨款的支出，没有一种版式逐项说明",
        ),
        (
            "  { code = \"229\", fund = \"government-fund\", use = \"维修\" },\n  { code = \"2290401\", fund = \"government-fund\", use = \"库房维修\" },\n",
            "",
        ),
    ] {
        let words = format!("{row}{by_class}");
        let found = check(&library("shanxi", BUDGET, &words)).stdout();
        let found: Vec<&str> = found.lines().filter(|line| line.contains("R0715")).collect();
        assert_eq!(found.len(), usize::from(!said.is_empty()), "{row}: {found:?}");
        assert!(found.iter().all(|line| line.contains(said)), "{row}: {found:?}");
    }
}

#[test]
fn a_budget_that_is_too_coarse_is_a_missing_figure() {
    let coarse = BUDGET.replace("2012604", "201").replace("2210201", "22102");
    let said = check(&library("shanghai", &coarse, WORDS)).stdout();
    assert!(
        said.contains("错误[R0718-budget-above-the-level]: 上海市的版式逐项说明一般公共预算的年初预算，还差 2 项的年初预算数"),
        "{said}"
    );
    assert!(
        !check(&library("shanxi", &coarse.replace("22102", "221"), WORDS))
            .stdout()
            .contains("R0718")
    );
}

/// Checks that a unit that has only a budget of the whole year is asked for that one.
#[test]
fn a_coarse_budget_of_the_whole_year_is_told_as_what_it_is() {
    let coarse = BUDGET.replace("2012604", "201").replace("2210201", "22102");
    let whole = coarse.replace("initial =", "full-year =");
    let said = library("shanghai", &whole, WORDS).run(&["check"]).stdout();
    let (_, said) = said.split_once("[R0718-budget-above-the-level]").unwrap();
    let (said, _) = said.split_once("\n\n").unwrap();
    assert!(said.contains("的全年预算，还差 2 项的全年预算数"), "{said}");
    assert!(said.contains("各自的 full-year") && !said.contains("initial"), "{said}");
}

#[test]
fn many_missing_words_are_one_summary_that_names_the_form() {
    // Twenty items of one class, none of which has any words.
    let sandbox = library("shanghai", BUDGET, "  { code = \"201\", use = \"档案\" },");
    let codes = ["2010101", "2010102", "2010103", "2010104", "2010105"];
    let rows = |row: fn(&str) -> String| codes.iter().map(|code| row(code)).collect::<String>();
    let year = "data/archives/2022.toml";
    sandbox.replace(
        year,
        "\nincome = [\n",
        &format!(
            "\nincome = [\n{}",
            rows(|code| format!("  {{ code = \"{code}\", general = 100.00 }},\n"))
        ),
    );
    sandbox.replace(
        year,
        "\nexpenditure = [\n",
        &format!(
            "\nexpenditure = [\n{}",
            rows(|code| format!(
                "  {{ code = \"{code}\", fund = \"general\", basic = 100.00 }},\n"
            ))
        ),
    );
    let shown = sandbox.run(&["check"]).stdout();
    let summary = "警告[R0716-missing-purpose]: 上海市的版式逐项说明，还差 8 项的用途";
    assert_eq!(shown.matches("R0716").count(), 1, "{shown}");
    assert!(shown.contains(summary), "{shown}");
    for code in codes {
        assert!(shown.contains(&format!("{code} ")), "{shown}");
    }
    // Programs get each of them, with the field that it asks for.
    let json = sandbox.run(&["check", "--format", "json"]).stdout();
    assert_eq!(json.matches("R0716").count(), 8, "{json}");
    assert!(json.contains("reasons.accounts[2010101/general].use"));
}
