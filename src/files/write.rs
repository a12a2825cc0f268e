//! Files written whole or not at all.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::files::busy::{is_held, patiently};
use crate::files::{Entry, list};

/// How the names of files begin that are not finished.
pub(super) const UNFINISHED: &str = ".juesuan-part-";

/// Writes a file beside its place, flushes it to disk and renames it; an earlier file stays until then.
pub fn write_whole(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = &long(path)?;
    let file = finished(path, contents)?;
    let persist = |file: NamedTempFile| file.persist(path).map_err(|e| (e.file, e.error));
    patiently(file, is_held, persist)?;
    settle(folder_of(path));
    Ok(())
}

/// Writes a file that must not be there yet, as whole; an error of the kind `AlreadyExists` where it is.
pub(crate) fn write_new(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = &long(path)?;
    let file = finished(path, contents)?;
    let persist = |file: NamedTempFile| file.persist_noclobber(path).map_err(|e| (e.file, e.error));
    patiently(file, is_held, persist)?;
    settle(folder_of(path));
    Ok(())
}

/// A path to be written to; on Windows in the form that may be endless, for renaming takes no other.
pub(super) fn long(path: &Path) -> io::Result<PathBuf> {
    if cfg!(windows) { endless(path) } else { Ok(path.to_owned()) }
}

/// A path from the root of its drive, as the system itself writes it; its folder is made where it is not there. On
/// Windows such a path may be longer than 260 characters. One that ends in no name stays as it is.
fn endless(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else { return Ok(path.to_owned()) };
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    Ok(from_root(folder).join(name))
}

/// A folder from the root of its drive. Some systems cannot tell that of a folder far below: what stands above it is told,
/// and the rest stays as it is.
fn from_root(folder: &Path) -> PathBuf {
    if let Ok(told) = fs::canonicalize(folder) {
        return told;
    }
    match (folder.parent(), folder.file_name()) {
        (Some(above), Some(name)) if !above.as_os_str().is_empty() => from_root(above).join(name),
        _ => folder.to_owned(),
    }
}

/// A file beside the place of another, whole and flushed to disk.
pub(super) fn finished(path: &Path, contents: &[u8]) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::with_prefix_in(UNFINISHED, folder)?;
    file.write_all(contents)?;
    readable(&file)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// The folder that a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes what a file of the user's holds now, in its place and with its permissions; a link to it stays a link.
pub(crate) fn rewrite_whole(path: &Path, contents: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    write_whole(&path, contents)?;
    fs::set_permissions(&path, permissions)
}

/// Copies a file to a place where there is none; its folder is made where it is not there.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(folder_of(to))?;
    fs::copy(from, to).map(drop)
}

/// Removes a file.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    patiently((), is_held, |()| fs::remove_file(path).map_err(|error| ((), error)))
}

/// Removes a folder with the files in it; one with anything else in it stays.
pub(crate) fn remove_folder(folder: &Path) -> io::Result<()> {
    let inside = list(folder)?.unwrap_or_default();
    if !inside.iter().all(|entry| entry.found.is_plain_file()) {
        return Err(ErrorKind::DirectoryNotEmpty.into());
    }
    for Entry { path, .. } in inside {
        fs::remove_file(path)?;
    }
    fs::remove_dir(folder)
}

/// Removes a folder of the program's own with all that is in it; links in it are not followed.
pub(crate) fn remove_own_folder(path: &Path) -> io::Result<()> {
    fs::remove_dir_all(path)
}

/// Removes what builds that were killed left unfinished in an output folder and its years. Links are not followed: they
/// may lead out of it. What cannot be listed or removed goes the next time.
pub(crate) fn sweep(out: &Path) {
    let inside = |folder: &Path| list(folder).ok().flatten().unwrap_or_default();
    let folders = inside(out).into_iter().filter(|entry| entry.found.is_plain_folder());
    for entry in
        folders.map(|entry| entry.path).chain([out.to_owned()]).flat_map(|folder| inside(&folder))
    {
        match entry.name.starts_with(UNFINISHED) {
            true if entry.found.is_plain_folder() => drop(remove_folder(&entry.path)),
            true => drop(fs::remove_file(&entry.path)),
            false => {}
        }
    }
}

/// Flushes a folder to disk, so that a rename in it outlasts a power cut.
#[cfg(unix)]
pub(super) fn settle(folder: &Path) {
    // Some file systems cannot; the file itself is safe.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

/// Folders cannot be flushed elsewhere.
#[cfg(not(unix))]
pub(super) fn settle(_: &Path) {}

/// Gives a finished file the usual permissions; temporary files are private.
#[cfg(unix)]
fn readable(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

/// Gives a finished folder the usual permissions; temporary folders are private.
#[cfg(unix)]
pub(super) fn readable_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

/// Folders are readable as they are elsewhere.
#[cfg(not(unix))]
pub(super) fn readable_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Files are readable as they are elsewhere.
#[cfg(not(unix))]
fn readable(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_takes_no_other_ones_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("甲/乙.toml");
        write_new(&path, b"one").unwrap();
        let again = write_new(&path, b"two").unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_whole(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(list(path.parent().unwrap()).unwrap().unwrap().len(), 1);
    }

    /// A path below a folder that is longer than Windows takes without its mark.
    fn far_below(folder: &Path, name: &str) -> PathBuf {
        let below = (0..8).map(|number| format!("{number}{}", "某".repeat(40)));
        folder.join(below.collect::<PathBuf>()).join(name)
    }

    #[test]
    fn a_path_to_be_renamed_begins_at_the_root() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let here = std::env::current_dir().and_then(fs::canonicalize).unwrap();
        let far = far_below(folder.path(), "报告.pdf");
        assert!(far.to_string_lossy().chars().count() > 300);
        for (path, expected) in [
            (folder.path().join("报告.pdf"), root.join("报告.pdf")),
            (folder.path().join("新/又新/报告.pdf"), root.join("新/又新/报告.pdf")),
            (folder.path().join("新/../报告.pdf"), root.join("报告.pdf")),
            (folder.path().join("./新/./报告.pdf"), root.join("新/报告.pdf")),
            (far.clone(), far_below(&root, "报告.pdf")),
            (PathBuf::from("报告.pdf"), here.join("报告.pdf")),
            (PathBuf::from("./报告.pdf"), here.join("报告.pdf")),
            (PathBuf::from(".."), PathBuf::from("..")),
        ] {
            let whole = endless(&path).unwrap();
            assert_eq!(whole, expected, "{}", path.display());
            assert!(!whole.exists() || path.file_name().is_none(), "nothing is written yet");
            assert!(folder_of(&whole).is_dir(), "{}", path.display());
        }
        fs::write(folder.path().join("文件"), "").unwrap();
        assert!(endless(&folder.path().join("文件/报告.pdf")).is_err(), "a file is no folder");
    }

    #[test]
    fn files_far_below_are_written_and_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let far = far_below(folder.path(), "报告.pdf");
        write_whole(&far, b"one").unwrap();
        write_whole(&far, b"two").unwrap();
        assert_eq!(write_new(&far, b"three").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&far).unwrap(), b"two");
        assert_eq!(list(folder_of(&far)).unwrap().unwrap().len(), 1);
        remove(&far).unwrap();
        assert_eq!(list(folder_of(&far)).unwrap(), Some(Vec::new()));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_behind_a_link_is_taken_for_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(folder.path().join("真")).unwrap();
        std::os::unix::fs::symlink("真", folder.path().join("链接")).unwrap();
        let whole = endless(&folder.path().join("链接/报告.pdf")).unwrap();
        assert_eq!(whole, root.join("真/报告.pdf"));
    }
}
