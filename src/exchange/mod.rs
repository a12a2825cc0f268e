//! The office's spreadsheets and the report.

pub mod statements;
