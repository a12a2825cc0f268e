//! Last year's file of a unit → the file that the next year begins with.
//!
//! ```text
//! last year's text ──emptied──▶ structure with blanks ──┐
//! last year's report ──opening──▶ opening balances ─────┴──sample──▶ text, with what each field means
//! ```
//!
//! What stays and what becomes a blank is said where the fields are described.

mod emptied;
mod file;
mod look;
mod opening;
mod rolled;

pub(crate) use look::Look;
pub(crate) use rolled::{Rolled, roll};
