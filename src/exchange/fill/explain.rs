//! The sheet of what the report must explain.

use rust_xlsxwriter::XlsxError;

use crate::exchange::fill::check::local;
use crate::exchange::fill::filled::{mark, within_row};
use crate::exchange::fill::looks::lines_of;
use crate::exchange::fill::page::Pen;
use crate::exchange::fill::said::Said;
use crate::exchange::fill::slots::Slot;
use crate::fields::path::described;

/// Its title.
pub(super) const ASKS: &str = "要说明的";

/// Writes the sheet of what the report must explain: one line for each, with the figures beside it and the rule that asks.
pub(super) fn explain(pen: &mut Pen<'_, '_>, slot: &Slot) -> Result<(), XlsxError> {
    pen.head("程序按核对规则列出：哪些增减、与预算的差异、用途要说明。左边是数，中间填写，右边是哪条规则要的")?;
    pen.sheet.set_column_width(1, 52)?.set_column_width(2, 64)?;
    pen.sheet.set_column_width(3, 30)?.set_column_width(4, 40)?;
    let header = pen.book.looks.header.clone();
    for (column, title) in (1..).zip(["数", "填写：原因或用途", "写什么", "规则"]) {
        pen.sheet.write_string_with_format(2, column, title, &header)?;
    }
    pen.row = 3;
    pen.sheet.set_freeze_panes(3, 0)?;
    pen.sheet.set_repeat_rows(2, 2)?;
    if pen.book.asks.is_empty() {
        let remark = pen.book.looks.remark.clone();
        let said = "现在没有列出的：没有要说明的，或数据还不全。数填好以后再导出一次，就会列在这里";
        pen.sheet.write_string_with_format(3, 1, said, &remark)?;
        return Ok(());
    }
    for ask in pen.book.asks.clone() {
        let Some(field) = described(slot.shape, &ask.path) else { continue };
        let shown = pen.book.looks.shown.clone();
        let mark = format!("{}|{}|{}", mark::LEAF, slot.path, ask.path);
        pen.sheet.write_string(pen.row, 0, mark)?;
        pen.sheet.write_string_with_format(pen.row, 1, &*ask.figures, &shown)?;
        let text = value_of(&slot.said, &ask.path);
        pen.input(field, text, &ask.path, false, "FALSE")?;
        pen.sheet.write_string_with_format(pen.row, 3, field.term, &shown)?;
        let rule = crate::check::find(ask.rule)
            .map_or(ask.rule.to_owned(), |rule| format!("{} {}", rule.number, rule.title));
        pen.sheet.write_string_with_format(pen.row, 4, rule, &shown)?;
        let lines = [lines_of(&ask.figures, 50), lines_of(text.unwrap_or_default(), 62), 2];
        pen.sheet.set_row_height(pen.row, lines.into_iter().max().unwrap_or(2) * 15 + 4)?;
        let cell = format!("{ASKS}!{}", local(pen.row, 2));
        pen.book.at.insert((slot.path.clone(), ask.path.clone()), cell);
        pen.row += 1;
    }
    Ok(())
}

/// What a file says at a path that may lead into a row.
fn value_of<'a>(said: &'a Said, path: &str) -> Option<&'a str> {
    let text = match within_row(path) {
        Some((rows, label, key)) => said.row(rows, label)?.fields.get(key),
        None => said.leaves.get(path),
    };
    text.map(String::as_str)
}
