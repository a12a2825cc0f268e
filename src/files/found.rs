//! What stands at a path.

use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::Path;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// Whether a link stands there.
    pub is_link: bool,
    /// What it is, or what the link leads to.
    pub kind: Kind,
}

/// What something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device or the like.
    Special,
    /// A link that leads nowhere, or what cannot be told.
    Unknown,
}

impl Found {
    /// Whether it is a file, or a link to one.
    pub(crate) fn is_file(self) -> bool {
        self.kind == Kind::File
    }

    /// Whether it is a folder, or a link to one.
    pub(crate) fn is_folder(self) -> bool {
        self.kind == Kind::Folder
    }

    /// Whether it is a file and no link to one.
    pub(crate) fn is_plain_file(self) -> bool {
        self.is_file() && !self.is_link
    }

    /// Whether it is a folder and no link to one.
    pub(crate) fn is_plain_folder(self) -> bool {
        self.is_folder() && !self.is_link
    }

    /// What the system says of something at a path, links not followed.
    pub(super) fn of(path: &Path, found: FileType) -> Self {
        if !found.is_symlink() {
            return Self { is_link: false, kind: kind(found) };
        }
        let kind = fs::metadata(path).map_or(Kind::Unknown, |led_to| kind(led_to.file_type()));
        Self { is_link: true, kind }
    }
}

/// What something is that is no link.
fn kind(found: FileType) -> Kind {
    match () {
        () if found.is_file() => Kind::File,
        () if found.is_dir() => Kind::Folder,
        () => Kind::Special,
    }
}

/// What stands at a path; none where nothing at all does, not even a link that leads nowhere; an error where that cannot
/// be told.
pub(crate) fn look(path: &Path) -> io::Result<Option<Found>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(Found::of(path, found.file_type()))),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            above_is_told(path, error).map(|()| None)
        }
        Err(error) => Err(error),
    }
}

/// Makes sure that a path of which the system says that nothing is there is not one that cannot be told.
fn above_is_told(path: &Path, error: io::Error) -> io::Result<()> {
    let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) else {
        return Ok(());
    };
    match fs::metadata(above) {
        Ok(found) if found.is_dir() => Ok(()),
        // Some systems say only that nothing is there.
        Ok(_) => Err(ErrorKind::NotADirectory.into()),
        Err(_) if look(above)?.is_none() => Ok(()),
        Err(_) => Err(error),
    }
}

/// Whether nothing at all stands at a path, not even a link that leads nowhere; an error where that cannot be told.
pub(crate) fn is_absent(path: &Path) -> io::Result<bool> {
    look(path).map(|found| found.is_none())
}

/// Whether a file stands at a path, or a link to one.
pub(crate) fn is_file(path: &Path) -> bool {
    look(path).is_ok_and(|found| found.is_some_and(Found::is_file))
}

/// Whether a folder stands at a path, or a link to one.
pub(crate) fn is_folder(path: &Path) -> bool {
    look(path).is_ok_and(|found| found.is_some_and(Found::is_folder))
}

/// How many bytes the file at a path has.
pub(crate) fn size(path: &Path) -> io::Result<u64> {
    fs::metadata(path).map(|found| found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("甲"), "").unwrap();
        assert!(look(&at("甲")).unwrap().unwrap().is_plain_file());
        assert!(look(folder.path()).unwrap().unwrap().is_plain_folder());
        assert_eq!(look(&at("乙/丙")).unwrap(), None);
        assert!(look(&at("甲/乙")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_told_with_what_they_lead_to() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("甲")).unwrap();
        std::os::unix::fs::symlink("甲", at("乙")).unwrap();
        std::os::unix::fs::symlink("nowhere", at("丙")).unwrap();
        let link = |kind| Some(Found { is_link: true, kind });
        assert_eq!(look(&at("乙")).unwrap(), link(Kind::Folder));
        assert_eq!(look(&at("丙")).unwrap(), link(Kind::Unknown));
        assert!(!is_absent(&at("丙")).unwrap());
    }
}
