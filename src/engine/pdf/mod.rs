//! A PDF as the exporter writes it, taken apart: its objects, and their dictionaries.

mod dictionary;
mod file;
mod stream;

pub(super) use dictionary::{Dictionary, array, numbers, reference};
pub(super) use file::{File, Object};
pub(super) use stream::{deflated, inflated, without_return};
