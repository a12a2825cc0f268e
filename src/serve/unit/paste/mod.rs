//! A block copied from a spreadsheet → what it would write, row by row. Rows are matched by what they are called, never by
//! where they stand.

mod block;
mod cells;
mod pasted;

use crate::exchange::fill::rows_of;
use crate::fields::path::described;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Now;
use crate::serve::unit::paste::block::Block;
use crate::serve::unit::paste::cells::cut;

pub(in crate::serve) use crate::serve::unit::paste::pasted::{Line, Pasted, Unit};

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
    let cells = cut(text);
    if cells.is_empty() {
        return Err("没有贴进来的内容：先在电子表格里选一片复制".to_owned());
    }
    let block = Block { now, slot, path, shape, cells };
    Ok(block.understood(file, field.term, text, form))
}
