//! A sheet cut into the tables that stand on it.

use crate::exchange::table::grid::Grid;
use crate::exchange::table::titles::{Form, form_of};

/// A part of a sheet that holds one table, or one page of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Which table.
    pub form: Form,
    /// Its title as it is written.
    pub title: String,
    /// Whether it goes on with the one before.
    pub continued: bool,
    /// The first row that may say whose it is and in what unit: that of the title, or one above it.
    pub first: u32,
    /// The row after the title.
    pub below_title: u32,
    /// The row after the last.
    pub end: u32,
}

impl Piece {
    /// A whole sheet without a title, as a page of a table.
    pub(crate) fn going_on(grid: &Grid, form: Form) -> Self {
        let end = grid.rows.keys().next_back().map_or(0, |last| last.saturating_add(1));
        Self { form, title: grid.title.clone(), continued: true, first: 0, below_title: 0, end }
    }
}

/// So many cells may stand beside a title in its row.
const BESIDE: usize = 4;

/// The tables of a sheet, from the top; none where no title is known, not even as the sheet's name.
pub(crate) fn pieces(grid: &Grid) -> Vec<Piece> {
    let end = grid.rows.keys().next_back().map_or(0, |last| last.saturating_add(1));
    let mut found: Vec<Piece> = Vec::new();
    for (row, cells) in &grid.rows {
        if cells.len() > BESIDE + 1 {
            continue;
        }
        let title = cells.keys().find_map(|column| {
            let words = grid.written(*row, *column)?;
            form_of(words).map(|(form, continued)| (form, continued, words.trim().to_owned()))
        });
        let Some((form, continued, title)) = title else { continue };
        // A title may be written on two rows, or the form's name above it.
        if let Some(last) = found.last_mut()
            && last.below_title == *row
            && (last.form == form || last.form == Form::Unused)
        {
            (last.form, last.title, last.below_title) = (form, title, row + 1);
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.end = *row;
        }
        let first = if found.is_empty() { 0 } else { *row };
        found.push(Piece { form, title, continued, first, below_title: row + 1, end });
    }
    if found.is_empty()
        && let Some((form, continued)) = form_of(&grid.title)
    {
        let title = grid.title.trim().to_owned();
        found.push(Piece { form, title, continued, first: 0, below_title: 0, end });
    }
    found
}
