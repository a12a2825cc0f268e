//! Which reports are built, and how they get to disk.

mod examine;
mod parallel;
mod prepare;
mod project;
mod report;
mod select;
mod write;

pub use examine::{Derived, Examined, examine};
pub use parallel::in_parallel;
pub use prepare::{Prepared, Purpose, prepare};
pub use project::{find_root, safe_file_name};
pub use report::{Built, Outcome, build_one};
pub use select::{Selected, select};
pub use write::write_whole;
