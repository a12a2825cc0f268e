//! TOML files → model, every value with its place, all errors at once.

mod acceptance;
mod brackets;
mod budget;
mod carry_over;
mod check;
mod code;
mod comparison;
mod control;
mod evaluation;
mod expenditure;
mod file;
mod income;
mod last_year;
mod looked;
mod names;
mod number;
mod performance;
mod project;
mod reading;
mod reasons;
mod report;
mod resources;
mod syntax;
mod table;
mod text;
mod three_public;
mod unit;
mod year;

pub use file::{FileError, list};
pub use looked::Looked;
pub use project::read_project;
pub use reading::{Gathered, Reading};
pub use report::{read_report, unit_folders, unit_years};
pub use table::{Table, nearest, parse, parse_layers};
pub use unit::read_unit;
