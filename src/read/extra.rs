//! `[extra]`: what an office's own form prints.

use crate::fields::extra::{extra, row};
use crate::fields::year::year;
use crate::model::extra::{Extra, ExtraRow};
use crate::problem::Problem;
use crate::tables::Table;

/// All things of the office's own, in the order of the data.
pub(super) fn tables(table: &Table<'_>) -> Vec<Extra> {
    let named = table.tables(&year::EXTRA).into_iter();
    named.map(|(key, table)| one(key, &table)).collect()
}

/// One thing.
fn one(key: String, table: &Table<'_>) -> Extra {
    let read = Extra {
        place: table.place,
        key,
        name: table.required_string(&extra::NAME),
        text: table.text(&extra::TEXT),
        paragraphs: table.text(&extra::PARAGRAPHS),
        amount: table.optional_money(&extra::AMOUNT),
        columns: table.strings(&extra::COLUMNS),
        rows: table.rows(&extra::ROWS).iter().map(cells).collect(),
    };
    table.finish();
    let worded = read.text.is_some() || read.paragraphs.is_some();
    if !worded && read.amount.is_none() && read.rows.is_empty() {
        table.reading.problem(
            Problem::error("empty-extra", format!("[extra.{}] 里没有内容", read.key))
                .at(table.place, "只有名称")
                .help("请写 text、paragraphs、amount、rows 中的一样，或删去这张表"),
        );
    }
    for column in &read.columns {
        table.reading.words(table.path(extra::COLUMNS.key), column);
    }
    for row in &read.rows {
        let (cells, columns) = (row.cells.len(), read.columns.len());
        if cells != columns {
            table.reading.problem(
                Problem::error(
                    "extra-cells",
                    format!("[extra.{}] 的小表有 {columns} 栏，这一行写了 {cells} 栏", read.key),
                )
                .at(row.place, format!("{cells} 栏"))
                .help("各行的 cells 要与 columns 一样多；空着的写 \"\""),
            );
        }
    }
    read
}

/// A row of a small table.
fn cells(table: &Table<'_>) -> ExtraRow {
    table.require(&row::CELLS);
    let cells = table.strings(&row::CELLS);
    for cell in &cells {
        table.reading.words(table.path(row::CELLS.key), cell);
    }
    table.finish();
    ExtraRow { place: table.place, cells }
}
