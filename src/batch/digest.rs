//! The digest of what a report is made from.

pub use crate::files::Digest;
