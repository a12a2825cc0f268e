//! juesuan turns TOML files with a unit's figures into its complete annual disclosure report
//! (部门／单位决算公开) as PDF.
//!
//! The modules are the steps that the data takes, each a function from value to value:
//!
//! ```text
//! data/<unit>/…toml ──read──▶ model ──figures──▶ facts ──layout──▶ folder ──engine──▶ PDF
//!                      ▲
//!                   catalog
//! ```
//!
//! `check` holds the numbers against each other before anything is set; `problem` is what is wrong with what a user wrote,
//! `files` opens what is read, `tables` is the TOML that all of it is written in, `batch` says which reports are built and gets them to disk, `cli` is
//! the program.

pub mod attachments;
pub mod batch;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod edit;
pub mod engine;
pub mod facts;
pub mod fields;
pub mod figures;
pub mod files;
pub mod layout;
pub mod model;
pub mod problem;
pub mod project;
pub mod read;
mod steps;
pub mod tables;
pub mod write;
