//! Statements → workbook → import → statements: every cell is the same, and what statements do not hold is told.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data as Cell;

use crate::export::sheets;
use crate::support::{REFERENCE, Sandbox, repository, some};

/// Reports of several forms: their project, unit and year, and the unit of money of their statements.
const REPORTS: [(&str, &str, u16, &str); 8] = [
    ("tests/findings/base", "archives", 2022, "元"),
    (".", REFERENCE, 2022, "元"),
    ("tests/projects/shanghai-example", "putuo-finance", 2024, "万元"),
    ("tests/projects/everything", "qingyu-affairs", 2022, "元"),
    ("tests/projects/clean", "county-hospital", 2024, "元"),
    ("tests/projects/branches", "managed", 2022, "元"),
    ("tests/projects/branches", "only-fund", 2022, "元"),
    (".", "putuo-finance", 2024, "万元"),
];

/// Writes the statements of a report; the workbook.
fn exported(sandbox: &Sandbox, unit: &str, year: u16) -> PathBuf {
    let run = sandbox.run(&["export", &format!("{unit}/{year}"), "--to", "xlsx", "--out", "表"]);
    assert_eq!(run.status(), 0, "{unit}: {}", run.stderr());
    let folder = sandbox.path(&format!("表/{year}"));
    fs::read_dir(folder).unwrap().next().unwrap().unwrap().path()
}

/// Turns off the rules that find errors in a report: that words and figures are missing is no matter here.
fn loosen(sandbox: &Sandbox, unit: &str, year: u16) {
    let run = sandbox.run(&["check", &format!("{unit}/{year}"), "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout()).unwrap();
    let findings = found["reports"][0]["findings"].as_array().unwrap();
    let mut rules: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    rules.sort_unstable();
    rules.dedup();
    assert!(rules.iter().all(|rule| rule.starts_with('R')), "{unit}: {rules:?}");
    let path = sandbox.path("juesuan.toml");
    let text = fs::read_to_string(&path).unwrap();
    let mut text = text.split("\n[check").next().unwrap().to_owned();
    text.push_str("\n[check.rules]\n");
    rules.iter().for_each(|rule| text.push_str(&format!("{rule} = \"off\"\n")));
    fs::write(path, text).unwrap();
}

/// A project with the settings of another, and a unit of it that has no figures yet and none of the year before.
fn without_figures(project: &Path, unit: &str, year: u16) -> Sandbox {
    let sandbox = Sandbox::empty();
    let settings = fs::read_to_string(project.join("juesuan.toml")).unwrap();
    let mut settings = settings.split("\n[check").next().unwrap().to_owned();
    if !settings.contains("published") {
        settings = format!("published = {}-09-20\n{settings}", year + 1);
    }
    sandbox.write("juesuan.toml", settings.as_bytes());
    let own = fs::read_to_string(project.join("data").join(unit).join("unit.toml")).unwrap();
    let own: Vec<&str> = own.lines().filter(|line| !line.starts_with("established")).collect();
    let text = format!("established = {year}\n{}\n", own.join("\n"));
    sandbox.write(&format!("data/{unit}/unit.toml"), text.as_bytes());
    sandbox
}

/// Whether two sums differ by what rounded parts may be off together: in 万元 the printed sum is that of the exact parts, and
/// only the rounded ones come back.
fn differs_by_a_tail(was: &Cell, is: &Cell) -> bool {
    match (was, is) {
        (Cell::Float(was), Cell::Float(is)) => was != is && (was - is).abs() < 0.05,
        _ => false,
    }
}

/// The rows of a sheet without the note of tails, which stands only where rounded parts show one: the parts that come back
/// are rounded already.
fn without_tail_note(rows: &[Vec<Cell>]) -> Vec<&Vec<Cell>> {
    let is_note =
        |row: &[Cell]| matches!(row, [Cell::String(text), ..] if text.contains("尾数误差"));
    rows.iter().filter(|row| !is_note(row)).collect()
}

/// Checks reports of several forms and kinds.
#[test]
fn statements_come_back_as_they_were() {
    for (project, unit, year, money) in some(REPORTS, 4) {
        let project = repository().join(project);
        let before = Sandbox::of_data(&project);
        loosen(&before, unit, year);
        let workbook = exported(&before, unit, year);
        let after = without_figures(&project, unit, year);
        fs::copy(&workbook, after.path("a.xlsx")).unwrap();
        let run = after.run(&["import", "a.xlsx", "--unit", unit, "--year", &year.to_string()]);
        let said = run.stdout() + &run.stderr();
        assert_eq!(run.status(), 0, "{unit}: {said}");
        // What no statement holds is told.
        assert!(said.contains("还缺：") && said.contains("    budget（"), "{unit}: {said}");
        let text = fs::read_to_string(after.path(&format!("data/{unit}/{year}.toml"))).unwrap();
        assert_eq!(text.contains("rounded-to = 100"), money == "万元", "{unit}");
        loosen(&after, unit, year);
        let again = exported(&after, unit, year);
        let (was, is) = (sheets(&workbook), sheets(&again));
        assert_eq!(was.len(), is.len(), "{unit}");
        let (mut cells, mut tails) = (0, 0);
        for ((name, was), (_, is)) in was.iter().zip(&is) {
            let (was, is) = match money {
                "万元" => (without_tail_note(was), without_tail_note(is)),
                _ => (was.iter().collect(), is.iter().collect()),
            };
            for (number, (was, is)) in was.iter().zip(&is).enumerate() {
                assert_eq!(was.len(), is.len(), "{unit} {name} {}", number + 1);
                for (was, is) in was.iter().zip(is.iter()) {
                    let is_tail = money == "万元" && differs_by_a_tail(was, is);
                    assert!(was == is || is_tail, "{unit} {name} {}: {was} {is}", number + 1);
                    tails += usize::from(is_tail);
                }
                cells += was.len();
            }
            assert_eq!(was.len(), is.len(), "{unit} {name}");
        }
        assert!(cells > 300 && tails * 50 < cells, "{unit}: {cells}, {tails}");
    }
}
