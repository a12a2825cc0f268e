//! Where a project stands.

use std::path::{Path, PathBuf};

use crate::files::look;

/// The nearest folder upwards with a `juesuan.toml`.
pub(crate) fn find_root(from: &Path) -> Option<PathBuf> {
    // One that is there and cannot be read is the project's all the same.
    let is_there = |folder: &&Path| matches!(look(&folder.join("juesuan.toml")), Ok(Some(_)));
    from.ancestors().find(is_there).map(Path::to_owned)
}
