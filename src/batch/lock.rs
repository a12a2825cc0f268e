//! Two builds of one project keep out of each other's way.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use crate::problem::{Problem, reason};

/// An output folder held by this process until it ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, not used")] Vec<File>);

impl Lock {
    /// Holds an output folder alone.
    pub(super) fn whole(out: &Path) -> Result<Self, Problem> {
        Ok(Self(vec![hold(out, ".juesuan.lock", false)?]))
    }

    /// Holds one shard of an output folder, beside other shards.
    pub(super) fn shard(out: &Path, shard: &str) -> Result<Self, Problem> {
        let whole = hold(out, ".juesuan.lock", true)?;
        Ok(Self(vec![whole, hold(out, &format!(".juesuan-{shard}.lock"), false)?]))
    }
}

/// Locks a file; it stays there, as removing it would let two in.
fn hold(out: &Path, name: &str, shared: bool) -> Result<File, Problem> {
    let path = out.join(name);
    let mut file = open(&path).map_err(|error| {
        Problem::error("not-written", format!("无法写入 {}（{}）", out.display(), reason(&error)))
            .help("请检查磁盘空间和写入权限，或用 --out 指明另一个输出文件夹")
    })?;
    let held = if shared { file.try_lock_shared() } else { file.try_lock() };
    match held {
        // Who holds it is only told to others; a folder that cannot take a few bytes says so when the PDFs come.
        Ok(()) if !shared => {
            let _ = sign(&mut file);
            Ok(file)
        }
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(taken(&mut file, out)),
        // Some network file systems know no locks: the names of temporary files still differ.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => {
            let headline = format!("无法锁定 {}（{}）", path.display(), reason(&error));
            Err(Problem::error("not-written", headline).help("请换一个输出文件夹（--out）"))
        }
    }
}

/// Opens the file, making it and its folder where they are not there.
fn open(path: &Path) -> io::Result<File> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Writes who holds it.
fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

/// The problem when another process is at work there.
fn taken(file: &mut File, out: &Path) -> Problem {
    let mut holder = String::new();
    let _ = file.read_to_string(&mut holder);
    let process = match holder.trim() {
        "" => String::new(),
        number => format!("（进程 {number}）"),
    };
    let headline = format!("另一个 juesuan 正在往 {} 里生成报告{process}", out.display());
    Problem::error("busy", headline)
        .help("请等它结束再运行；确实要同时生成，用 --out 指明另一个输出文件夹")
}
