//! Failures of the file system.

use std::io;

/// Why a file could not be read or written, in the user's words.
pub(crate) fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "文件夹不存在",
        io::ErrorKind::PermissionDenied => "没有权限，或文件正被其他程序打开",
        io::ErrorKind::IsADirectory => "这是文件夹，不是文件",
        io::ErrorKind::StorageFull => "磁盘已满",
        io::ErrorKind::QuotaExceeded => "磁盘配额已用完",
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "路径中有一段不是文件夹",
        io::ErrorKind::InvalidFilename => "文件名太长，或有不允许的字符",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "正被其他程序使用",
        io::ErrorKind::FileTooLarge => "文件超过了系统允许的大小",
        io::ErrorKind::StaleNetworkFileHandle
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::TimedOut => "网络盘断开了",
        io::ErrorKind::OutOfMemory => "内存不够",
        io::ErrorKind::InvalidData => "内容不是文字",
        _ => "",
    };
    match (known, error.raw_os_error()) {
        ("", Some(number)) => of_number(number),
        ("", None) => "系统没有说明原因".to_owned(),
        (known, _) => known.to_owned(),
    }
}

/// What the system says by a number alone.
fn of_number(number: i32) -> String {
    match named(number) {
        Some(name) => name.to_owned(),
        None => format!("系统错误，编号 {number}"),
    }
}

/// The numbers that come up with files on Unix.
#[cfg(unix)]
fn named(number: i32) -> Option<&'static str> {
    Some(match number {
        5 => "磁盘读写出错",
        6 | 19 => "设备不在了",
        11 | 35 => "系统一时给不了，请关掉一些程序再试",
        23 | 24 => "打开的文件太多",
        40 | 62 => "链接互相指来指去，没有尽头",
        _ => return None,
    })
}

/// The numbers that come up with files on Windows.
#[cfg(windows)]
fn named(number: i32) -> Option<&'static str> {
    Some(match number {
        4 => "打开的文件太多",
        21 => "设备没有准备好",
        23 | 483 | 1117 => "磁盘读写出错",
        32 | 33 => "正被其他程序打开",
        53 | 59 | 64 | 67 | 1231 => "网络盘断开了",
        206 => "路径太长",
        1920 | 1921 => "链接跟不下去",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reason_is_in_the_systems_words() {
        for number in 1..200 {
            let reason = reason(&io::Error::from_raw_os_error(number));
            assert!(!reason.chars().any(|c| c.is_ascii_alphabetic()), "{number}: {reason}");
        }
        let other = reason(&io::Error::other("out of luck"));
        assert_eq!(other, "系统没有说明原因");
    }
}
