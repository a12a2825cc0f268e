//! The pages. All their words stand here, and everything that comes from the data is shown as text.

mod frame;
mod overview;

use crate::serve::answer::Answer;
use crate::serve::office::Office;

pub(super) use overview::{overview, progress};

/// A page that says one thing.
pub(super) fn message(office: &Office, words: &str) -> Answer {
    Answer::page(frame::message(&office.address.token, words))
}
