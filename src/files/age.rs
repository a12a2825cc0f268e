//! How large something is and when it was written last: whether it is still as it was.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Size and time of something at a path, links not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Age {
    /// Whether it is a folder.
    pub is_folder: bool,
    /// How many bytes it has.
    pub size: u64,
    /// When it was written last; none where the system does not tell.
    pub written: Option<SystemTime>,
}

/// The size and time of what stands at a path; none where nothing does or it cannot be told.
pub(crate) fn age(path: &Path) -> Option<Age> {
    let told = fs::symlink_metadata(path).ok()?;
    Some(Age { is_folder: told.is_dir(), size: told.len(), written: told.modified().ok() })
}
