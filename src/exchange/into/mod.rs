//! What a year's file shall hold → its text: a new one, or the one that is there with its rows and fields replaced in place.

mod changed;
mod current;
mod fresh;

pub(crate) use changed::{Odds, against_last_year, all_added, changed, origins};
pub(crate) use fresh::{fresh, unit_file};

use crate::edit::Value;
use crate::exchange::year::Row;
use crate::fields::{FILES, FileForm};

/// The form of a file by its name, such as `year`.
fn form(name: &str) -> Option<&'static FileForm> {
    FILES.iter().find(|form| form.name == name)
}

/// A row as it is written.
fn row(row: &Row) -> Value {
    let keys = row.keys.iter().map(|(key, word)| ((*key).to_owned(), Value::Words(word.clone())));
    let amounts = row.amounts.iter();
    let amounts =
        amounts.map(|(key, figure)| ((*key).to_owned(), Value::Bare(figure.amount.to_string())));
    Value::Table(keys.chain(amounts).collect())
}
