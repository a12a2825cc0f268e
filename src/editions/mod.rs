//! Reports that were published: each edition stays as it was, and it can be told what has changed since.

mod attached;
mod correction;
mod diff;
mod index;
mod notice;
mod publish;
mod since;

pub(crate) use attached::attached;
pub(crate) use correction::{CorrectionNotice, correction_notice};
pub(crate) use diff::{CellDifference, InputDifference, Moved, Unchanged, WordDifference};
pub use diff::{Difference, Side};
pub(crate) use diff::{Paper, Sheet};
pub(crate) use index::{Edition, Index, published};
pub(crate) use publish::{Outcome, Publisher};
pub(crate) use since::{Since, published_reports, since};
