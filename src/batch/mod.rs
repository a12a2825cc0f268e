//! Which reports are built, and how they get to disk.

mod build;
mod crew;
mod digest;
mod hand;
mod inputs;
mod lock;
mod manifest;
mod manifest_file;
mod memory;
mod merge;
mod order;
mod outdated;
mod parallel;
mod plan;
mod public;
mod record;
mod report;
mod shard;
mod standing;
mod status;
mod tidy;
mod trust;
mod unwritten;
mod worker;

pub(crate) use build::{Batch, Event, Finished, State};
pub use digest::Digest;
pub(crate) use hand::{Bounds, Gone, Hand, Post};
pub use lock::{Lock, place_of};
pub use manifest::Entry;
pub(crate) use merge::merge;
pub(crate) use order::Reply;
pub(crate) use outdated::outdated;
pub use parallel::in_parallel;
pub(crate) use plan::{Decision, Why};
pub use record::Record;
pub(crate) use report::Workplace;
pub(crate) use shard::Shard;
pub use standing::Visitor;
pub(crate) use status::{
    COLUMNS, Cell, Column, OPEN, OutBy, Pdf, Row, State as ReportState, Status, Survey, in_beijing,
    made, out_by, today,
};
pub use tidy::Tidying;
pub(crate) use worker::work;
