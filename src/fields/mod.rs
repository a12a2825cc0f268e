//! The fields of the data files and settings, each described once: key, kind, unit, Chinese term, note, whether it must be
//! there. Readers and writers take their fields from here; schemas and the tables of the pages are made from here.

pub(crate) mod acceptance;
pub(crate) mod carry_over;
pub(crate) mod check;
pub(crate) mod comparison;
pub(crate) mod control;
pub(crate) mod correction;
mod describe;
pub(crate) mod evaluation;
pub(crate) mod expenditure;
pub(crate) mod extra;
pub(crate) mod field;
mod files;
pub(crate) mod funds;
#[cfg(test)]
mod held;
pub(crate) mod income;
pub(crate) mod layout;
pub(crate) mod names;
mod page;
pub(crate) mod path;
pub(crate) mod performance;
pub(crate) mod project;
pub(crate) mod reasons;
pub(crate) mod resources;
mod sample;
mod schema;
pub(crate) mod three_public;
pub(crate) mod unit;
pub(crate) mod year;

pub(crate) use files::shape_of;
pub use files::{FILES, FileForm};
pub use page::{PAGES, names, shown, tables};
pub(crate) use path::described;
pub(crate) use sample::{BLANK, Begun, sample, sample_with};
pub use schema::schema;
