//! `[extra]`: what an office's own form prints.

use crate::fields::extra::{extra as of, row};
use crate::fields::year::year;
use crate::model::extra::{Extra, ExtraRow};
use crate::write::fields::Fields;
use crate::write::file::File;

/// A table for each thing.
pub(super) fn tables(file: File, extra: &[Extra]) -> File {
    extra.iter().fold(file, |file, one| {
        let Extra { place: _, key, name, text, paragraphs, amount, columns, rows } = one;
        let rows = rows.iter().map(|one| {
            let ExtraRow { place: _, cells } = one;
            Fields::default().list(&row::CELLS, cells.iter().map(|cell| cell.value.as_str()))
        });
        let fields = Fields::default()
            .word(&of::NAME, &name.value)
            .text(&of::TEXT, text.as_ref())
            .text(&of::PARAGRAPHS, paragraphs.as_ref())
            .written_money(&of::AMOUNT, *amount)
            .list(&of::COLUMNS, columns.iter().map(|column| column.value.as_str()))
            .rows(&of::ROWS, rows.collect());
        file.own_table(&year::EXTRA, key, fields)
    })
}
