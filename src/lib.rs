//! juesuan turns TOML files with a unit's figures into its complete annual disclosure report
//! (部门／单位决算公开) as PDF.
//!
//! The modules are the steps that the data takes, each a function from value to value:
//!
//! ```text
//!             files    fields    catalog
//!               │        │          │
//!  data/…toml ──┴─tables─┴──read────┴─▶ model ──figures──▶ check ──▶ facts ──layout──▶ folder ──engine──▶ PDF
//!              └───────────────────── project: the way of one report, in one process ─────────────────────┘
//!              └────────── batch: many reports, their processes, their record; cli: the commands ─────────┘
//! ```
//!
//! `problem` is what is wrong with what a user wrote. What each folder is for stands in `docs/architecture.md`.

mod attachments;
pub mod batch;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod edit;
pub mod editions;
pub mod engine;
pub mod exchange;
pub mod facts;
pub mod fields;
pub mod figures;
pub mod files;
pub mod layout;
pub mod model;
pub mod problem;
pub mod project;
pub mod read;
mod roll;
mod serve;
mod steps;
mod tables;
pub mod trace;
mod verify;
pub mod write;
