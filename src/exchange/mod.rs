//! The office's spreadsheets and the report.

pub mod fill;
pub mod statements;
