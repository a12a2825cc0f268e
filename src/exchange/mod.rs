//! Workbooks ⇄ data files.
//!
//! ```text
//! bytes ──workbook──▶ cells ──table──▶ tables ──statement──▶ figures with their cells ──year──▶ fields ──into──▶ text of the file
//! ```
//!
//! All of it, for many files at once, is `bring`. The workbook to be filled in is made and read back in `fill`, field by field.
//!
//! A workbook is read in a process of its own (`desk`); all that follows works on cells that are few and known.

mod bring;
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

pub(crate) use bring::{
    Candidate, Fate, Options, Outcome, Rival, bring, contradicted, names, rivals, typed_year,
};
pub(crate) use desk::at_desk;
pub(crate) use into::Odds;
pub(crate) use sources::listed;
pub(crate) use table::{UnitOfMoney, Value, is_other_number, plain, value};
pub(crate) use year::sums_of_data;
