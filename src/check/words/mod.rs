//! The words of a report: where they stand, what stands in them, what is marked in them.

pub(in crate::check) mod characters;
pub(in crate::check) mod claims;
pub(in crate::check) mod counts;
pub(in crate::check) mod leaving;
pub(in crate::check) mod look_alikes;
pub(in crate::check) mod marks;
pub(in crate::check) mod near_names;
pub(in crate::check) mod pairs;
pub(in crate::check) mod passage;
pub(in crate::check) mod pattern;
pub(in crate::check) mod persons;
pub(in crate::check) mod placeholders;
pub(in crate::check) mod private;
pub(in crate::check) mod private_numbers;
pub(in crate::check) mod section;
pub(in crate::check) mod signs;
pub(in crate::check) mod stopgap;
pub(in crate::check) mod terms;
pub(in crate::check) mod traits;
pub(in crate::check) mod turns;
pub(in crate::check) mod unit_names;
