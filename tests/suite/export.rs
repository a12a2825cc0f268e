//! Statements as spreadsheets: every cell as it is printed, numbers as numbers.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};

use crate::support::{REFERENCE, Sandbox, repository, some};

/// The workbook of the reference unit in an output folder.
const WORKBOOK: &str = "out/2022/汾阳市社会保险中心2022年度单位决算公开.xlsx";

/// The sheets of a workbook.
pub(crate) fn sheets(path: &Path) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let names = book.sheet_names();
    let rows = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        (name, range.rows().map(<[Data]>::to_vec).collect())
    };
    names.into_iter().map(rows).collect()
}

/// A part of a workbook's container.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The CSV files in a folder, in their order: rows of cells.
fn tables(folder: &Path) -> Vec<Vec<Vec<String>>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let text = text.strip_prefix('\u{feff}').unwrap().to_owned();
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    files.iter().map(read).collect()
}

/// The number in a cell.
fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        _ => None,
    }
}

#[test]
fn the_reference_statements_are_a_workbook() {
    let sandbox = Sandbox::reference();
    let run = sandbox.run(&["export", "--to", "xlsx"]);
    assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    let path = sandbox.path(WORKBOOK);
    let sheets = sheets(&path);
    assert_eq!(sheets.len(), 10);
    let (name, totals) = &sheets[0];
    assert_eq!(name, "收入支出决算总表");
    let words = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(words(&totals[1])[5], "公开01表");
    assert_eq!(words(&totals[2])[0], "单位名称：汾阳市社会保险中心");
    assert_eq!(words(&totals[2])[5], "金额单位：元");
    let general =
        totals.iter().find(|row| row[0].to_string().starts_with("一、一般公共预算")).unwrap();
    assert_eq!(number(&general[2]), Some(416_868_418.19));
    assert_eq!(general[1], Data::String("1".to_owned()), "行次 is no amount");

    let expenditure = &sheets[2].1;
    let row = expenditure.iter().find(|row| row[0] == *"2080109").unwrap();
    assert_eq!(row[0], Data::String("2080109".to_owned()), "a code is no number");
    assert!(row[2..].iter().any(|cell| number(cell).is_some()));

    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<mergeCell ref="A1:F1"/>"#), "the title stands across the table");
    assert!(sheet.contains(r#"fitToHeight="0""#) && sheet.contains(r#"paperSize="9""#));
    assert!(part(&path, "xl/worksheets/sheet3.xml").contains(r#"orientation="landscape""#));
    assert!(part(&path, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(part(&path, "xl/styles.xml").contains("formatCode=\"0.00\""));
}

/// Checks that the files hold the same as the workbook, and both the same bytes each time.
#[test]
fn files_and_workbooks_say_the_same() {
    let sandbox = Sandbox::reference().without_reports();
    sandbox.add(&repository().join("data/putuo-finance"), "data/putuo-finance");
    let export = |form: &str, out: &str| {
        let selections = [format!("{REFERENCE}/2022"), "putuo-finance/2024".to_owned()];
        let [one, two] = &selections;
        let run = sandbox.run(&["export", one, two, "--to", form, "--out", out]);
        assert_eq!(run.status(), 0, "{}{}", run.stdout(), run.stderr());
    };
    for out in ["one", "two"] {
        export("xlsx", out);
    }
    export("csv", "one");
    for (name, count) in [
        ("2022/汾阳市社会保险中心2022年度单位决算公开", 10),
        ("2024/上海市普陀区财政局2024年度部门决算公开", 9),
    ] {
        let [one, two] = ["one", "two"].map(|out| sandbox.path(&format!("{out}/{name}.xlsx")));
        assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap(), "{name}");
        let (sheets, tables) = (sheets(&one), tables(&sandbox.path(&format!("one/{name}"))));
        assert_eq!((sheets.len(), tables.len()), (count, count));
        for ((name, rows), table) in sheets.iter().zip(&tables) {
            let held: Vec<f64> = rows.iter().flatten().filter_map(number).collect();
            let amounts = table.iter().flatten().filter(|cell| cell.contains('.'));
            let amounts: Vec<f64> = amounts.filter_map(|cell| cell.parse().ok()).collect();
            // Besides amounts, numbers of things are held.
            assert!(amounts.iter().all(|amount| held.contains(amount)), "{name}");
            let texts = |cells: Vec<String>| -> Vec<String> {
                cells.into_iter().filter(|text| text.chars().any(|c| c > '\u{2e80}')).collect()
            };
            let of_sheet = texts(rows.iter().flatten().map(ToString::to_string).collect());
            let of_table = texts(table.concat());
            assert_eq!(of_sheet, of_table, "{name}");
        }
    }
}

/// Checks that a text that looks like a formula is none.
#[test]
fn a_text_is_never_a_formula() {
    for name in some(["=1+1", "+甲", "-乙", "@丙"], 4) {
        let sandbox = Sandbox::without_control();
        let names = format!("\n[names]\n2080177 = \"{name}\"\n");
        let year = format!("data/{REFERENCE}/2022.toml");
        let text = fs::read_to_string(sandbox.path(&year)).unwrap();
        let text = text.replace("\"2080109\"", "\"2080177\"");
        sandbox.write(&year, format!("{text}{names}").as_bytes());
        for form in ["xlsx", "csv"] {
            let run = sandbox.run(&["export", "--to", form]);
            assert_eq!(run.status(), 0, "{name}: {}{}", run.stdout(), run.stderr());
        }
        let path = sandbox.path(WORKBOOK);
        let cell = sheets(&path)
            .into_iter()
            .flat_map(|(_, rows)| rows.into_iter().flatten())
            .find(|cell| *cell == name);
        assert_eq!(cell, Some(Data::String(name.to_owned())));
        assert!(part(&path, "xl/styles.xml").contains("quotePrefix=\"1\""), "{name}");
        let tables = tables(&sandbox.path(WORKBOOK.trim_end_matches(".xlsx")));
        let guarded = format!("'{name}");
        assert!(tables.into_iter().flatten().flatten().any(|cell| cell == guarded), "{name}");
    }
}

/// Checks that a report with errors is told and left out, and that the others are written.
#[test]
fn a_report_with_errors_is_left_out() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/clean"));
    let units: Vec<String> = fs::read_dir(sandbox.path("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "catalog")
        .collect();
    let broken = "data/youth-centre/2024.toml";
    let text = fs::read_to_string(sandbox.path(broken)).unwrap();
    sandbox.write(broken, format!("{text}\nincome = 5\n").as_bytes());
    let run = sandbox.run(&["export", "--to", "xlsx"]);
    assert_eq!(run.status(), 1, "{}{}", run.stdout(), run.stderr());
    assert!(run.stderr().contains("未写出 youth-centre/2024"), "{}", run.stderr());
    assert_eq!(run.stdout().matches("已写出").count(), units.len() - 1, "{}", run.stdout());
}

/// Checks that a layout without statements is told.
#[test]
fn a_layout_without_statements_is_told() {
    let sandbox = Sandbox::reference();
    let layout = "name = \"own\"\nextends = \"shanxi\"\nstatements = []\n";
    sandbox.write("layouts/own/layout.toml", layout.as_bytes());
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"own\"");
    let run = sandbox.run(&["export", "--to", "csv"]);
    assert!(run.status() == 1 && run.stderr().contains("no-statements"), "{}", run.stderr());
    assert_eq!(run.stdout(), "");
}
