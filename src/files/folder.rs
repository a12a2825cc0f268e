//! What is in a folder.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::files::found::{Found, is_absent};
use crate::problem::steers;

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// Its name as it can be shown: what is no Unicode, steers a terminal, or parts paths elsewhere, stands as `\xD6`.
    pub name: String,
    /// Whether that is its very name.
    pub told: bool,
    /// Its path.
    pub path: PathBuf,
    /// What it is.
    pub found: Found,
}

/// All that is in a folder, sorted by name; none where no folder stands. Where a single entry cannot be told, all are
/// unknown: what is not listed would be left out in silence.
pub(crate) fn list(folder: &Path) -> io::Result<Option<Vec<Entry>>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound && is_absent(folder)? => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        let (name, told) = shown(path.file_name().unwrap_or_default());
        found.push(Entry { name, told, found: Found::of(&path, entry.file_type()?), path });
    }
    found.sort();
    Ok(Some(found))
}

/// A name as it can be shown, and whether that is the very name.
fn shown(name: &OsStr) -> (String, bool) {
    let mut shown = String::new();
    let mut told = true;
    let mut escape = |shown: &mut String, bytes: &[u8]| {
        told &= bytes.is_empty();
        for byte in bytes {
            let _ = write!(shown, "\\x{byte:02X}");
        }
    };
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                c if steers(c) || c == '\\' => escape(&mut shown, c.to_string().as_bytes()),
                c => shown.push(c),
            }
        }
        escape(&mut shown, chunk.invalid());
    }
    (shown, told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_listed_and_what_is_not_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("乙"), "").unwrap();
        fs::create_dir(at("甲")).unwrap();
        let names: Vec<String> =
            list(folder.path()).unwrap().unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names, ["乙", "甲"]);
        assert_eq!(list(&at("甲")).unwrap(), Some(Vec::new()));
        for absent in ["丙", "丙/丁", "甲/丙"] {
            assert_eq!(list(&at(absent)).unwrap(), None, "{absent}");
        }
        for file in ["乙", "乙/丙", "乙/丙/丁"] {
            assert!(list(&at(file)).is_err(), "{file}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_nowhere_are_no_absence() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink("nowhere", at("broken")).unwrap();
        std::os::unix::fs::symlink("loop", at("loop")).unwrap();
        for link in ["broken", "broken/2022", "loop", "loop/2022"] {
            assert!(list(&at(link)).is_err(), "{link}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_cannot_be_shown_are_spelt_out() {
        use std::os::unix::ffi::OsStrExt;
        let of = |bytes: &[u8]| shown(OsStr::from_bytes(bytes));
        assert_eq!(of("图书馆".as_bytes()), ("图书馆".to_owned(), true));
        assert_eq!(of(b"\xcd\xff.toml"), ("\\xCD\\xFF.toml".to_owned(), false));
        assert_eq!(of(b"a\x1b[2J"), ("a\\x1B[2J".to_owned(), false));
        assert_eq!(of(b"a\nb"), ("a\\x0Ab".to_owned(), false));
        assert_eq!(of(b"a\\b"), ("a\\x5Cb".to_owned(), false));
        assert_eq!(of("a\u{2028}b".as_bytes()), ("a\\xE2\\x80\\xA8b".to_owned(), false));
    }
}
