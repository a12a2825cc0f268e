//! The fill-in workbook: what is written is read back exactly, only what was changed is applied, and nothing is guessed.

use std::fs;
use std::path::Path;

use juesuan::exchange::fill::{Applied, Cells, Content, apply, cells, workbook};
use juesuan::files::Files;
use juesuan::project::{Purpose, Selected};

use crate::support::{REFERENCE, Sandbox, open, pdf_of, repository};

/// The bytes of the workbook of a report.
fn sent(root: &Path, unit: &str, year: u16) -> Vec<u8> {
    let selected = Selected { folder: unit.to_owned(), year };
    workbook(&open(root), &selected).unwrap_or_else(|why| panic!("{unit}/{year}: {why}"))
}

/// The cells of the workbook of a report.
fn sheets(root: &Path, unit: &str, year: u16) -> Cells {
    cells(&sent(root, unit, year)).unwrap()
}

/// Applies a workbook to a project and writes the files.
fn taken(sandbox: &Sandbox, cells: &Cells, unit: Option<&str>) -> Applied {
    let applied = apply(&Files::on(sandbox.root()), cells, unit, None);
    for text in &applied.texts {
        sandbox.write(&text.path, text.text.as_bytes());
    }
    applied
}

/// The row and column of the cell of a single value, by its mark.
fn of_leaf(cells: &Cells, file: &str, path: &str) -> (usize, (u32, u32)) {
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
fn fill(cells: &mut Cells, file: &str, path: &str, text: &str) {
    let (page, at) = of_leaf(cells, file, path);
    cells.0[page].cells.insert(at, Content::Text(text.to_owned()));
}

/// The page, the first line and the column of a key of rows.
fn of_rows(cells: &Cells, file: &str, path: &str, key: &str) -> (usize, u32, u32) {
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
fn line(cells: &Cells, file: &str, path: &str, key: &str, word: &str) -> (usize, u32) {
    let (page, first, column) = of_rows(cells, file, path, key);
    let row = (first..first + 200).find(|row| {
        matches!(cells.0[page].cells.get(&(*row, column)), Some(Content::Text(text)) if text.starts_with(word))
    });
    (page, row.unwrap_or_else(|| panic!("no line of {word}")))
}

/// All files below a folder with their bytes.
fn all(root: &Path) -> Vec<(String, Vec<u8>)> {
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

/// Checks that a report made from the workbook alone is the same to the last byte.
#[test]
fn a_report_is_made_of_its_workbook_alone() {
    for (project, units, year) in [
        (".", vec![REFERENCE], 2022),
        ("tests/projects/shanghai-example", vec!["putuo-finance"], 2024),
        ("tests/findings/base", vec!["archives"], 2022),
    ] {
        let root = repository().join(project);
        let sandbox = from_workbooks(&root, &units, year);
        let unit = units[0];
        let wanted = pdf_of(&root, unit, year, Purpose::Publication).unwrap();
        let made = pdf_of(sandbox.root(), unit, year, Purpose::Publication).unwrap();
        assert!(made == wanted, "{project}");
    }
}
