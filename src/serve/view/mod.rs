//! The pages. All their words stand here, and everything that comes from the data is shown as text.

mod addresses;
mod begin;
mod building;
mod editions;
mod elsewhere;
mod fields;
mod frame;
mod help;
mod import;
mod leads;
mod making;
mod members;
mod no_year;
mod overview;
mod pages;
mod paste;
mod refused;
mod registering;
mod roll;
mod settings;
mod sheets;
mod start;
mod ties;
mod todo;
mod traced;
mod unbroken;
mod unit;
mod unwritten;
mod why;

use crate::serve::answer::Answer;
use crate::serve::office::Office;

pub(super) use addresses::{encoded, page};
pub(super) use begin::new_unit;
pub(super) use building::progress;
pub(super) use editions::editions;
pub(super) use elsewhere::elsewhere;
pub(super) use fields::{grouped, shown};
pub(super) use import::{bring_in, brought};
pub(super) use making::making;
pub(super) use overview::overview;
pub(super) use pages::pages;
pub(super) use refused::refused;
pub(super) use registering::registering;
pub(super) use roll::{roll, rolled};
pub(super) use settings::settings;
pub(super) use start::start;
pub(super) use traced::traced;
pub(super) use unit::{pasted, saved_unit, unit};
pub(super) use unwritten::left_at;

/// A page that says one thing.
pub(super) fn message(office: &Office, words: &str) -> Answer {
    Answer::page(frame::message(&office.address.token, words, None))
}

/// A page that says why something is not there or was not done.
pub(super) fn refusal(office: &Office, status: u16, words: &str) -> Answer {
    refused(Some(&office.address.token), status, words)
}
