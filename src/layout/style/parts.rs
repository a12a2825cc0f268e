//! Which parts a report has, their titles and numbers.

use serde::Serialize;

use crate::fields::field::Field;
use crate::fields::layout::{layout, part};
use crate::layout::style::sections::{check_part, in_order, is_part, path_of};
use crate::layout::style::words::{self, Filling, OF_HEADING, OF_REPORT, check};
use crate::model::form;
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::Table;

/// One part of the report: its file, its number and its title.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PartForm {
    /// The name of its file, or one of [`BUILT_IN`].
    pub(super) key: String,
    /// What stands above it: its title and, where it has one, its number in braces.
    heading: String,
    /// Its title.
    title: String,
}

/// The parts that are no file of their own: the statements, and the sections of the narrative.
const BUILT_IN: [&str; 2] = ["statements", "narrative"];

/// The title of a part in the words above it.
const TITLE: &str = "{标题}";

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
    let order = in_order(top, &layout::PARTS, chain, FOLDER, &BUILT_IN);
    let common = heading(top, &layout::PART_HEADING).unwrap_or_else(|| TITLE.to_owned());
    let own = top.tables(&layout::PART);
    let mut forms = Vec::new();
    for (key, table) in own {
        if !order.contains(&key) {
            let name = Located::new(key.clone(), table.place);
            check_part(top, layout::PART.key, &name, chain, FOLDER, &BUILT_IN);
        }
        let title = table.required_string(&part::TITLE);
        check(&table, &title, &OF_REPORT);
        let heading = heading(&table, &part::HEADING).unwrap_or_else(|| common.clone());
        table.finish();
        forms.push(PartForm { key, heading, title: title.value });
    }
    let mut found = Vec::new();
    for key in order {
        match forms.iter().position(|form| form.key == key) {
            Some(at) => found.push(forms.swap_remove(at)),
            // What is no file has been noted.
            None if !BUILT_IN.contains(&key.as_str())
                && !is_part(top, chain, &path_of(FOLDER, &key)) => {}
            None => top.missing_key(
                &format!("part.{key}"),
                format!("parts 里有这一部分，请写它的标题：[part.{key}] title = \"…\""),
            ),
        }
    }
    found
}

/// What stands above parts: words with the title in braces, and the number where parts have one.
fn heading(table: &Table<'_>, field: &Field) -> Option<String> {
    let heading = table.string(field)?;
    check(table, &heading, &OF_HEADING);
    if heading.value.contains(TITLE) {
        return Some(heading.value);
    }
    table.reading.problem(
        Problem::error("part-heading", format!("{} 里没有 {TITLE}", field.key))
            .at(heading.place, "标题印不出来")
            .help(format!(
                "例：{} = \"第{{序号}}部分 {TITLE}\"；不编号的写 \"{TITLE}\"",
                field.key
            )),
    );
    None
}
