//! Which reports are built, and how they get to disk.

mod prepare;
mod project;
mod report;
mod select;
mod write;

pub use prepare::{Prepared, prepare};
pub use project::{find_root, safe_file_name};
pub use report::{Built, Outcome, build_one};
pub use select::{Selected, select};
pub use write::write_whole;
