//! The fill-in workbook: what no data file may say is refused at its cells before anything is written, and what is written is told.

use std::fs;

use juesuan::exchange::fill::{Cells, Content, apply};
use juesuan::files::Files;
use juesuan::problem::Severity;
use juesuan::project::{Project, Selected};

use crate::fill::{YEAR, archives, line, of_rows, sheets, taken, text};
use crate::support::{Sandbox, is_long, repository, some};

/// Puts words into a new line of rows; the line.
fn new_line(cells: &mut Cells, path: &str, typed: &[(&str, &str)]) -> u32 {
    let (page, first, _) = of_rows(cells, "2022.toml", path, typed[0].0);
    let is_free = |row: &u32| cells.0[page].cells.range((*row, 1)..(*row + 1, 0)).next().is_none();
    let row = (first..).find(is_free).unwrap();
    for (key, typed) in typed {
        let (_, _, column) = of_rows(cells, "2022.toml", path, key);
        cells.0[page].cells.insert((row, column), Content::Text((*typed).to_owned()));
    }
    row
}

/// The cell of a key of rows in a line, as spreadsheets call it.
fn called(cells: &Cells, path: &str, key: &str, row: u32) -> String {
    let (page, _, column) = of_rows(cells, "2022.toml", path, key);
    let column = char::from(b'A' + u8::try_from(column).unwrap());
    format!("{}!{column}{}", cells.0[page].name, row + 1)
}

/// The errors of the files of a report with what a workbook makes of them.
fn errors(sandbox: &Sandbox, texts: &[(String, String)], unit: &str, year: u16) -> Vec<String> {
    let files = Files::on(sandbox.root()).over(texts.iter().cloned());
    let selected = Selected { folder: unit.to_owned(), year };
    let problems = Project::open(&files).unwrap().examine(&selected).problems;
    let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.headline).collect()
}

/// A workbook as the bytes of a file.
fn bytes(cells: &Cells) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for page in &cells.0 {
        let sheet = book.add_worksheet().set_name(&page.name).unwrap();
        for ((row, column), content) in &page.cells {
            let column = u16::try_from(*column).unwrap();
            match content {
                Content::Number(number) => {
                    sheet.write_number(*row, column, number.parse::<f64>().unwrap()).unwrap();
                }
                Content::Text(text) | Content::Other(text) => {
                    sheet.write_string(*row, column, text).unwrap();
                }
                Content::Error(_) | Content::Uncalculated => {}
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A new row without what is required of it, and a row whose code was cleared, are refused at that cell; whole rows are taken,
/// and so is a row that says less than it might.
#[test]
fn rows_without_what_is_required_are_refused() {
    for (path, typed, lacking) in [
        ("expenditure", &[("fund", "一般公共预算"), ("project", "5")][..], Some("code")),
        ("expenditure", &[("code", "2012699"), ("project", "5")], Some("fund")),
        ("income", &[("name", "档案馆"), ("other", "5")], Some("code")),
        ("economic", &[("name", "办公费"), ("basic", "5")], Some("code")),
        ("budget", &[("fund", "一般公共预算"), ("initial", "5")], Some("code")),
        ("carry-over.opening", &[("code", "2012604"), ("amount", "5")], Some("fund")),
        ("expenditure", &[("code", "2012699"), ("fund", "一般公共预算"), ("project", "5")], None),
        // What is not written counts as nothing.
        ("expenditure", &[("code", "2012699"), ("fund", "一般公共预算")], None),
        ("economic", &[("code", "30299")], None),
        // The fund of a budget goes without saying.
        ("budget", &[("code", "229"), ("initial", "5")], None),
    ] {
        let (sandbox, mut cells) = archives();
        let row = new_line(&mut cells, path, typed);
        let applied = apply(&Files::on(sandbox.root()), &cells, None, None);
        match lacking {
            None => assert!(applied.refused.is_empty(), "{typed:?}: {:?}", applied.refused),
            Some(key) => {
                let told = applied.refused.join("\n");
                // Rows with no key at all are told at their first cell.
                let at = called(&cells, path, key, row);
                assert!(told.contains(&at) && told.contains("没有填"), "{typed:?}: {told}");
                assert!(applied.texts.is_empty() && applied.changes.is_empty());
            }
        }
    }
    for (path, word, key) in [
        ("expenditure", "2210201", "code"),
        ("expenditure", "2210201", "fund"),
        ("income", "2210201", "code"),
        ("economic", "30101", "code"),
    ] {
        let (sandbox, mut cells) = archives();
        let (page, row) = line(&cells, "2022.toml", path, "code", word);
        let (_, _, column) = of_rows(&cells, "2022.toml", path, key);
        cells.0[page].cells.remove(&(row, column));
        let at = called(&cells, path, key, row);
        let told = taken(&sandbox, &cells, None).refused.join("\n");
        assert!(told.contains(&at), "{path} {key}: {told}");
    }
}

/// Whatever cell of whatever row is cleared: it is refused, or what it makes can be read as well as before.
#[test]
fn no_cleared_cell_makes_a_file_that_cannot_be_read() {
    let root = repository().join("tests/projects/everything");
    let (unit, year) = ("qingyu-affairs", 2022);
    let sandbox = Sandbox::of_data(&root);
    let sent = sheets(&root, unit, year);
    let known = errors(&sandbox, &[], unit, year);
    let (mut refused, mut taken) = (0, 0);
    for (number, page) in sent.0.iter().enumerate() {
        let words = |row: u32, column: u32| match page.cells.get(&(row, column)) {
            Some(Content::Text(text)) => text.as_str(),
            _ => "",
        };
        let last = page.cells.keys().next_back().map_or(0, |(row, _)| *row);
        let keys = (0..=last).filter(|row| words(*row, 0) == "keys").map(|row| row + 1);
        let all = keys.flat_map(|row| page.cells.range((row, 1)..(row + 1, 0)).map(|(at, _)| *at));
        for at in some(all, 5) {
            let mut cells = sent.clone();
            cells.0[number].cells.remove(&at);
            let applied = apply(&Files::on(sandbox.root()), &cells, None, None);
            assert!(applied.refused.is_empty() || applied.texts.is_empty());
            refused += usize::from(!applied.refused.is_empty());
            taken += usize::from(!applied.texts.is_empty());
            let texts = applied.texts.into_iter().map(|text| (text.path, text.text));
            let errors = errors(&sandbox, &texts.collect::<Vec<_>>(), unit, year);
            let new: Vec<_> = errors.iter().filter(|error| !known.contains(error)).collect();
            if new.is_empty() {
                continue;
            }
            // What only the reader knows is refused where the files are written.
            sandbox.write("收回.xlsx", &bytes(&cells));
            let run = sandbox.run(&["import", "收回.xlsx", "--dry-run"]);
            assert_eq!(run.status(), 1, "{}!{at:?}: {new:?}", page.name);
            let sheet = format!("{}!", page.name);
            assert!(run.stderr().contains(&sheet), "{at:?}: {new:?}: {}", run.stderr());
        }
    }
    let least = if is_long() { 10 } else { 1 };
    assert!(refused > least && taken > least, "{refused} {taken}");
}

/// A row that was sent without its code, because the file has it so, stands in nobody's way.
#[test]
fn what_was_sent_wrong_is_nobodys_fault() {
    let (sandbox, _) = archives();
    sandbox.replace(
        YEAR,
        "{ code = \"30239\", basic = 130000.00 }",
        "{ basic = 130000.00, name = \"甲\" }",
    );
    sandbox.replace(
        YEAR,
        "{ code = \"2012604\", fund = \"non-fiscal\",",
        "{ code = \"20126\", fund = \"non-fiscal\",",
    );
    let mut cells = sheets(sandbox.root(), "archives", 2022);
    crate::fill::fill(&mut cells, "2022.toml", "reasons.total", "业务量增加");
    let applied = taken(&sandbox, &cells, None);
    let told = applied.refused.join("\n");
    assert!(!told.contains("20126"), "{told}");
}

/// A code of the wrong level, a score above all scores, and a day that is none say in plain words what is wanted.
#[test]
fn what_does_not_fit_its_cell_says_why() {
    for (code, words) in [
        ("21301", &["款级", "7 位"][..]),
        ("213", &["类级", "7 位"]),
        ("30101", &["2 开头"]),
        ("2012699", &[]),
    ] {
        let (sandbox, mut cells) = archives();
        let typed = [("code", code), ("fund", "一般公共预算"), ("project", "5")];
        let row = new_line(&mut cells, "expenditure", &typed);
        let refused = apply(&Files::on(sandbox.root()), &cells, None, None).refused;
        assert_eq!(refused.len(), usize::from(!words.is_empty()), "{refused:?}");
        let told = refused.concat();
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
        assert!(words.is_empty() || told.contains(&called(&cells, "expenditure", "code", row)));
        assert!(!told.contains("这个字段"), "{told}");
    }
    let (sandbox, mut cells) = archives();
    crate::fill::fill(&mut cells, "2022.toml", "published", "2023-13-45");
    let told = taken(&sandbox, &cells, None).refused.concat();
    assert!(told.contains("这一天"), "{told}");
}

/// What only the reader of the data files refuses is refused by the command as well, at its cell; what the files had wrong
/// already does not stand in the way of what mends something else.
#[test]
fn what_would_be_written_is_read_again() {
    let (sandbox, sent) = archives();
    let file = "收回.xlsx";
    for (path, typed, words) in [
        // A row that there is already.
        (
            "expenditure",
            &[("code", "2210201"), ("fund", "一般公共预算"), ("basic", "5")][..],
            "2210201",
        ),
        ("carry-over.opening", &[("fund", "政府性基金预算"), ("amount", "5")], "政府性基金"),
    ] {
        let mut cells = sent.clone();
        let row = new_line(&mut cells, path, typed);
        sandbox.write(file, &bytes(&cells));
        let before = sandbox.files("data");
        for dry in [&["import", file, "--dry-run"][..], &["import", file]] {
            let run = sandbox.run(dry);
            let told = run.stderr();
            assert_eq!(run.status(), 1, "{typed:?}: {}{told}", run.stdout());
            let at = called(&cells, path, typed[0].0, row);
            let (sheet, line) = at.split_once('!').unwrap();
            let line = line.trim_start_matches(|c: char| c.is_ascii_uppercase());
            assert!(told.contains(&format!("{sheet}!")) && told.contains(line), "{told}");
            assert!(told.contains(words), "{told}");
            assert_eq!(sandbox.files("data"), before);
        }
    }
    // The file itself has an error: a change elsewhere is taken all the same.
    sandbox.replace(YEAR, "{ code = \"30239\", basic", "{ code = \"39999\", basic");
    let mut cells = sheets(sandbox.root(), "archives", 2022);
    crate::fill::fill(&mut cells, "2022.toml", "reasons.total", "业务量增加");
    sandbox.write(file, &bytes(&cells));
    let run = sandbox.run(&["import", file]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(text(&sandbox, YEAR).contains("业务量增加"));
    fs::remove_file(sandbox.path(file)).unwrap();
}

/// Rows that come and go are told with their amounts, and words as they were written.
#[test]
fn changes_are_told_with_what_they_say() {
    let (sandbox, mut cells) = archives();
    let typed = [("code", "2012699"), ("fund", "一般公共预算"), ("project", "12,345.67")];
    new_line(&mut cells, "expenditure", &typed);
    let (page, row) = line(&cells, "2022.toml", "economic", "code", "30201");
    cells.0[page].cells.retain(|(other, column), _| *other != row || *column == 0);
    crate::fill::fill(&mut cells, "2022.toml", "reasons.total", "<b>收支</b>“总计”general");
    crate::fill::fill(&mut cells, "2022.toml", "operating-expense", "1234.5");
    let applied = apply(&Files::on(sandbox.root()), &cells, None, None);
    assert_eq!(applied.refused, [""; 0]);
    let told = applied.changes.join("\n");
    for words in [
        "加 expenditure[2012699/general]：project 12345.67（",
        "删 economic[30201]（",
        "basic 120000.00，project 100000.00",
        "“<b>收支</b>“总计”general”",
        "operating-expense：",
        "1234.50",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(applied.count, 4);
}
