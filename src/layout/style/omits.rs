//! What has to be disclosed and a layout does not print.

use crate::fields::field::{Field, Shape};
use crate::fields::layout::{SECTIONS, layout, omits as fields};
use crate::model::place::FileNumber;
use crate::model::statement::Statement;
use crate::problem::Problem;
use crate::tables::Table;

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
    let Some(table) = top.table(&layout::OMITS) else { return Omits::default() };
    let own = top.place.file;
    let omits = Omits {
        statements: names(&table, &fields::STATEMENTS, statements, own),
        sections: names(&table, &fields::SECTIONS_LEFT_OUT, sections, own),
    };
    table.finish();
    omits
}

/// The names of one list, each with its reason; those that the layout's own file says must not be printed all the same.
fn names(
    omits: &Table<'_>,
    field: &'static Field,
    printed: &[String],
    own: FileNumber,
) -> Vec<String> {
    let Some(table) = omits.table(field) else { return Vec::new() };
    let key = field.key;
    let mut names = Vec::new();
    let known = field.shape().into_iter().flat_map(Shape::fields);
    for omitted in known.filter(|omitted| table.has(omitted)) {
        let name = omitted.key;
        let reason = table.required_string(omitted);
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
