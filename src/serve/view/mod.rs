//! The pages. All their words stand here, and everything that comes from the data is shown as text.

mod addresses;
mod fields;
mod frame;
mod overview;
mod pages;
mod todo;
mod unit;

use crate::serve::answer::Answer;
use crate::serve::office::Office;

pub(super) use overview::{encoded, overview, progress};
pub(super) use pages::pages;
pub(super) use unit::unit;

/// A page that says one thing.
pub(super) fn message(office: &Office, words: &str) -> Answer {
    Answer::page(frame::message(&office.address.token, words))
}
