//! Reports that were published: each edition stays as it was, and it can be told what has changed since.

mod attached;
mod diff;
mod index;
mod notice;
mod publish;
mod since;

pub(crate) use attached::attached;
pub(crate) use diff::{Difference, Moved, Side, Unchanged};
pub(crate) use index::{Edition, Index, published};
pub(crate) use notice::Notice;
pub(crate) use publish::{Outcome, Publisher};
pub(crate) use since::{Since, published_reports, since};
