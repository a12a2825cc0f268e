//! A file and a folder of files beside it that belong together: the folder is whole, or not there.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use crate::files::busy::{is_held, patiently};
use crate::files::write::{
    UNFINISHED, finished, folder_of, long, readable_folder, remove_folder, settle,
};

/// Writes a file, and its folder with some files where there are any. What stands in the folder's place gives way first, so
/// that the file never stands beside another's folder; the caller knows that nothing is lost with it. A failure before the
/// file is in its place leaves all as it was.
pub(crate) fn write_with_folder(
    path: &Path,
    contents: &[u8],
    folder: &Path,
    files: &[(String, Vec<u8>)],
) -> io::Result<()> {
    let (path, folder) = (&long(path)?, &long(folder)?);
    let parent = folder_of(path);
    let file = finished(path, contents)?;
    let staged = if files.is_empty() { None } else { Some(staged(parent, files)?) };
    let before = give_way(folder, parent)?;
    let persist = |file: NamedTempFile| file.persist(path).map_err(|e| (e.file, e.error));
    if let Err(error) = patiently(file, is_held, persist) {
        if let Some(before) = &before {
            let _ = rename(before, folder);
        }
        return Err(error);
    }
    let placed = match &staged {
        Some(staged) => rename(staged.path(), folder),
        None => Ok(()),
    };
    settle(parent);
    if let Some(before) = &before {
        // What cannot be removed is swept away the next time.
        let _ = remove_folder(before);
    }
    placed?;
    if let Some(staged) = staged {
        // It has its place now.
        let _ = staged.keep();
    }
    Ok(())
}

/// A folder beside its place, with some files that are flushed to disk.
fn staged(parent: &Path, files: &[(String, Vec<u8>)]) -> io::Result<TempDir> {
    let staged = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(parent)?;
    readable_folder(staged.path())?;
    for (name, contents) in files {
        let path = staged.path().join(name);
        let persist = |file: NamedTempFile| file.persist(&path).map_err(|e| (e.file, e.error));
        patiently(finished(&path, contents)?, is_held, persist)?;
    }
    settle(staged.path());
    Ok(staged)
}

/// Takes away what stands in a folder's place; where it is now.
fn give_way(folder: &Path, parent: &Path) -> io::Result<Option<PathBuf>> {
    if fs::symlink_metadata(folder).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(None);
    }
    let before = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(parent)?.keep();
    // An empty folder may be replaced on some systems only.
    fs::remove_dir(&before)?;
    rename(folder, &before)?;
    Ok(Some(before))
}

/// Renames a folder, which another program may hold for a moment.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently((), is_held, |()| fs::rename(from, to).map_err(|error| ((), error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::list;

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        list(folder).unwrap().unwrap().into_iter().map(|entry| entry.name).collect()
    }

    /// Some files.
    fn files(names: &[&str]) -> Vec<(String, Vec<u8>)> {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_folder_is_replaced_with_its_file() {
        let root = tempfile::tempdir().unwrap();
        let (path, folder) = (root.path().join("a.pdf"), root.path().join("a（数据）"));
        write_with_folder(&path, b"1", &folder, &files(&["甲.csv", "乙.csv"])).unwrap();
        assert_eq!(names(&folder), ["乙.csv", "甲.csv"]);
        write_with_folder(&path, b"2", &folder, &files(&["丙.csv"])).unwrap();
        assert_eq!(
            (names(&folder), fs::read(&path).unwrap()),
            (vec!["丙.csv".to_owned()], b"2".to_vec())
        );
        write_with_folder(&path, b"3", &folder, &[]).unwrap();
        assert_eq!(names(root.path()), ["a.pdf"]);
    }

    #[test]
    fn what_cannot_be_written_leaves_all_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        let (path, folder) = (root.path().join("a.pdf"), root.path().join("a（数据）"));
        // No file takes the place of a folder.
        fs::create_dir_all(path.join("x")).unwrap();
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("甲.csv"), "1").unwrap();
        assert!(write_with_folder(&path, b"2", &folder, &files(&["乙.csv"])).is_err());
        assert_eq!(names(root.path()), ["a.pdf", "a（数据）"]);
        assert_eq!(names(&folder), ["甲.csv"]);
    }
}
