//! `[extra]`: what an office's own form prints.

use crate::model::extra::{Extra, ExtraRow};
use crate::write::fields::Fields;
use crate::write::file::File;
use crate::write::strings::quoted;

/// A table for each thing.
pub(super) fn tables(file: File, extra: &[Extra]) -> File {
    extra.iter().fold(file, |file, one| {
        let Extra { place: _, key, name, text, paragraphs, amount, columns, rows } = one;
        let rows = rows.iter().map(|row| {
            let ExtraRow { place: _, cells } = row;
            Fields::default().list("cells", cells.iter().map(|cell| cell.value.as_str()))
        });
        let fields = Fields::default()
            .word("name", &name.value)
            .text("text", text.as_ref())
            .text("paragraphs", paragraphs.as_ref())
            .written_money("amount", *amount)
            .list("columns", columns.iter().map(|column| column.value.as_str()))
            .rows("rows", rows.collect());
        file.whole_table(&format!("extra.{}", key_of(key)), fields)
    })
}

/// A key as TOML has it: in quotes where it has more than letters and digits of ASCII.
fn key_of(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { quoted(key) }
}
