//! What an office's own form prints: the things that it prints.

use crate::attachments::clean::kept::Kept;
use crate::model::extra::{Extra, ExtraRow};

/// The things that are printed, each with what is printed of it.
pub(super) fn extra(all: &[Extra], kept: &Kept<'_>) -> Vec<Extra> {
    if !kept.words || !kept.shown.key("extra") {
        return Vec::new();
    }
    all.iter().filter_map(|one| printed(one, kept)).collect()
}

/// What is printed of one thing, if anything is.
fn printed(one: &Extra, kept: &Kept<'_>) -> Option<Extra> {
    let Extra { place, key, name, text, paragraphs, amount, columns, rows } = one;
    // Single cells are short and may stand anywhere: a table is there where the cells of every row stand one
    // after another.
    let shows = |row: &ExtraRow| {
        let ExtraRow { place: _, cells } = row;
        let cells: Vec<&str> = cells.iter().map(|cell| cell.value.as_str()).collect();
        kept.shown.words(&cells.concat())
    };
    let table = !rows.is_empty() && rows.iter().all(shows);
    let text = kept.text(text);
    let paragraphs = kept.text(paragraphs);
    let amount = amount.filter(|amount| kept.shown.amount(amount.value));
    let any = table || text.is_some() || paragraphs.is_some() || amount.is_some();
    any.then(|| Extra {
        place: *place,
        key: key.clone(),
        name: name.clone(),
        text,
        paragraphs,
        amount,
        columns: if table { columns.clone() } else { Vec::new() },
        rows: if table { rows.clone() } else { Vec::new() },
    })
}
