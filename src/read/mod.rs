//! TOML files → model, every value with its place, all errors at once.

mod acceptance;
mod budget;
mod carry_over;
mod check;
mod comparison;
mod control;
mod correction;
mod earlier;
pub(crate) mod evaluation;
mod expenditure;
mod extra;
mod income;
mod last_year;
mod member_folder;
mod members;
mod names;
mod outside;
mod performance;
pub(crate) mod project;
mod reasons;
mod report;
mod resources;
mod strays;
mod three_public;
pub(crate) mod unit;
mod units;
pub(crate) mod year;

pub(crate) use earlier::earlier_years;
pub(crate) use project::read_project;
pub use report::read_report;
pub(crate) use report::{has_misnamed_year, unit_years};
pub use unit::read_unit;
pub(crate) use units::{DataFolder, Holds, data_folders, holds_data};

pub(crate) use crate::tables::Gathered;
pub use crate::tables::Reading;
