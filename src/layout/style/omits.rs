//! What has to be disclosed and a layout does not print.

use crate::model::place::FileNumber;
use crate::model::statement::Statement;
use crate::problem::Problem;
use crate::tables::Table;

/// The sections of the narrative that every unit has to disclose: their files and titles.
const SECTIONS: [(&str, &str); 11] = [
    ("totals", "收入支出决算总体情况说明"),
    ("income", "收入决算情况说明"),
    ("expenditure", "支出决算情况说明"),
    ("fiscal", "财政拨款收入支出决算总体情况说明"),
    ("general", "一般公共预算财政拨款支出决算情况说明"),
    ("basic", "一般公共预算财政拨款基本支出决算情况说明"),
    ("three-public", "财政拨款“三公”经费支出决算情况说明"),
    ("government-fund", "政府性基金预算财政拨款收入支出决算情况说明"),
    ("state-capital", "国有资本经营预算财政拨款支出决算情况说明"),
    ("performance", "预算绩效情况说明"),
    ("other", "其他重要事项情况说明（机关运行经费、政府采购、国有资产）"),
];

/// What a layout says that its form does not print.
#[derive(Debug, Clone, Default)]
pub(super) struct Omits {
    /// The names of the files of statements.
    statements: Vec<String>,
    /// The names of the files of sections.
    sections: Vec<String>,
}

impl Omits {
    /// The titles of the statements and sections that neither are printed nor stand here.
    pub(super) fn lacks(&self, statements: &[&str], sections: &[&str]) -> [Vec<&'static str>; 2] {
        let has = |printed: &[&str], omitted: &[String], file: &str| {
            printed.contains(&file) || omitted.iter().any(|other| other == file)
        };
        let lost = Statement::ALL.iter().filter(|statement| {
            let mut disclosed = statement.disclosed_by().iter();
            !statement.disclosed_by().is_empty()
                && !disclosed.any(|other| has(statements, &self.statements, other.file()))
        });
        let unsaid = SECTIONS.iter().filter(|(file, _)| !has(sections, &self.sections, file));
        [
            lost.map(|statement| statement.title()).collect(),
            unsaid.map(|(_, title)| *title).collect(),
        ]
    }
}

/// `[omits]`: what the form does not print, each with why.
pub(super) fn omits(top: &Table<'_>, statements: &[String], sections: &[String]) -> Omits {
    let Some(table) = top.table("omits") else { return Omits::default() };
    let files = Statement::ALL.iter().filter(|statement| !statement.disclosed_by().is_empty());
    let files: Vec<&'static str> = files.map(|statement| statement.file()).collect();
    let parts = SECTIONS.map(|(file, _)| file);
    let own = top.place.file;
    let omits = Omits {
        statements: names(&table, "statements", &files, statements, own),
        sections: names(&table, "sections", &parts, sections, own),
    };
    table.finish();
    omits
}

/// The names of one list, each with its reason; those that the layout's own file says must not be printed all the same.
fn names(
    omits: &Table<'_>,
    key: &'static str,
    known: &[&'static str],
    printed: &[String],
    own: FileNumber,
) -> Vec<String> {
    let Some(table) = omits.table(key) else { return Vec::new() };
    let mut names = Vec::new();
    for name in known.iter().copied().filter(|name| table.has(name)) {
        let reason = table.required_string(name, "本市的格式没有这一项（某财〔2024〕3号）");
        if reason.place.file == own && printed.iter().any(|other| other == name) {
            let headline = format!("[omits] 说不印 {name}，{key} 里却有它");
            omits.reading.problem(
                Problem::error("printed-omission", headline)
                    .at(reason.place, "实际印出")
                    .help(format!("请删去这一条，或从 {key} 中删去 {name}")),
            );
        }
        names.push(name.to_owned());
    }
    table.finish();
    names
}
