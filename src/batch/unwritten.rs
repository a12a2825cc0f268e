//! What could not be written, and why.

use std::io;
use std::path::Path;

use crate::files::{bad_link, shown_path};
use crate::problem::{Problem, reason};

/// The problem of a path in an output folder to which a link leads that must not be followed.
pub(super) fn led_out(out: &Path, below: &str) -> Option<Problem> {
    let folder = Path::new(below).parent()?.to_str()?;
    let link = bad_link(out, folder)?;
    let headline = format!("无法写入 {}（{}）", shown_path(&out.join(below)), link.said());
    Some(Problem::error("not-written", headline).help("请删去这个链接，再运行一次"))
}

/// The problem of a file that could not be written.
pub(super) fn not_written(path: &Path, error: &io::Error) -> Problem {
    Problem::error("not-written", format!("无法写入 {}（{}）", shown_path(path), reason(error)))
        .help("请检查磁盘空间和写入权限；Windows 上请先关闭正在阅读这个文件的程序")
}

/// The problem of public data that could not be made of a report.
pub(super) fn no_public_data(name: &str, why: &str) -> Problem {
    Problem::error("not-written", format!("{name}的公开数据写不出来：{why}"))
        .help("请把数据发给维护者；不要公开数据的，去掉 juesuan.toml 的 public-data")
}
