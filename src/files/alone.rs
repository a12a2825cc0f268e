//! Files that one process holds alone until it ends, however it ends: the system lets go of them.

use std::fs::{File, OpenOptions, TryLockError, create_dir_all};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::files::look;
use crate::files::write::folder_of;

/// A file that this process holds alone until it is dropped.
pub(crate) type Alone = File;

/// How often a lock that is taken is tried again.
const TRIES: u32 = 20;

/// How long it is waited in between.
const PAUSE: Duration = Duration::from_millis(25);

/// Holds a file alone for as long as what is handed back is kept; none where another process does. The file is made where it is not
/// there, and stays: removing it would let two in. Nothing is written to it, for what is locked cannot be copied everywhere.
pub(crate) fn hold_alone(path: &Path) -> io::Result<Option<Alone>> {
    // A link may lead to something that is somebody's own.
    if look(path)?.is_some_and(|found| !found.is_plain_file()) {
        return Err(ErrorKind::InvalidInput.into());
    }
    create_dir_all(folder_of(path))?;
    let mut options = OpenOptions::new();
    let file = options.read(true).write(true).create(true).truncate(false).open(path)?;
    match lock_patiently(|| file.try_lock()) {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Tries to lock, and again for a moment where it is taken: a process that is just being started holds every open file of
/// the one that starts it, until it becomes its own program.
pub(crate) fn lock_patiently(
    lock: impl Fn() -> Result<(), TryLockError>,
) -> Result<(), TryLockError> {
    for _ in 0..TRIES {
        match lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            decided => return decided,
        }
    }
    lock()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn one_holds_a_file_until_it_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own/lock");
        let held = hold_alone(&path).unwrap();
        assert!(held.is_some() && hold_alone(&path).unwrap().is_none());
        drop(held);
        assert!(hold_alone(&path).unwrap().is_some());
        fs::create_dir(folder.path().join("folder")).unwrap();
        assert!(hold_alone(&folder.path().join("folder")).is_err());
    }
}
