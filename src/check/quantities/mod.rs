//! Figures in words: amounts, percentages and counts, held against the figures of the report.

mod about;
mod by_size;
mod context;
mod course;
pub(in crate::check) mod equation;
pub(in crate::check) mod known_figures;
pub(in crate::check) mod measure;
pub(in crate::check) mod named_figures;
pub(in crate::check) mod number;
pub(in crate::check) mod quantity;
mod ratio;
mod sums;
pub(in crate::check) mod trace;
