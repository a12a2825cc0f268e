//! Files written whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::files::list;

/// How the names of files begin that are not finished.
const UNFINISHED: &str = ".juesuan-part-";

/// Writes a file beside its place, flushes it to disk and renames it; an earlier file stays until then.
pub fn write_whole(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::with_prefix_in(UNFINISHED, folder)?;
    file.write_all(contents)?;
    readable(&file)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    settle(folder);
    Ok(())
}

/// Writes what a file of the user's holds now, in its place and with its permissions; a link to it stays a link.
pub fn rewrite_whole(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    write_whole(&path, contents)?;
    fs::set_permissions(&path, permissions)
}

/// Removes what builds that were killed left unfinished in an output folder and its years. Links are not followed: they
/// may lead out of it. What cannot be listed or removed goes the next time.
pub(super) fn sweep(out: &Path) {
    let inside = |folder: &Path| list(folder).ok().flatten().unwrap_or_default();
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    let folders = inside(out).into_iter().map(|entry| entry.path).filter(|path| is_folder(path));
    for entry in folders.chain([out.to_owned()]).flat_map(|folder| inside(&folder)) {
        if entry.name.starts_with(UNFINISHED) {
            let _ = fs::remove_file(&entry.path);
        }
    }
}

/// Flushes a folder to disk, so that a rename in it outlasts a power cut.
#[cfg(unix)]
fn settle(folder: &Path) {
    // Some file systems cannot; the file itself is safe.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

/// Folders cannot be flushed elsewhere.
#[cfg(not(unix))]
fn settle(_: &Path) {}

/// Gives a finished file the usual permissions; temporary files are private.
#[cfg(unix)]
fn readable(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

/// Files are readable as they are elsewhere.
#[cfg(not(unix))]
fn readable(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}
