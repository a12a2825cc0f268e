//! The third form, which is a layout and nothing else.

use std::fs;

use juesuan::engine::Inspected;

use crate::support::{Sandbox, lay_out, repository};

/// The statements of the form in order: the names of their files, and their titles.
const STATEMENTS: [(&str, &str); 9] = [
    ("totals", "收入支出决算总表"),
    ("income", "收入决算表"),
    ("expenditure", "支出决算表"),
    ("fiscal", "财政拨款收入支出决算总表"),
    ("general", "一般公共预算财政拨款支出决算表"),
    ("basic", "一般公共预算财政拨款基本支出决算明细表"),
    ("government-fund", "政府性基金预算财政拨款收入支出决算表"),
    ("state-capital", "国有资本经营预算财政拨款支出决算表"),
    ("three-public", "财政拨款“三公”经费支出决算表"),
];

/// The published unit of the second province, in the form of the central ministries.
fn report() -> Inspected {
    let project = Sandbox::reference();
    for name in ["2023.toml", "2024.toml", "unit.toml"] {
        let text = fs::read_to_string(repository().join("data/putuo-finance").join(name)).unwrap();
        let text = text.replace("layout = \"shanghai\"", "layout = \"central\"");
        project.write(&format!("data/office/{name}"), text.as_bytes());
    }
    lay_out(project.root(), "office", 2024)
}

/// Checks the order, titles and labels of the nine statements, and the narrative as text to be read.
#[test]
fn the_nine_statements_are_in_the_ministrys_order() {
    let report = report();
    let lines = report.lines();
    let mut from = 0;
    for (number, (key, title)) in (1..).zip(STATEMENTS) {
        assert!(report.table(&format!("statement-{key}")).is_some(), "{key}");
        let title = lines[from..].iter().position(|line| line == title);
        from += title.unwrap_or_else(|| panic!("{key} is not in its place"));
        let top = &lines[from + 1];
        assert!(top.starts_with(&format!("公开{number:02}表")), "{key}: {top}");
        assert!(top.ends_with("金额单位：万元"), "{key}: {top}");
    }
    let start = lines.iter().rposition(|line| line == "第三部分　情况说明").unwrap();
    let end = lines.iter().rposition(|line| line == "第四部分　名词解释").unwrap();
    insta::assert_snapshot!(lines[start..end].join("\n"));
}

/// Checks that basic expenditure is that of the other form, code by code.
#[test]
fn basic_expenditure_is_that_of_the_other_form() {
    let amounts = |report: &Inspected, start: usize| {
        let rows = report.table("statement-basic").unwrap();
        let mut cells: Vec<(String, String)> = rows
            .iter()
            .skip(start)
            .flat_map(|row| row.chunks(3))
            .filter(|cells| cells.len() == 3 && !cells[2].is_empty() && cells[0].len() >= 3)
            .filter(|cells| cells[0].chars().all(|c| c.is_ascii_digit()))
            .map(|cells| (cells[0].clone(), cells[2].clone()))
            .collect();
        cells.sort();
        cells
    };
    let other = lay_out(&repository(), "putuo-finance", 2024);
    let wanted = amounts(&other, 1);
    assert!(wanted.len() > 20, "{wanted:?}");
    assert_eq!(amounts(&report(), 2), wanted);
}

/// Checks that the guide tells how many lines the form took.
#[test]
fn the_guide_tells_how_many_lines_it_took() {
    let folder = repository().join("layouts/central");
    let (mut files, mut lines) = (0, 0);
    for below in [folder.clone(), folder.join("statements")] {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                files += 1;
                lines += fs::read_to_string(path).unwrap().lines().count();
            }
        }
    }
    let guide = fs::read_to_string(repository().join("docs/layouts.md")).unwrap();
    let said = format!("{files} 个文件，共 {lines} 行");
    assert!(guide.contains(&said), "docs/layouts.md should say {said}");
}
