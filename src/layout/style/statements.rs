//! Which statements a layout has, and what stands above and below each.

use serde::Serialize;

use crate::fields::layout::{layout, statement, tables};
use crate::layout::style::sections::{check_part, in_order, is_part, path_of};
use crate::layout::style::words::{self, Filling, OF_STATEMENT, check, words};
use crate::model::form;
use crate::model::place::Located;
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

impl StatementForm {
    /// The statement with what stands in braces replaced.
    pub(super) fn filled(&self, filling: &Filling<'_>, unit: form::Unit) -> Self {
        let fill = |words: &String| words::filled(words, filling, &self.number, unit);
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
    let order = in_order(top, &layout::STATEMENTS, chain, FOLDER, &[]);
    let (label, empty_note) = match top.table(&layout::TABLES) {
        Some(table) => {
            let words = [
                words(&table, &tables::LABEL, &OF_STATEMENT),
                words(&table, &tables::EMPTY_NOTE, &OF_STATEMENT),
            ];
            table.finish();
            words.into()
        }
        None => Default::default(),
    };
    let own = top.tables(&layout::STATEMENT);
    let mut forms = Vec::new();
    for (key, table) in own {
        if !order.contains(&key) {
            let name = Located::new(key.clone(), table.place);
            check_part(top, layout::STATEMENT.key, &name, chain, FOLDER, &[]);
        }
        let title = table.required_string(&statement::TITLE);
        check(&table, &title, &OF_STATEMENT);
        let notes = table.strings(&statement::NOTES);
        notes.iter().for_each(|note| check(&table, note, &OF_STATEMENT));
        let words = |field| words(&table, field, &OF_STATEMENT);
        let label = if table.has(&tables::LABEL) { words(&tables::LABEL) } else { label.clone() };
        let said = table.has(&tables::EMPTY_NOTE).then(|| words(&tables::EMPTY_NOTE));
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
