//! Whether anything of a project has changed on disk, told by the times and sizes of its files.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::time::SystemTime;

use crate::files::{Age, age, is_hidden, list};

/// What is looked at of a project, from its folder.
const LOOKED_AT: [&str; 5] = ["juesuan.toml", "data", "catalog", "layouts", "fonts"];

/// Where finished reports stand, and those that were published.
const MADE: [&str; 2] = ["out", "published"];

/// How deep folders are looked into.
const DEEP: usize = 8;

/// What the files of a project looked like at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(u64);

impl Stamp {
    /// What the reports look like now that were made and published.
    pub(super) fn of_made(root: &Path) -> Self {
        Self::with(root, MADE.into_iter())
    }

    /// What those files look like now that reports are made from.
    pub(super) fn of_sources(root: &Path) -> Self {
        Self::with(root, LOOKED_AT.into_iter())
    }

    /// What its settings and layouts look like now.
    pub(super) fn of_layouts(root: &Path) -> Self {
        Self::with(root, ["juesuan.toml", "layouts"].into_iter())
    }

    /// What its own fonts look like now.
    pub(super) fn of_fonts(root: &Path) -> Self {
        Self::with(root, ["fonts"].into_iter())
    }

    /// What some of them look like now.
    fn with(root: &Path, names: impl Iterator<Item = &'static str>) -> Self {
        let mut hasher = DefaultHasher::new();
        for name in names {
            look(&root.join(name), DEEP, &mut hasher);
        }
        Self(hasher.finish())
    }

    /// What it is known by.
    pub(super) fn key(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// When a file of a folder, or of those below, was written last.
pub(super) fn written(path: &Path) -> Option<SystemTime> {
    written_below(path, DEEP)
}

/// The same, so many folders deep.
fn written_below(path: &Path, deep: usize) -> Option<SystemTime> {
    let Age { is_folder, size: _, written } = age(path)?;
    if !is_folder {
        return written;
    }
    let entries = list(path).ok().flatten().filter(|_| deep > 0).unwrap_or_default();
    let shown = entries.iter().filter(|entry| !is_hidden(&entry.name));
    shown.filter_map(|entry| written_below(&entry.path, deep - 1)).max()
}

/// Takes down what a file or folder looks like; links are not followed.
fn look(path: &Path, deep: usize, hasher: &mut DefaultHasher) {
    let Some(found) = age(path) else { return };
    path.hash(hasher);
    found.hash(hasher);
    let Age { is_folder, size: _, written: _ } = found;
    if is_folder && deep > 0 {
        for entry in list(path).ok().flatten().unwrap_or_default() {
            look(&entry.path, deep - 1, hasher);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_change_shows() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/甲")).unwrap();
        let before = Stamp::of_sources(folder.path());
        assert_eq!(Stamp::of_sources(folder.path()), before);
        fs::write(folder.path().join("data/甲/2022.toml"), "year = 2022").unwrap();
        assert_ne!(Stamp::of_sources(folder.path()), before);
    }
}
