//! The fill-in workbook: what is written is read back exactly, only what was changed is applied, and nothing is guessed.

use std::fs;
use std::path::Path;

use juesuan::exchange::fill::{Applied, Cells, Content, apply, cells, is_fill_in, workbook};
use juesuan::files::Files;
use juesuan::project::{Purpose, Selected};

use crate::support::{REFERENCE, Sandbox, open, pdf_of, repository, some};

/// The bytes of the workbook of a report.
fn sent(root: &Path, unit: &str, year: u16) -> Vec<u8> {
    let selected = Selected { folder: unit.to_owned(), year };
    workbook(&open(root), &selected).unwrap_or_else(|why| panic!("{unit}/{year}: {why}"))
}

/// The cells of the workbook of a report.
pub(crate) fn sheets(root: &Path, unit: &str, year: u16) -> Cells {
    cells(&sent(root, unit, year)).unwrap()
}

/// Applies a workbook to a project and writes the files.
pub(crate) fn taken(sandbox: &Sandbox, cells: &Cells, unit: Option<&str>) -> Applied {
    let applied = apply(&Files::on(sandbox.root()), cells, unit, None);
    for text in &applied.texts {
        sandbox.write(&text.path, text.text.as_bytes());
    }
    applied
}

/// The row and column of the cell of a single value, by its mark.
pub(crate) fn of_leaf(cells: &Cells, file: &str, path: &str) -> (usize, (u32, u32)) {
    let mark = format!("leaf|{file}|{path}");
    let found = cells.0.iter().enumerate().find_map(|(number, page)| {
        let marked = page.cells.iter().find(|((_, column), content)| {
            *column == 0 && **content == Content::Text(mark.clone())
        });
        marked.map(|((row, _), _)| (number, (*row, 2)))
    });
    found.unwrap_or_else(|| panic!("no cell of {path}"))
}

/// Fills in a single value.
pub(crate) fn fill(cells: &mut Cells, file: &str, path: &str, text: &str) {
    let (page, at) = of_leaf(cells, file, path);
    cells.0[page].cells.insert(at, Content::Text(text.to_owned()));
}

/// The page, the first line and the column of a key of rows.
pub(crate) fn of_rows(cells: &Cells, file: &str, path: &str, key: &str) -> (usize, u32, u32) {
    let mark = Content::Text(format!("rows|{file}|{path}"));
    for (number, page) in cells.0.iter().enumerate() {
        let Some(((row, _), _)) = page.cells.iter().find(|(_, content)| **content == mark) else {
            continue;
        };
        let keys = (*row..)
            .find(|row| page.cells.get(&(*row, 0)) == Some(&Content::Text("keys".to_owned())))
            .unwrap();
        let column = page
            .cells
            .range((keys, 1)..(keys + 1, 0))
            .find(|(_, content)| **content == Content::Text(key.to_owned()));
        let ((_, column), _) = column.unwrap_or_else(|| panic!("no column {key}"));
        return (number, keys + 1, *column);
    }
    panic!("no rows of {path}");
}

/// The line of rows whose first column begins with a word.
pub(crate) fn line(cells: &Cells, file: &str, path: &str, key: &str, word: &str) -> (usize, u32) {
    let (page, first, column) = of_rows(cells, file, path, key);
    let row = (first..first + 200).find(|row| {
        matches!(cells.0[page].cells.get(&(*row, column)), Some(Content::Text(text)) if text.starts_with(word))
    });
    (page, row.unwrap_or_else(|| panic!("no line of {word}")))
}

/// All files below a folder with their bytes.
pub(crate) fn all(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut next = vec![root.to_owned()];
    while let Some(folder) = next.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => next.push(path),
                false => found.push((path.display().to_string(), fs::read(&path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

/// A project that has the settings of another one, and the units that are named from workbooks alone.
fn from_workbooks(root: &Path, units: &[&str], year: u16) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("juesuan.toml", &fs::read(root.join("juesuan.toml")).unwrap());
    for unit in units {
        let applied = taken(&sandbox, &sheets(root, unit, year), None);
        assert_eq!(applied.refused, [""; 0], "{unit}");
        assert_eq!((applied.folder.as_str(), applied.year), (*unit, year));
    }
    sandbox
}

/// Reports with all that data files can have: project, unit, year.
const REPORTS: [(&str, &str, u16); 8] = [
    (".", REFERENCE, 2022),
    (".", "putuo-finance", 2024),
    ("tests/findings/base", "archives", 2022),
    ("tests/projects/everything", "qingyu-affairs", 2022),
    ("tests/projects/clean", "county-hospital", 2024),
    ("tests/projects/clean", "agriculture-bureau", 2024),
    ("tests/projects/branches", "edges", 2022),
    ("tests/projects/shanghai-example", "putuo-finance", 2024),
];

/// The year's file of the clean unit of the gallery.
pub(crate) const YEAR: &str = "data/archives/2022.toml";

/// The clean unit of the gallery, and its workbook.
pub(crate) fn archives() -> (Sandbox, Cells) {
    let root = repository().join("tests/findings/base");
    (Sandbox::of_data(&root), sheets(&root, "archives", 2022))
}

/// What a file of a sandbox says.
pub(crate) fn text(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path(path)).unwrap()
}

/// Checks that a report made from the workbook alone is the same to the last byte.
#[test]
fn a_report_is_made_of_its_workbook_alone() {
    for (project, unit, year) in some([(".", REFERENCE, 2022), (".", "putuo-finance", 2024)], 2) {
        let root = repository().join(project);
        let sandbox = from_workbooks(&root, &[unit], year);
        let wanted = pdf_of(&root, unit, year, Purpose::Publication).unwrap();
        let made = pdf_of(sandbox.root(), unit, year, Purpose::Publication).unwrap();
        assert!(made == wanted, "{unit}");
    }
}

/// Checks the same of a department and the five units that it adds up.
#[test]
fn a_department_is_made_of_workbooks_alone() {
    let root = repository().join("tests/projects/department");
    let units = [
        "education",
        "education-office",
        "first-school",
        "kindergarten",
        "supplies-office",
        "youth-camp",
    ];
    let year = open(&root).settings.year;
    let sandbox = from_workbooks(&root, &units, year);
    let wanted = pdf_of(&root, "education", year, Purpose::Publication).unwrap();
    let made = pdf_of(sandbox.root(), "education", year, Purpose::Publication).unwrap();
    assert!(made == wanted);
}

/// Checks that a workbook holds every field: one made of what another one made is the same to the last byte.
#[test]
fn a_workbook_makes_files_that_make_the_same_workbook() {
    for (project, unit, year) in some(REPORTS, 2) {
        let root = repository().join(project);
        let sandbox = from_workbooks(&root, &[unit], year);
        let (made, wanted) = (sent(sandbox.root(), unit, year), sent(&root, unit, year));
        if made != wanted {
            let pages = |bytes: &[u8]| cells(bytes).unwrap().0;
            for (made, wanted) in pages(&made).iter().zip(&pages(&wanted)) {
                let differs =
                    wanted.cells.iter().find(|(at, cell)| made.cells.get(at) != Some(cell));
                assert_eq!(differs, None, "{project} {unit} {}", wanted.name);
            }
            panic!("{project} {unit}");
        }
    }
}

/// Checks that a workbook in which nothing was filled in changes nothing.
#[test]
fn who_filled_nothing_changes_nothing() {
    for (project, unit, year) in REPORTS {
        let root = repository().join(project);
        let applied = apply(&Files::on(&root), &sheets(&root, unit, year), None, None);
        assert_eq!((applied.refused, applied.changes), (vec![], vec![]), "{project} {unit}");
        assert!(applied.texts.is_empty());
    }
}

/// Checks that only the bytes of what was filled in change, however it was typed.
#[test]
fn what_was_filled_in_is_spliced_in_place() {
    for (path, typed, find, put) in [
        ("reasons.total", "业务量增加", "total = \"", "total = \"业务量增加\""),
        ("operating-expense", " １，２３４．５ ", "", "operating-expense = 1234.50"),
        ("published", "2023年9月16日", "published = 2023-09-15", "published = 2023-09-16"),
        ("three-public.reception.domestic.batches", "６", "batches = 5", "batches = 6"),
    ] {
        let (sandbox, mut cells) = archives();
        let before = text(&sandbox, YEAR);
        fill(&mut cells, "2022.toml", path, typed);
        let applied = taken(&sandbox, &cells, None);
        assert_eq!(applied.refused, [""; 0], "{path}");
        assert_eq!(applied.changes.len(), 1, "{:?}", applied.changes);
        let after = text(&sandbox, YEAR);
        assert!(before.contains(find) && after.contains(put), "{path}\n{after}");
        let (lines, kept): (Vec<&str>, Vec<&str>) =
            (after.lines().collect(), before.lines().collect());
        let differ = kept.iter().filter(|line| !lines.contains(line)).count();
        assert!(differ <= 1, "{path}: {differ}");
        // Taken a second time it is already so.
        let again = apply(&Files::on(sandbox.root()), &cells, None, None);
        assert!(again.refused.is_empty() && again.texts.is_empty(), "{path}");
    }
}

/// Checks rows that are added, changed, cleared, and called otherwise.
#[test]
fn rows_come_and_go() {
    let (sandbox, mut cells) = archives();
    let (page, row) = line(&cells, "2022.toml", "income", "code", "2012604");
    let (_, _, other) = of_rows(&cells, "2022.toml", "income", "other");
    cells.0[page].cells.insert((row, other), Content::Number("21000.5".to_owned()));
    let (page, first, code) = of_rows(&cells, "2022.toml", "budget", "code");
    let (_, _, fund) = of_rows(&cells, "2022.toml", "budget", "fund");
    let (_, _, initial) = of_rows(&cells, "2022.toml", "budget", "initial");
    let free = (first..).find(|row| !cells.0[page].cells.contains_key(&(*row, code))).unwrap();
    let budget = &mut cells.0[page].cells;
    budget.insert((free, code), Content::Text("208 社会保障和就业支出".to_owned()));
    budget.insert((free, fund), Content::Text("一般公共预算".to_owned()));
    budget.insert((free, initial), Content::Text("1,000.00".to_owned()));
    let (page, row) = line(&cells, "2022.toml", "economic", "code", "30101");
    cells.0[page].cells.retain(|(other, column), _| *other != row || *column == 0);
    let applied = taken(&sandbox, &cells, None);
    assert_eq!(applied.refused, [""; 0]);
    assert_eq!(applied.changes.len(), 3, "{:#?}", applied.changes);
    let after = text(&sandbox, YEAR);
    assert!(after.contains("other = 21000.50"), "{after}");
    assert!(after.contains("{ code = \"208\", initial = 1000.00 }"), "{after}");
    assert!(!after.contains("\"30101\""), "{after}");
    for change in &applied.changes {
        assert!(change.starts_with(['加', '改', '删']), "{change}");
    }
}

/// Checks that what an office has of its own stands in the workbook like all else: it comes, changes and goes.
#[test]
fn things_of_an_offices_own_come_and_go() {
    let (sandbox, _) = archives();
    let own = "\n[extra.index]\nname = \"监督索引号\"\ntext = \"53000\" # 注\n\n[extra.works]\nname = \"重点工作\"\n\
        columns = [\"项目\", \"完成\"]\nrows = [ { cells = [\"甲|乙\", \"1\"] }, { cells = [\"丙\", \"2\"] } ]\n\n\
        [extra.gone]\nname = \"无用\"\namount = 5\n";
    sandbox.write(YEAR, format!("{}{own}", text(&sandbox, YEAR)).as_bytes());
    let mut cells = sheets(sandbox.root(), "archives", 2022);
    assert!(taken(&sandbox, &cells, None).texts.is_empty());
    let put = |cells: &mut Cells, row: u32, key: &str, typed: &str| {
        let (page, _, column) = of_rows(cells, "2022.toml", "extra", key);
        cells.0[page].cells.insert((row, column), Content::Text(typed.to_owned()));
    };
    let (page, index) = line(&cells, "2022.toml", "extra", "key", "index");
    put(&mut cells, index, "text", "53001");
    let (_, works) = line(&cells, "2022.toml", "extra", "key", "works");
    let (_, _, rows) = of_rows(&cells, "2022.toml", "extra", "rows");
    let shown = Content::Text("甲\\|乙 | 1\n丙 | 2".to_owned());
    assert_eq!(cells.0[page].cells.get(&(works, rows)), Some(&shown));
    put(&mut cells, works, "rows", "甲\\|乙 | 1\n丙｜3\n");
    let (_, gone) = line(&cells, "2022.toml", "extra", "key", "gone");
    cells.0[page].cells.retain(|(row, column), _| *row != gone || *column == 0);
    let (_, first, key) = of_rows(&cells, "2022.toml", "extra", "key");
    let free =
        (first..).find(|row| *row != gone && !cells.0[page].cells.contains_key(&(*row, key)));
    for (key, typed) in [("key", "phone"), ("name", "联系电话"), ("text", "0871-1234")] {
        put(&mut cells, free.unwrap(), key, typed);
    }
    let applied = taken(&sandbox, &cells, None);
    assert_eq!(applied.refused, [""; 0]);
    assert_eq!(applied.changes.len(), 4, "{:#?}", applied.changes);
    let after = text(&sandbox, YEAR);
    assert!(after.contains("text = \"53001\" # 注"), "{after}");
    assert!(
        after.contains("cells = [\"甲|乙\", \"1\"]") && after.contains("[\"丙\", \"3\"]"),
        "{after}"
    );
    assert!(after.contains("联系电话") && !after.contains("无用"), "{after}");
    // A unit that is not there yet gets it, too, and the reader takes it.
    let made = from_workbooks(sandbox.root(), &["archives"], 2022);
    let made = open(made.root()).examine(&Selected { folder: "archives".to_owned(), year: 2022 });
    let names = made.derived.unwrap().report.year.extra.into_iter().map(|extra| extra.key);
    assert_eq!(names.collect::<Vec<_>>().len(), 3);
}

/// Checks that lines of rows may change places.
#[test]
fn rows_in_another_order_are_the_same() {
    let (sandbox, mut cells) = archives();
    let (page, first, _) = of_rows(&cells, "2022.toml", "income", "code");
    let page = &mut cells.0[page].cells;
    let take = |row: u32| -> Vec<((u32, u32), Content)> {
        page.range((row, 1)..(row + 1, 0)).map(|(at, content)| (*at, content.clone())).collect()
    };
    let (one, two) = (take(first), take(first + 1));
    assert!(!one.is_empty() && !two.is_empty());
    for (at, _) in one.iter().chain(&two) {
        page.remove(at);
    }
    page.extend(one.into_iter().map(|((_, column), content)| ((first + 1, column), content)));
    page.extend(two.into_iter().map(|((_, column), content)| ((first, column), content)));
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.refused.is_empty() && applied.texts.is_empty(), "{:?}", applied.refused);
}

/// Checks that a cell that was changed in the file and in the workbook refuses the whole unit, and is named.
#[test]
fn what_both_sides_changed_is_a_conflict() {
    let (sandbox, mut cells) = archives();
    fill(&mut cells, "2022.toml", "published", "2023-09-16");
    fill(&mut cells, "unit.toml", "established", "2001");
    sandbox.replace(YEAR, "published = 2023-09-15", "published = 2023-09-17");
    let before = all(sandbox.root());
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.texts.is_empty() && applied.changes.is_empty());
    assert_eq!(applied.refused.len(), 1, "{:?}", applied.refused);
    for words in ["年度文件!C", "published", "2023-09-15", "2023-09-16", "2023-09-17"] {
        assert!(applied.refused[0].contains(words), "{}", applied.refused[0]);
    }
    assert_eq!(all(sandbox.root()), before);
    // The same change on both sides is none.
    fill(&mut cells, "2022.toml", "published", "2023-09-17");
    let applied = taken(&sandbox, &cells, None);
    assert_eq!(applied.refused, [""; 0]);
    assert_eq!(applied.texts.len(), 1);
    // What the office alone changed stays.
    sandbox.replace(YEAR, "2023-09-17", "2023-09-18");
    let (_, cells) = archives();
    assert!(taken(&sandbox, &cells, None).texts.is_empty());
}

/// Checks rows that one side removed or changed.
#[test]
fn rows_that_both_sides_changed_are_conflicts() {
    let (sandbox, mut cells) = archives();
    let (page, row) = line(&cells, "2022.toml", "economic", "code", "30101");
    cells.0[page].cells.retain(|(other, column), _| *other != row || *column == 0);
    let file = text(&sandbox, YEAR);
    let of_row = file.lines().find(|line| line.contains("\"30101\"")).unwrap();
    sandbox.replace(YEAR, of_row, &of_row.replace("basic = ", "basic = 1"));
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.refused[0].contains("economic[30101]"), "{:?}", applied.refused);
    let (sandbox, mut cells) = archives();
    let (page, row) = line(&cells, "2022.toml", "economic", "code", "30101");
    let (_, _, basic) = of_rows(&cells, "2022.toml", "economic", "basic");
    cells.0[page].cells.insert((row, basic), Content::Number("1".to_owned()));
    sandbox.replace(YEAR, of_row, "");
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.refused[0].contains("economic[30101]"), "{:?}", applied.refused);
}

/// Checks that cells that say nothing that they may be are named, and nothing is changed.
#[test]
fn wrong_cells_are_named() {
    for (path, content, words) in [
        ("operating-expense", Content::Text("12万元".to_owned()), "不是数"),
        ("operating-expense", Content::Number("-5".to_owned()), "负数"),
        ("operating-expense", Content::Number("1.234".to_owned()), "两位以上的小数"),
        ("operating-expense", Content::Error("#REF!".to_owned()), "#REF!"),
        ("operating-expense", Content::Uncalculated, "没有结果的公式"),
        ("published", Content::Text("九月".to_owned()), "不是日期"),
        ("year", Content::Number("2023".to_owned()), "年度不能改"),
        ("comparison-only", Content::Text("也许".to_owned()), "是”或“否"),
    ] {
        let (sandbox, mut cells) = archives();
        let (page, at) = of_leaf(&cells, "2022.toml", path);
        cells.0[page].cells.insert(at, content);
        let applied = taken(&sandbox, &cells, None);
        assert!(applied.texts.is_empty());
        let told = applied.refused.join("\n");
        assert!(told.contains("年度文件!C") && told.contains(words), "{path}: {told}");
    }
    let (sandbox, mut cells) = archives();
    let (page, first, _) = of_rows(&cells, "2022.toml", "income", "code");
    let (_, _, other) = of_rows(&cells, "2022.toml", "income", "other");
    cells.0[page].cells.insert((first + 9, other), Content::Number("5".to_owned()));
    let told = taken(&sandbox, &cells, None).refused.join("\n");
    assert!(told.contains("收入!B") && told.contains("没有填"), "{told}");
}

/// Checks that a workbook that the program did not send, or that was spoilt, is refused and touches nothing.
#[test]
fn foreign_and_spoilt_workbooks_are_refused() {
    let hidden = |cells: &mut Cells, row: u32, column: u32, text: &str| {
        let page = cells.0.iter_mut().find(|page| page.name == "juesuan").unwrap();
        page.cells.insert((row, column), Content::Text(text.to_owned()));
    };
    for (row, column, put) in [
        (0, 0, "something else"),
        (0, 1, "99"),
        (1, 1, "../others"),
        (1, 1, ""),
        (1, 2, "last year"),
        (2, 1, "../2022.toml"),
        (2, 1, "2022/../../x.toml"),
        (2, 0, "execute"),
        (4, 0, "cell"),
    ] {
        let (sandbox, mut cells) = archives();
        hidden(&mut cells, row, column, put);
        let before = all(sandbox.root());
        let applied = taken(&sandbox, &cells, None);
        assert!(!applied.refused.is_empty(), "{row} {column} {put}");
        assert!(applied.texts.is_empty());
        assert_eq!(all(sandbox.root()), before);
    }
    let (sandbox, _) = archives();
    let told = apply(&Files::on(sandbox.root()), &Cells::default(), None, None).refused;
    assert!(told[0].contains("不是填报表"));
    assert!(cells(b"PK\x03\x04 and no more").is_err() && cells(b"").is_err());
}

/// Checks that a sheet that is gone or a mark that is gone removes nothing.
#[test]
fn sheets_that_are_gone_change_nothing() {
    let (sandbox, mut cells) = archives();
    cells.0.retain(|page| page.name != "收入" && page.name != "单位");
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.refused.is_empty() && applied.texts.is_empty(), "{:?}", applied.refused);
    assert!(applied.notes.iter().any(|note| note.contains("unit.toml")), "{:?}", applied.notes);
}

/// Checks that what must be explained has a line of its own with its figures and its rule, and that it is taken from there.
#[test]
fn what_must_be_explained_has_lines() {
    let root = repository().join("tests/findings/base");
    let sandbox = Sandbox::of_data(&root);
    sandbox.replace(YEAR, "government-fund = \"库房维修工程量增加\"\n", "");
    sandbox.replace(YEAR, "use = \"职工住房公积金\", ", "");
    let mut cells = sheets(sandbox.root(), "archives", 2022);
    for (path, figures, rule) in [
        ("reasons.government-fund", "48000.00", "R0711"),
        ("reasons.accounts[221/general].use", "221", "R0716"),
    ] {
        let (page, (row, _)) = of_leaf(&cells, "2022.toml", path);
        assert_eq!(cells.0[page].name, "要说明的");
        let words = |column| match cells.0[page].cells.get(&(row, column)) {
            Some(Content::Text(text)) => text.clone(),
            _ => String::new(),
        };
        assert!(words(1).contains(figures) && words(4).starts_with(rule), "{path}: {}", words(1));
        fill(&mut cells, "2022.toml", path, "维修工程量增加");
    }
    let applied = taken(&sandbox, &cells, None);
    assert_eq!(applied.refused, [""; 0]);
    assert_eq!(applied.changes.len(), 2, "{:?}", applied.changes);
    let after = text(&sandbox, YEAR);
    assert!(after.contains("government-fund = \"维修工程量增加\""), "{after}");
    assert!(after.contains("use = \"维修工程量增加\""), "{after}");
}

/// Checks that a report that is filled in on the sheet for new ones gets a file of its own.
#[test]
fn a_new_self_evaluation_report_gets_a_file() {
    let (sandbox, mut cells) = archives();
    let name =
        cells.0.iter().find(|page| page.name == "新的自评").unwrap().cells.values().find_map(
            |content| match content {
                Content::Text(text) => text
                    .strip_prefix("leaf|")
                    .and_then(|rest| rest.split('|').next().map(str::to_owned)),
                _ => None,
            },
        );
    let file = name.unwrap();
    fill(&mut cells, &file, "name", "2022年库房维修");
    fill(&mut cells, &file, "execution-score", "10");
    fill(&mut cells, &file, "overview", "第一段\r\n\r\n第二段");
    let applied = taken(&sandbox, &cells, None);
    assert_eq!(applied.refused, [""; 0]);
    let made = text(&sandbox, &format!("data/archives/{file}"));
    assert_eq!(
        made,
        "name = \"2022年库房维修\"\nexecution-score = 10\noverview = \"\"\"\n第一段\n第二段\n\"\"\"\n"
    );
}

/// Checks that a file of last year that is whole is only shown.
#[test]
fn last_years_whole_file_is_only_shown() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/clean"));
    let (unit, year) = ("agriculture-bureau", 2024);
    let last = "data/agriculture-bureau/2023.toml";
    // One that serves only comparisons may be changed, but not into what no file may say.
    let mut cells = sheets(sandbox.root(), unit, year);
    fill(&mut cells, "2023.toml", "operating-expense", "5");
    assert_eq!(apply(&Files::on(sandbox.root()), &cells, None, None).texts.len(), 1);
    fill(&mut cells, "2023.toml", "year", "1");
    let refused = apply(&Files::on(sandbox.root()), &cells, None, None).refused;
    assert!(refused[0].starts_with("2023年度!C"), "{refused:?}");
    sandbox.replace(last, "comparison-only = true\n", "");
    let mut cells = sheets(sandbox.root(), unit, year);
    let page = cells.0.iter_mut().find(|page| page.name == "2023年度").unwrap();
    let changed = page.cells.iter_mut().find_map(|((_, column), content)| match content {
        Content::Number(number) if *column > 1 => Some(number),
        _ => None,
    });
    "1".clone_into(changed.unwrap());
    let applied = apply(&Files::on(sandbox.root()), &cells, None, None);
    assert!(applied.texts.is_empty());
    let told = &applied.refused[0];
    assert!(told.contains("2023.toml") && told.contains("只供对照"), "{told}");
}

/// Checks that an office may give a unit another folder, and that a unit that has only a beginning takes all that was sent.
#[test]
fn a_unit_that_only_begins_takes_everything() {
    let (_, cells) = archives();
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    sandbox.write(
        "data/other/unit.toml",
        "# 注\nname = \"某县档案馆\"\nkind = \"unit\"\nnature = \"institution\"\n".as_bytes(),
    );
    sandbox.write(
        "data/other/2022.toml",
        "# 新的一年\nyear = 2022\nincome = []\nexpenditure = []\neconomic = []\n".as_bytes(),
    );
    let applied = taken(&sandbox, &cells, Some("other"));
    assert_eq!(applied.refused, [""; 0]);
    let made = text(&sandbox, "data/other/2022.toml");
    assert!(made.starts_with("# 新的一年\nyear = 2022\n"), "{made}");
    let unit = text(&sandbox, "data/other/unit.toml");
    assert!(unit.starts_with("# 注\nname = \"某县档案馆\"\n"), "{unit}");
    let there = apply(&Files::on(sandbox.root()), &cells, Some("other"), None);
    assert!(there.refused.is_empty() && there.texts.is_empty(), "{:?}", there.changes);
    let wrong = apply(&Files::on(sandbox.root()), &cells, Some("other"), Some(2023));
    assert!(wrong.refused[0].contains("--year"));
}

/// Checks that the command writes the same bytes each time, with lists to choose from, notes, checks and locked cells.
#[test]
fn the_command_writes_a_workbook_that_helps() {
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    let path = "out/2022/某县档案馆2022年度单位决算公开填报表.xlsx";
    let mut made = Vec::new();
    for _ in 0..2 {
        let run = sandbox.run(&["export", "archives/2022", "--to", "workbook"]);
        assert_eq!(run.status(), 0, "{}", run.stderr());
        assert!(run.stdout().contains("填报表.xlsx"), "{}", run.stdout());
        let folder = fs::read_dir(sandbox.path("out/2022")).unwrap();
        let names: Vec<String> =
            folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(names.len(), 1, "{path}: {names:?}");
        made.push(fs::read(sandbox.path("out/2022").join(&names[0])).unwrap());
    }
    assert!(made[0] == made[1]);
    let parts = unpacked(&made[0]);
    for words in ["<dataValidation ", "<conditionalFormatting ", "<sheetProtection ", "清单"] {
        assert!(parts.iter().any(|(_, text)| text.contains(words)), "{words}");
    }
    assert!(
        parts.iter().any(|(name, text)| name.contains("comments") && text.contains("单位：元"))
    );
    assert!(parts.iter().any(|(_, text)| text.contains("state=\"veryHidden\"")));
    assert!(parts.iter().any(|(_, text)| text.contains("2000-01-01T00:00:00Z")));
    assert!(!parts.iter().any(|(_, text)| text.contains("password")));
}

/// The parts of a workbook by name.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let part = |number| {
        let mut file = archive.by_index(number).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        (file.name().unwrap().to_string(), text)
    };
    let count = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().len();
    (0..count).map(part).collect()
}

/// Checks that a file with broken TOML is named and has no workbook.
#[test]
fn a_broken_file_has_no_workbook() {
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    sandbox.write(YEAR, b"year = 2022\nincome = [\n");
    let run = sandbox.run(&["export", "archives/2022", "--to", "workbook"]);
    assert_eq!(run.status(), 1);
    assert!(
        run.stderr().contains("no-workbook") && run.stderr().contains(YEAR),
        "{}",
        run.stderr()
    );
    assert!(!sandbox.path("out").exists());
}

/// Checks the whole way through the commands: sent, taken back, nothing changed, something new, a folder of several.
#[test]
fn the_commands_send_and_take_back() {
    let root = repository().join("tests/projects/department");
    let year = open(&root).settings.year;
    let sandbox = Sandbox::of_data(&root);
    let run = sandbox.run(&["export", "--to", "workbook", "--out", "sent"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let folder = format!("sent/{year}");
    let before = all(&sandbox.path("data"));
    let run = sandbox.run(&["import", &folder]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(run.stdout().contains("原来就是这样，没有改动"), "{}", run.stdout());
    assert_eq!(all(&sandbox.path("data")), before);
    // An empty project takes all of them.
    let other = Sandbox::empty();
    other.write("juesuan.toml", &fs::read(root.join("juesuan.toml")).unwrap());
    other.add(&sandbox.path("sent"), "sent");
    let run = other.run(&["import", &folder, "--dry-run"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(!other.path("data").exists());
    let run = other.run(&["import", &folder]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(run.stdout().contains("共 6 个，导入 6 个"), "{}", run.stdout());
    let facts = |sandbox: &Sandbox| sandbox.run(&["facts", "education"]).stdout();
    assert!(!facts(&other).is_empty());
    assert_eq!(facts(&other), facts(&sandbox));
    // One unit of the folder is in conflict, the others are taken.
    let unit = format!("data/youth-camp/{year}.toml");
    let camp = text(&other, &unit).replace("year = ", "approved = 1999-01-01\nyear = ");
    other.write(&unit, camp.as_bytes());
    let several = other.run(&["import", &folder, "--unit", "youth-camp"]);
    assert_eq!(several.status(), 1);
    assert!(several.stderr().contains("不能都写进 data/youth-camp"), "{}", several.stderr());
    assert_eq!(text(&other, &unit), camp);
}

/// Checks that a workbook of another kind is not taken for one.
#[test]
fn other_workbooks_are_not_taken_for_one() {
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    sandbox.run(&["export", "archives", "--to", "xlsx", "--out", "sent"]);
    let path = fs::read_dir(sandbox.path("sent/2022")).unwrap().next().unwrap().unwrap().path();
    assert!(!is_fill_in(&cells(&fs::read(path).unwrap()).unwrap()));
    let (_, own) = archives();
    assert!(is_fill_in(&own));
}

/// Checks that the reason of an account that has no row yet makes one, and that a blank fund is said to be what it stands for.
#[test]
fn an_account_without_a_row_gets_one() {
    let sandbox = Sandbox::of_data(&repository().join("tests/findings/base"));
    let year = text(&sandbox, YEAR);
    let row = year.lines().find(|line| line.contains("use = \"职工住房公积金\"")).unwrap();
    sandbox.replace(YEAR, &format!("{row}\n"), "");
    let bytes = sent(sandbox.root(), "archives", 2022);
    let mut cells = cells(&bytes).unwrap();
    fill(&mut cells, "2022.toml", "reasons.accounts[221/general].use", "缴纳住房公积金");
    let applied = taken(&sandbox, &cells, None);
    assert_eq!(applied.refused, [""; 0]);
    let after = text(&sandbox, YEAR);
    assert!(after.contains("{ code = \"221\", use = \"缴纳住房公积金\" }"), "{after}");
    let mut notes = unpacked(&bytes).into_iter().filter(|(name, _)| name.contains("comments"));
    assert!(notes.any(|(_, text)| text.contains("不填：当作“一般公共预算”")));
}

/// Checks that cells filled with anything are refused or make files that can be read, and that what is refused makes none.
#[test]
fn whatever_is_filled_in_makes_no_broken_file() {
    let (sandbox, cells) = archives();
    let project = Files::on(sandbox.root());
    let pages = cells.0.iter().enumerate();
    let places: Vec<(usize, (u32, u32))> =
        pages.flat_map(|(page, of)| of.cells.keys().map(move |at| (page, *at))).collect();
    let contents = [
        Content::Text("\"\"\"\\ # [x]\n'''".to_owned()),
        Content::Text("2080109".to_owned()),
        Content::Text("=1+1".to_owned()),
        Content::Number("1e300".to_owned()),
        Content::Number("-0.005".to_owned()),
        Content::Text("leaf|2022.toml|income[x].general".to_owned()),
        Content::Text("rows|2022.toml|budget".to_owned()),
        Content::Text("end".to_owned()),
        Content::Text("\u{0}\u{1}\u{feff}".to_owned()),
        Content::Error("#N/A".to_owned()),
    ];
    let mut random = 7_u64;
    let mut below = |limit: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(random >> 33).unwrap() % limit
    };
    let (mut refused, mut made) = (0, 0);
    for _ in 0..crate::support::cases(40, 1_000) {
        let mut cells = cells.clone();
        for _ in 0..=below(3) {
            let (page, at) = places[below(places.len())];
            cells.0[page].cells.insert(at, contents[below(contents.len())].clone());
        }
        let applied = apply(&project, &cells, None, None);
        assert!(applied.refused.is_empty() || applied.texts.is_empty());
        refused += usize::from(!applied.refused.is_empty());
        for text in applied.texts {
            made += 1;
            let text = text.text.trim_start_matches('\u{feff}');
            assert!(toml::de::DeTable::parse(text).is_ok(), "{text}");
        }
    }
    assert!(refused > 0 && made > 0, "{refused} {made}");
}
