//! Words of the settings that have places to be filled in: in braces.

use crate::model::form;
use crate::model::place::Located;
use crate::model::report::Report;
use crate::model::unit::{Kind, Unit};
use crate::problem::Problem;
use crate::tables::Table;

/// Whose report words stand in.
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

/// What words have in braces: its name, what it stands for, and what it becomes.
struct Placeholder {
    /// The name in braces.
    name: &'static str,
    /// What it stands for.
    meaning: &'static str,
    /// What it becomes in a report, by the statement's number and the unit of amounts.
    value: fn(&Filling<'_>, &str, form::Unit) -> String,
}

/// What the words of a statement may have in braces; those of parts and of the cover only the first [`OF_REPORT`].
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

/// How many of the placeholders do not belong to a statement.
const OF_REPORT: usize = 3;

/// Which placeholders some words may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The cover, the title of a part.
    Report,
    /// A statement.
    Statement,
}

impl Place {
    /// The placeholders that may stand there.
    fn known(self) -> impl Iterator<Item = &'static Placeholder> {
        let count = match self {
            Self::Report => OF_REPORT,
            Self::Statement => PLACEHOLDERS.len(),
        };
        PLACEHOLDERS.iter().take(count)
    }
}

/// Words with what stands in braces replaced; `number` is the statement's.
pub(super) fn filled(
    words: &str,
    filling: &Filling<'_>,
    number: &str,
    unit: form::Unit,
) -> String {
    PLACEHOLDERS.iter().fold(words.to_owned(), |words, placeholder| {
        let value = (placeholder.value)(filling, number, unit);
        words.replace(&format!("{{{}}}", placeholder.name), &value)
    })
}

/// Words that may be left out or empty.
pub(super) fn words(table: &Table<'_>, key: &'static str, place: Place) -> String {
    let words = table.cell(key);
    check(table, &words, place);
    words.value
}

/// Notes what stands in braces and is none of the placeholders.
pub(super) fn check(table: &Table<'_>, words: &Located<String>, place: Place) {
    for part in words.value.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or(part);
        if part.contains('}') && place.known().any(|known| known.name == name) {
            continue;
        }
        let known: Vec<String> =
            place.known().map(|known| format!("{{{}}}（{}）", known.name, known.meaning)).collect();
        table.reading.problem(
            Problem::error("unknown-placeholder", format!("没有“{{{name}}}”这种写法"))
                .at(words.place, "花括号里的要由程序换成数或名称")
                .help(format!("可以写：{}", known.join("、"))),
        );
    }
}
