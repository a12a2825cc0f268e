//! Which reports are built, and how they get to disk.

mod build;
mod crew;
mod digest;
mod hand;
mod inputs;
mod lock;
mod manifest;
mod memory;
mod merge;
mod order;
mod parallel;
mod plan;
mod record;
mod report;
mod shard;
mod standing;
mod tidy;
mod worker;

pub use build::{Batch, Event, Finished, State};
pub use digest::Digest;
pub use hand::Bounds;
pub use lock::{Lock, place_of};
pub use manifest::{Entry, Leftover, Manifest, ReportName};
pub use merge::{Merged, merge};
pub use order::{Reply, Said};
pub use parallel::in_parallel;
pub use plan::{Decision, Why};
pub use record::Record;
pub use report::Workplace;
pub use shard::Shard;
pub use standing::{Standing, Visitor};
pub use tidy::Tidying;
pub use worker::work;
