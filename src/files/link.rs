//! Links on the way to a file.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::problem::{Problem, reason};

/// A link that cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadLink {
    /// Where it stands, from the folder that it must not lead out of, with forward slashes.
    pub at: String,
    /// What is wrong with it, in the user's words.
    pub why: String,
    /// What it is called among problems.
    id: &'static str,
}

/// The first link on the way from a folder to a path below it that leads nowhere, round in circles, or out of the folder.
pub(crate) fn bad_link(root: &Path, below: &str) -> Option<BadLink> {
    let mut path = root.to_owned();
    let mut at = PathBuf::new();
    for part in Path::new(below).components() {
        path.push(part);
        at.push(part);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => {}
            Ok(_) => continue,
            Err(_) => return None,
        }
        let bad = |id, why: &str| {
            let at = at.to_string_lossy().replace('\\', "/");
            Some(BadLink { at, why: why.to_owned(), id })
        };
        match path.canonicalize() {
            Ok(real) if root.canonicalize().is_ok_and(|root| real.starts_with(root)) => {}
            Ok(_) => return bad("outside-link", "指到了项目文件夹以外"),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return bad("broken-link", "所指的文件或文件夹不在了");
            }
            Err(error) => return bad("broken-link", &format!("跟不下去（{}）", reason(&error))),
        }
    }
    None
}

/// Where a path really leads when all links on the way are followed.
pub(crate) fn real(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

impl BadLink {
    /// What is wrong, in one sentence.
    pub(crate) fn said(&self) -> String {
        format!("{} 是链接（快捷方式），{}", self.at, self.why)
    }

    /// The problem of a link.
    pub(crate) fn problem(&self) -> Problem {
        Problem::error(self.id, self.said()).help("请删去链接，把文件或文件夹本身放在这里")
    }
}
