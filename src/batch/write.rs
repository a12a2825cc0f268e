//! Files written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

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

/// Removes what builds that were killed left unfinished in an output folder and its years.
pub(super) fn sweep(out: &Path) {
    let inside = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let folders = inside(out).into_iter().filter(|path| path.is_dir());
    for path in folders.chain([out.to_owned()]).flat_map(|folder| inside(&folder)) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(UNFINISHED) {
            // One that is still open elsewhere goes the next time.
            let _ = fs::remove_file(&path);
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
