//! Words of the settings that have places to be filled in: in braces.

use crate::fields::field::Field;
use crate::model::form;
use crate::model::place::Located;
use crate::model::report::Report;
use crate::model::unit::{Kind, Unit};
use crate::problem::Problem;
use crate::tables::Table;

/// Whose report words stand in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filling<'a> {
    /// The unit's name.
    pub unit: &'a str,
    /// Unit or department.
    pub kind: Kind,
    /// The year.
    pub year: u16,
}

impl<'a> Filling<'a> {
    /// A report's own.
    pub(crate) fn of(report: &'a Report) -> Self {
        let Unit { name, kind, .. } = &report.unit;
        Self { unit: &name.value, kind: *kind, year: report.year.year }
    }
}

/// What words may have in braces: its name, and what it stands for.
pub(super) type Placeholder = (&'static str, &'static str);

/// What the words on the cover and the titles of parts may have in braces.
pub(super) const OF_REPORT: [Placeholder; 3] =
    [("单位", "单位名称"), ("年度", "年度"), ("部门", "“部门”或“单位”")];

/// What the words of a statement may have in braces.
pub(super) const OF_STATEMENT: [Placeholder; 5] = {
    let [unit, year, kind] = OF_REPORT;
    [unit, year, kind, ("序号", "表的序号，如 01"), ("金额单位", "元、万元")]
};

/// What the words on a correction may have in braces; the layout's files fill them in.
pub(super) const OF_CORRECTION: [Placeholder; 2] =
    [("更正日期", "最后一次更正的日期"), ("版次", "第几版：更正过一次的是 2")];

/// What the headings of parts may have in braces; the layout's files fill them in.
pub(super) const OF_HEADING: [Placeholder; 2] = [("序号", "一、二……"), ("标题", "这一部分的标题")];

/// Words with what stands in braces replaced; `number` is the statement's.
pub(super) fn filled(words: &str, filling: &Filling<'_>, number: &str, unit: form::Unit) -> String {
    let year = filling.year.to_string();
    let values = [filling.unit, year.as_str(), filling.kind.term(), number, unit.term()];
    OF_STATEMENT.iter().zip(values).fold(words.to_owned(), |words, ((name, _), value)| {
        words.replace(&format!("{{{name}}}"), value)
    })
}

/// Words that may be left out or empty.
pub(super) fn words(table: &Table<'_>, field: &Field, known: &[Placeholder]) -> String {
    let words = table.cell(field);
    check(table, &words, known);
    words.value
}

/// Notes what stands in braces and is none of the placeholders.
pub(super) fn check(table: &Table<'_>, words: &Located<String>, known: &[Placeholder]) {
    for part in words.value.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or(part);
        if part.contains('}') && known.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let known: Vec<String> =
            known.iter().map(|(name, meaning)| format!("{{{name}}}（{meaning}）")).collect();
        table.reading.problem(
            Problem::error("unknown-placeholder", format!("没有“{{{name}}}”这种写法"))
                .at(words.place, "花括号里的要由程序换成数或名称")
                .help(format!("可以写：{}", known.join("、"))),
        );
    }
}
