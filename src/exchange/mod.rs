//! Workbooks ⇄ data files.

pub mod fill;
