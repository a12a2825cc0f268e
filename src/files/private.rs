//! Files that only their owner reads.

use std::path::Path;

/// Lets only its owner read a file; where the system does not allow that, it stays as it was.
#[cfg(unix)]
pub(crate) fn keep_private(path: &Path) {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let _ = set_permissions(path, Permissions::from_mode(0o600));
}

/// Elsewhere the folders of a user are the user's own.
#[cfg(not(unix))]
pub(crate) fn keep_private(_: &Path) {}
