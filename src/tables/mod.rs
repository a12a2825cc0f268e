//! TOML text → tables whose values know their places; all that is wrong at once. What the tables are for is not known here.

mod brackets;
pub(crate) mod code;
mod corrected;
pub(crate) mod file;
mod garbled;
mod lexed;
mod nearest;
mod number;
mod quotes;
mod reading;
mod slips;
mod syntax;
mod table;
mod text;
mod tokens;

pub(crate) use file::misnamed;
pub(crate) use nearest::nearest;
pub(crate) use reading::Gathered;
pub use reading::Reading;
pub(crate) use table::{Table, parse, parse_layers};
pub(crate) use tokens::{Readable, readable, said};
