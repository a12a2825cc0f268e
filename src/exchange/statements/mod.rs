//! The statements of a report as they are printed → files for a spreadsheet.

mod cell;
mod columns;
mod public;
mod sheet_name;
mod table;
mod workbook;

pub(crate) use public::{About, DESCRIPTION, public_files};
pub(crate) use table::csv_files;
pub(crate) use workbook::workbook;
