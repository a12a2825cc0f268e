//! Failures of the file system.

use std::io;

/// Why a file could not be read or written, in the user's words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "文件夹不存在".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，或文件正被其他程序打开".to_owned(),
        io::ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
        io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "路径中有一段不是文件夹".to_owned()
        }
        io::ErrorKind::InvalidFilename => "文件名太长，或有不允许的字符".to_owned(),
        _ => error.to_string(),
    }
}
