//! The typed data → canonical data files: one way to write each thing, in the order of `docs/data.md`.
//!
//! Every struct is taken apart by name, so that a new field does not compile until it is said how it is written, or why it
//! is not.

mod acceptance;
mod budget;
mod carry_over;
mod comparison;
mod control;
mod correction;
mod evaluation;
mod expenditure;
mod extra;
mod fields;
mod file;
mod first;
mod folder;
mod fund;
mod income;
mod names;
mod outside;
mod performance;
mod project;
mod reasons;
mod resources;
mod strings;
mod three_public;
mod unit;
mod year;

pub use comparison::comparison_file;
pub use evaluation::evaluation_file;
pub(crate) use first::{settings_text, unit_text, year_text};
pub(crate) use folder::{folder_of, unusable_folder};
pub use project::project_file;
pub(crate) use strings::{key_of, lines, quoted};
pub use unit::unit_file;
pub use year::year_file;
