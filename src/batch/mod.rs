//! Which reports are built, and how they get to disk.

mod build;
mod crew;
mod digest;
mod examine;
mod hand;
mod inputs;
mod lock;
mod manifest;
mod merge;
mod names;
mod order;
mod parallel;
mod plan;
mod prepare;
mod project;
mod record;
mod report;
mod select;
mod shard;
mod worker;
mod write;

pub use build::{Batch, Event, Finished, State};
pub use examine::{Derived, Examined, examine};
pub use manifest::{Entry, Manifest};
pub use merge::{Merged, merge};
pub use names::unusable_names;
pub use order::{Reply, Said};
pub use parallel::in_parallel;
pub use plan::{Decision, Why};
pub use prepare::{Prepared, Purpose, prepare};
pub use project::{find_root, safe_file_name};
pub use report::Workplace;
pub use select::{Selected, select};
pub use shard::Shard;
pub use worker::work;
pub use write::write_whole;
