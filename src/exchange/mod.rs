//! Workbooks ⇄ data files.
//!
//! ```text
//! bytes ──workbook──▶ cells ──table──▶ tables ──statement──▶ figures with their cells ──year──▶ fields ──into──▶ text of the file
//! ```
//!
//! The workbook to be filled in is made and read back in `fill`, field by field.
//!
//! A workbook is read in a process of its own (`desk`); all that follows works on cells that are few and known.

mod desk;
pub mod fill;
mod import;
mod into;
mod sources;
mod statement;
pub mod statements;
mod table;
mod units;
mod workbook;
mod year;

pub(crate) use desk::{at_desk, read_files};
pub(crate) use import::{AllImported, Imported, Wanted, import};
pub(crate) use into::{against_last_year, changed, fresh, unit_file};
pub(crate) use sources::listed;
pub(crate) use table::{UnitOfMoney, plain};
pub(crate) use workbook::{Unreadable, Workbook};
