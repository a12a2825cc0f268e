//! Figures in words: amounts, percentages and counts, held against the figures of the report.

mod about;
mod beside;
mod by_size;
mod context;
mod course;
pub(in crate::check) mod equation;
mod factors;
pub(in crate::check) mod known;
pub(in crate::check) mod known_figures;
mod known_index;
pub(in crate::check) mod measure;
mod monthly;
pub(in crate::check) mod named_figures;
pub(in crate::check) mod named_indicators;
pub(in crate::check) mod number;
pub(in crate::check) mod quantity;
mod ratio;
pub(in crate::check) mod reach;
mod sentences;
mod shares;
mod sums;
mod told_years;
pub(in crate::check) mod trace;
mod values;
mod wholes;
