//! Files written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes a file beside its place, flushes it to disk and renames it; an earlier file stays until then.
pub fn write_whole(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::with_prefix_in(".juesuan-", folder)?;
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    readable(&file)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

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
/// Why a file could not be written, in the user's words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "文件夹不存在".to_owned(),
        io::ErrorKind::PermissionDenied => "没有写入权限，或文件正被其他程序打开".to_owned(),
        io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "路径中有一段不是文件夹".to_owned()
        }
        io::ErrorKind::InvalidFilename => "文件名太长，或有不允许的字符".to_owned(),
        _ => error.to_string(),
    }
}
