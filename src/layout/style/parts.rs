//! Which parts a report has, their titles and numbers.

use serde::Serialize;

use crate::layout::style::sections::{check_part, in_order, is_part, path_of};
use crate::layout::style::words::{self, Filling, Place, check};
use crate::model::form;
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;

/// One part of the report: its file, its number and its title.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PartForm {
    /// The name of its file, or one of [`BUILT_IN`].
    pub(super) key: String,
    /// What its number looks like: 一 or 1 stands for the figure; empty where it has none.
    number: String,
    /// Its title.
    title: String,
}

/// The parts that are no file of their own: the statements, and the sections of the narrative.
const BUILT_IN: [&str; 2] = ["statements", "narrative"];

/// The folder of a layout that the other parts stand in.
const FOLDER: &str = "parts";

impl PartForm {
    /// The part with what stands in braces in its title replaced.
    pub(super) fn filled(&self, filling: &Filling<'_>, unit: form::Unit) -> Self {
        Self { title: words::filled(&self.title, filling, "", unit), ..self.clone() }
    }
}

/// `parts` and `[part.…]`: the parts in order.
pub(super) fn parts(top: &Table<'_>, chain: &[&str]) -> Vec<PartForm> {
    let order = in_order(top, "parts", chain, FOLDER, &BUILT_IN);
    let common = number(top, "part-number").unwrap_or_default();
    let own = top.table("part").map(|table| table.named_tables()).unwrap_or_default();
    let mut forms = Vec::new();
    for (key, table) in own {
        if !order.contains(&key) {
            let name = Located::new(key.clone(), table.place);
            check_part(top, "part", &name, chain, FOLDER, &BUILT_IN);
        }
        let title = table.required_string("title", "概况");
        check(&table, &title, Place::Report);
        let number = number(&table, "number").unwrap_or_else(|| common.clone());
        table.finish();
        forms.push(PartForm { key, number, title: title.value });
    }
    let mut found = Vec::new();
    for key in order {
        match forms.iter().position(|form| form.key == key) {
            Some(at) => found.push(forms.swap_remove(at)),
            // What is no file has been noted.
            None if !BUILT_IN.contains(&key.as_str())
                && !is_part(top, chain, &path_of(FOLDER, &key)) => {}
            None => top.missing(
                &format!("part.{key}"),
                format!("parts 里有这一部分，请写它的标题：[part.{key}] title = \"…\""),
            ),
        }
    }
    found
}

/// What numbers of parts look like, with exactly one 一 or 1 that stands for the figure; empty for none.
fn number(table: &Table<'_>, key: &'static str) -> Option<String> {
    if !table.has(key) {
        return None;
    }
    let number = table.cell(key);
    let figures = number.value.chars().filter(|c| matches!(c, '一' | '1')).count();
    // What else Typst's patterns take for a figure.
    let others = |c: char| c.is_ascii_alphanumeric() && c != '1' || "*①壹I".contains(c);
    if number.value.is_empty() || figures == 1 && !number.value.contains(others) {
        return Some(number.value);
    }
    table.reading.problem(
        Problem::error("part-number", format!("{key} 没有“{}”这种写法", number.value))
            .at(number.place, "要有一个“一”或 1，代表序号")
            .help("例：part-number = \"第一部分 \"，或 \"一、\"、\"第1部分 \"；不编号的写 \"\""),
    );
    None
}
