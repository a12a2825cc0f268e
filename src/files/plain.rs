//! Regular files, opened and read.

use std::fs::{self, File, FileType};
use std::io::Read;
use std::path::Path;

use crate::files::busy::{is_held, patiently};
use crate::files::{Most, Unread};

/// A file that was opened.
pub(crate) type Opened = File;

/// Reads a file whole. Nothing else is opened: a pipe would wait for a writer, a device never ends.
pub(crate) fn read(path: &Path, most: Most) -> Result<Vec<u8>, Unread> {
    let file = open(path, most)?;
    let mut bytes = Vec::new();
    // A file may say that it is empty and go on for ever, or grow while it is read.
    file.take(most.bytes() + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most.bytes() { Err(Unread::TooLarge(None, most)) } else { Ok(bytes) }
}

/// Opens a regular file that is not larger than its kind may be.
pub(crate) fn open(path: &Path, most: Most) -> Result<Opened, Unread> {
    // Looked at before it is opened: opening a pipe may already wait.
    plain(&fs::metadata(path)?, most)?;
    let file = patiently((), is_held, |()| File::open(path).map_err(|error| ((), error)))?;
    plain(&file.metadata()?, most)?;
    Ok(file)
}

/// Makes sure that something is a regular file and not too large.
fn plain(found: &fs::Metadata, most: Most) -> Result<(), Unread> {
    if !found.is_file() {
        return Err(Unread::NotPlain(what(found.file_type())));
    }
    if found.len() > most.bytes() {
        return Err(Unread::TooLarge(Some(found.len()), most));
    }
    Ok(())
}

/// What stands in the place of a file, in the user's words.
fn what(found: FileType) -> &'static str {
    if found.is_dir() { "文件夹" } else { special(found) }
}

/// What something is that is neither file nor folder.
#[cfg(unix)]
fn special(found: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if found.is_fifo() => "管道",
        () if found.is_socket() => "套接字",
        () if found.is_block_device() || found.is_char_device() => "设备",
        () => "特殊文件",
    }
}

/// What something is that is neither file nor folder.
#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "特殊文件"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Why a path is not read.
    fn why(path: &Path) -> String {
        read(path, Most::Data).unwrap_err().why()
    }

    #[test]
    fn only_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        assert!(matches!(read(&path, Most::Data), Err(Unread::Missing)));
        fs::write(&path, "年").unwrap();
        assert_eq!(read(&path, Most::Data).unwrap(), "年".as_bytes());
        assert_eq!(why(folder.path()), "这是文件夹，不是普通文件");
    }

    #[test]
    fn a_file_is_read_up_to_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let file = File::create(&path).unwrap();
        file.set_len(Most::Data.bytes()).unwrap();
        assert_eq!(read(&path, Most::Data).unwrap().len() as u64, Most::Data.bytes());
        file.set_len(Most::Data.bytes() + 1).unwrap();
        assert_eq!(why(&path), "有 17 MB，超过上限 16 MB");
        file.set_len(1 << 40).unwrap();
        assert!(matches!(open(&path, Most::Font), Err(Unread::TooLarge(..))));
    }

    #[cfg(unix)]
    #[test]
    fn what_would_wait_or_never_end_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert_eq!(why(&socket), "这是套接字，不是普通文件");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        assert_eq!(why(&pipe), "这是管道，不是普通文件");
        for device in ["/dev/zero", "/dev/null", "/dev/tty"] {
            assert_eq!(why(Path::new(device)), "这是设备，不是普通文件");
        }
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        assert_eq!(why(&link), "这是设备，不是普通文件");
    }
}
