//! Which statements a layout has, and what stands above and below each.

use serde::Serialize;

use crate::fields::field::Field;
use crate::fields::layout::{layout, statement, tables};
use crate::layout::style::sections::{check_part, in_order, is_part, path_of};
use crate::model::form;
use crate::model::place::Located;
use crate::model::report::Report;
use crate::model::unit::{Kind, Unit};
use crate::problem::Problem;
use crate::tables::Table;

/// One statement: its file, and what stands above and below it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct StatementForm {
    /// The name of its file.
    pub(super) key: String,
    /// Its number, such as 01.
    number: String,
    /// Its title.
    pub(super) title: String,
    /// Its label such as 公开01表; empty where the form has none.
    pub(super) label: String,
    /// The notes below it.
    notes: Vec<String>,
    /// The note below it where it has no data; empty where the form has none.
    empty_note: String,
}

/// The folder of a layout that statements stand in.
const FOLDER: &str = "statements";

/// Whose report a statement stands in.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// The unit's name.
    pub unit: &'a str,
    /// Unit or department.
    pub kind: Kind,
    /// The year.
    pub year: u16,
}

impl<'a> Filling<'a> {
    /// A report's own.
    pub fn of(report: &'a Report) -> Self {
        let Unit { name, kind, .. } = &report.unit;
        Self { unit: &name.value, kind: *kind, year: report.year.year }
    }
}

/// What a statement's words have in braces: its name, what it stands for, and what it becomes.
struct Placeholder {
    /// The name in braces.
    name: &'static str,
    /// What it stands for.
    meaning: &'static str,
    /// What it becomes in a report, by the statement's number and the unit of amounts.
    value: fn(&Filling<'_>, &str, form::Unit) -> String,
}

/// What the words of a statement may have in braces.
const PLACEHOLDERS: [Placeholder; 5] = [
    Placeholder {
        name: "单位",
        meaning: "单位名称",
        value: |filling, _, _| filling.unit.to_owned(),
    },
    Placeholder {
        name: "年度", meaning: "年度", value: |filling, _, _| filling.year.to_string()
    },
    Placeholder {
        name: "部门",
        meaning: "“部门”或“单位”",
        value: |filling, _, _| filling.kind.term().to_owned(),
    },
    Placeholder {
        name: "序号",
        meaning: "表的序号，如 01",
        value: |_, number, _| number.to_owned(),
    },
    Placeholder {
        name: "金额单位",
        meaning: "元、万元",
        value: |_, _, unit| unit.term().to_owned(),
    },
];

impl StatementForm {
    /// The statement with what stands in braces replaced.
    pub(super) fn filled(&self, filling: &Filling<'_>, unit: form::Unit) -> Self {
        let fill = |words: &String| {
            PLACEHOLDERS.iter().fold(words.clone(), |words, placeholder| {
                let value = (placeholder.value)(filling, &self.number, unit);
                words.replace(&format!("{{{}}}", placeholder.name), &value)
            })
        };
        Self {
            key: self.key.clone(),
            number: self.number.clone(),
            title: fill(&self.title),
            label: fill(&self.label),
            notes: self.notes.iter().map(fill).collect(),
            empty_note: fill(&self.empty_note),
        }
    }
}

/// `statements` and `[statement.…]`: the statements in order.
pub(super) fn statements(top: &Table<'_>, chain: &[&str]) -> Vec<StatementForm> {
    let order = in_order(top, &layout::STATEMENTS, chain, FOLDER);
    let (label, empty_note) = match top.table(&layout::TABLES) {
        Some(table) => {
            let words = [words(&table, &tables::LABEL), words(&table, &tables::EMPTY_NOTE)];
            table.finish();
            words.into()
        }
        None => Default::default(),
    };
    let own = top.tables(&layout::STATEMENT);
    let mut forms = Vec::new();
    for (key, table) in own {
        if !order.contains(&key) {
            check_part(
                top,
                layout::STATEMENT.key,
                &Located::new(key.clone(), table.place),
                chain,
                FOLDER,
            );
        }
        let title = table.required_string(&statement::TITLE);
        check(&table, &title);
        let notes = table.strings(&statement::NOTES);
        notes.iter().for_each(|note| check(&table, note));
        let label =
            if table.has(&tables::LABEL) { words(&table, &tables::LABEL) } else { label.clone() };
        let said = table.has(&tables::EMPTY_NOTE).then(|| words(&table, &tables::EMPTY_NOTE));
        let empty_note = said.unwrap_or_else(|| empty_note.clone());
        table.finish();
        let notes = notes.into_iter().map(|note| note.value).collect();
        let number = String::new();
        forms.push(StatementForm { key, number, title: title.value, label, notes, empty_note });
    }
    let mut found = Vec::new();
    for key in order {
        match forms.iter().position(|form| form.key == key) {
            Some(at) => {
                let number = format!("{:02}", found.len() + 1);
                found.push(StatementForm { number, ..forms.swap_remove(at) });
            }
            // What is no file has been noted.
            None if !is_part(top, chain, &path_of(FOLDER, &key)) => {}
            None => top.missing_key(
                &format!("statement.{key}"),
                format!("statements 里有这张表，请写它的表名：[statement.{key}] title = \"…\""),
            ),
        }
    }
    found
}

/// Words that may be left out or empty.
fn words(table: &Table<'_>, field: &Field) -> String {
    let words = table.cell(field);
    check(table, &words);
    words.value
}

/// Notes what stands in braces and is none of the placeholders.
fn check(table: &Table<'_>, words: &Located<String>) {
    for part in words.value.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or(part);
        if part.contains('}') && PLACEHOLDERS.iter().any(|known| known.name == name) {
            continue;
        }
        let known = PLACEHOLDERS.map(|known| format!("{{{}}}（{}）", known.name, known.meaning));
        table.reading.problem(
            Problem::error("unknown-placeholder", format!("没有“{{{name}}}”这种写法"))
                .at(words.place, "花括号里的要由程序换成数或名称")
                .help(format!("可以写：{}", known.join("、"))),
        );
    }
}
