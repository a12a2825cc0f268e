//! What an office's own form prints.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::facts::{paragraphs, words};
use crate::model::amount::Money;
use crate::model::extra::Extra;

/// One thing of an office's own.
#[derive(Debug, Serialize)]
pub(super) struct ExtraFacts<'a> {
    /// What it is called.
    name: &'a str,
    /// A number, a telephone or a sentence.
    text: Option<String>,
    /// Several paragraphs; none of them where none are written.
    paragraphs: &'a [String],
    /// An amount, in 元.
    amount: Option<Money>,
    /// The heads of a small table.
    columns: Vec<&'a str>,
    /// Its rows.
    rows: Vec<Vec<&'a str>>,
}

/// The things of an office's own by the keys that its form calls them by.
pub(super) fn extra(all: &[Extra]) -> BTreeMap<&str, ExtraFacts<'_>> {
    let facts = all.iter().map(|one| {
        let Extra { place: _, key, name, text, paragraphs: several, amount, columns, rows } = one;
        let facts = ExtraFacts {
            name: &name.value,
            text: words(text.as_ref()),
            paragraphs: paragraphs(several.as_ref()),
            amount: amount.map(|amount| amount.value),
            columns: columns.iter().map(|column| column.value.as_str()).collect(),
            rows: rows
                .iter()
                .map(|row| row.cells.iter().map(|cell| cell.value.as_str()).collect())
                .collect(),
        };
        (key.as_str(), facts)
    });
    facts.collect()
}
