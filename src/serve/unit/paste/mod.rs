//! A block copied from a spreadsheet → what it would write, row by row. Rows are matched by what they are called, never by
//! where they stand.

mod beside;
mod block;
mod cells;
mod columns;
mod funds;
mod groups;
mod parted;
mod pasted;
mod slips;
mod sums;
#[cfg(test)]
mod tests;
mod twice;

use std::collections::BTreeMap;

use crate::edit::keys_of_row;
use crate::exchange::fill::rows_of;
use crate::fields::field::{Field, Kind, Shape};
use crate::fields::path::described;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Now;
use crate::serve::unit::paste::block::{Block, name};
use crate::serve::unit::paste::cells::cut;
use crate::serve::unit::paste::parted::joined;

pub(in crate::serve) use crate::serve::unit::paste::pasted::{
    ASKED, Column, FISCAL, Line, Pasted, REST, Twice, Unit,
};

/// Makes out a block that a form brings; why it cannot be.
pub(in crate::serve) fn understand(now: &Now, form: &Pairs) -> Result<Pasted, String> {
    let unknown = || "不知道贴到哪张表里".to_owned();
    let (file, path) = form.get("table").split_once('|').ok_or_else(unknown)?;
    let slot = now.slot(file).filter(|slot| !slot.locked && slot.text.is_some());
    let slot = slot.ok_or_else(unknown)?;
    let field = described(slot.shape, path).ok_or_else(unknown)?;
    let shape = rows_of(field).filter(|_| !field.has_own_names()).ok_or_else(unknown)?;
    if shape.row_keys.is_empty() {
        return Err("这张表的行没有编码、名称，不能成片贴入，请逐行填".to_owned());
    }
    let text = match form.get("text") {
        "" => form.get(&format!("text|{file}|{path}")),
        text => text,
    };
    let named = block_of(form, file, path, shape);
    let text = if text.is_empty() { named.as_str() } else { text };
    let cells = cut(text);
    if cells.is_empty() {
        return Err("没有贴进来的内容：先在电子表格里选一片复制".to_owned());
    }
    let has_code = shape.fields().any(|field| matches!(field.kind, Kind::Code(_)));
    let (untold, sums) = (BTreeMap::new(), BTreeMap::new());
    let mut block =
        Block { now, slot, path, term: field.term, shape, cells, groups: 1, sums, untold };
    if has_code {
        block.stack();
        block.untold = joined(&mut block.cells, |code| name(now, slot, code).is_some());
    }
    Ok(block.understood(file, text, form))
}

/// The block that cells are which a form names one by one, with the words that their rows are called by.
fn block_of(form: &Pairs, file: &str, path: &str, shape: &'static Shape) -> String {
    let begin = format!("is|{file}|{path}[");
    let named = form.0.iter().filter_map(|(name, text)| {
        let (label, key) = name.strip_prefix(&begin)?.rsplit_once("].")?;
        Some((label, shape.field(key)?, text.as_str()))
    });
    let named: Vec<(&str, &'static Field, &str)> = named.collect();
    let (mut labels, mut fields) = (Vec::new(), Vec::<&'static Field>::new());
    for (label, field, _) in &named {
        if !labels.contains(label) {
            labels.push(*label);
        }
        if fields.iter().all(|known| known.key != field.key) {
            fields.push(field);
        }
    }
    let keys = shape.row_keys.iter().filter_map(|key| shape.field(key));
    let heading = keys.chain(fields.iter().copied()).map(|field| field.term.to_owned());
    let rows = labels.iter().filter_map(|label| {
        let keys = keys_of_row(label, shape)?.into_iter().map(|(_, word)| word);
        let texts = fields.iter().map(|field| {
            let is_own =
                |(own, one, _): &&(&str, &Field, &str)| own == label && one.key == field.key;
            named.iter().find(is_own).map(|(_, _, text)| (*text).to_owned()).unwrap_or_default()
        });
        Some(keys.chain(texts).collect::<Vec<String>>().join("\t"))
    });
    match named.is_empty() {
        true => String::new(),
        false => std::iter::once(heading.collect::<Vec<_>>().join("\t"))
            .chain(rows)
            .collect::<Vec<_>>()
            .join("\n"),
    }
}
