//! Two builds of one project keep out of each other's way, and of another project's.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use crate::batch::digest::Digest;
use crate::files::{lock_patiently, look, real, shown_path};
use crate::problem::{Problem, reason};

/// How much of a lock file is read; one of this program is far shorter.
const LONGEST: u64 = 4096;

/// An output folder held by this process until it ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    /// The file that this process holds alone.
    own: File,
    /// Where the project stood whose build held it last, if that is known.
    place: Option<String>,
    /// The file of the whole folder, where only a part of it is held, and where the project stood then.
    whole: Option<(File, Option<String>)>,
}

impl Lock {
    /// Holds an output folder alone.
    pub fn whole(out: &Path) -> Result<Self, Problem> {
        let (own, place) = hold_alone(out, ".juesuan.lock")?;
        Ok(Self { own, place, whole: None })
    }

    /// Holds one shard of an output folder, beside other shards.
    pub(crate) fn shard(out: &Path, shard: &str) -> Result<Self, Problem> {
        let mut whole = hold(out, ".juesuan.lock", true)?;
        let place_of_whole = signed(&mut whole).place;
        let (own, place) = hold_alone(out, &format!(".juesuan-{shard}.lock"))?;
        Ok(Self { own, place, whole: Some((whole, place_of_whole)) })
    }

    /// Where the project stood whose build held it last.
    pub(crate) fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The same of the whole folder, of which this may be a part.
    pub(crate) fn place_of_whole(&self) -> Option<&str> {
        match &self.whole {
            Some((_, place)) => place.as_deref(),
            None => self.place(),
        }
    }

    /// Notes where the project stands now.
    pub(crate) fn settle(&mut self, place: String) {
        self.place = Some(place);
        sign(&mut self.own, self.place.as_deref());
    }
}

/// Where a project stands as seen from an output folder: the way up where it stands around it, which stays the same when
/// both are moved or copied together; else its path, which is not told to readers of the folder.
pub fn place_of(root: &Path, out: &Path) -> String {
    let real = |path: &Path| real(path).unwrap_or_else(|_| path.to_owned());
    let (root, out) = (real(root), real(out));
    match out.strip_prefix(&root) {
        Ok(below) => AROUND.repeat(below.components().count()),
        Err(_) => Digest::of(root.as_os_str().as_encoded_bytes()).as_str().to_owned(),
    }
}

/// One folder up.
const AROUND: &str = "../";

/// Whether a project stands around an output folder.
pub(super) fn is_around(place: &str) -> bool {
    place.starts_with(AROUND)
}

/// Locks a file for this process alone and signs it; the file with the place that was noted in it. What stands in it and
/// no program of this kind wrote is somebody's own.
fn hold_alone(out: &Path, name: &str) -> Result<(File, Option<String>), Problem> {
    let mut file = hold(out, name, false)?;
    let Signed { is_ours, place } = signed(&mut file);
    if !is_ours {
        let headline = format!("{} 不是锁文件，里面是别的内容", shown_path(&out.join(name)));
        return Err(Problem::error("not-written", headline).help("没有动它；请移走它，再运行一次"));
    }
    sign(&mut file, place.as_deref());
    Ok((file, place))
}

/// What stands in a lock file.
#[derive(Debug, PartialEq, Eq)]
struct Signed {
    /// Whether it can have been written by this program.
    is_ours: bool,
    /// Where the project stood that signed it.
    place: Option<String>,
}

/// Reads what stands in a lock file.
fn signed(file: &mut File) -> Signed {
    let mut signed = Vec::new();
    let read = file.take(LONGEST).read_to_end(&mut signed).is_ok();
    if signed.len() as u64 >= LONGEST {
        return Signed { is_ours: false, place: None };
    }
    understood(&signed, read)
}

/// What the bytes of a lock file say. One may be empty, or lost in a power cut and full of zeros.
fn understood(bytes: &[u8], read: bool) -> Signed {
    let nothing = Signed { is_ours: true, place: None };
    if !read || bytes.iter().all(|byte| *byte == 0) {
        return nothing;
    }
    let foreign = Signed { is_ours: false, place: None };
    let Ok(text) = str::from_utf8(bytes) else { return foreign };
    let mut lines = text.lines();
    let (process, place) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let is_number = process.len() <= 10 && process.bytes().all(|byte| byte.is_ascii_digit());
    let is_place = place.replace(AROUND, "").is_empty()
        || place.len() == 64 && place.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_number || !is_place || lines.next().is_some() {
        return foreign;
    }
    Signed { is_ours: true, place: Some(place.to_owned()).filter(|place| !place.is_empty()) }
}

/// Locks a file; it stays there, as removing it would let two in.
fn hold(out: &Path, name: &str, shared: bool) -> Result<File, Problem> {
    let path = out.join(name);
    // A link may lead to something that must not be written to.
    if look(&path).is_ok_and(|found| found.is_some_and(|found| !found.is_plain_file())) {
        let headline = format!("{} 不是普通文件，无法锁定输出文件夹", shown_path(&path));
        return Err(Problem::error("not-written", headline).help("请删去它，再运行一次"));
    }
    let mut file = open(&path).map_err(|error| {
        Problem::error("not-written", format!("无法写入 {}（{}）", shown_path(out), reason(&error)))
            .help("请检查磁盘空间和写入权限，或用 --out 指明另一个输出文件夹")
    })?;
    match lock_patiently(|| if shared { file.try_lock_shared() } else { file.try_lock() }) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(taken(&mut file, out)),
        // Some network file systems know no locks: the names of temporary files still differ.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => {
            let headline = format!("无法锁定 {}（{}）", shown_path(&path), reason(&error));
            Err(Problem::error("not-written", headline).help("请换一个输出文件夹（--out）"))
        }
    }
}

/// Opens the file, making it and its folder where they are not there.
fn open(path: &Path) -> io::Result<File> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Writes who holds it, and where the project stands. A folder that cannot take a few bytes says so when the PDFs come.
fn sign(file: &mut File, place: Option<&str>) {
    let text = format!("{}\n{}\n", std::process::id(), place.unwrap_or_default());
    let _ = file
        .rewind()
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| file.set_len(text.len() as u64));
}

/// The problem when another process is at work there.
fn taken(file: &mut File, out: &Path) -> Problem {
    let mut holder = String::new();
    let _ = file.take(LONGEST).read_to_string(&mut holder);
    let process = match holder.lines().next() {
        None | Some("") => String::new(),
        Some(number) => format!("（进程 {number}）"),
    };
    let headline = format!("另一个 juesuan 正在往 {} 里生成报告{process}", shown_path(out));
    Problem::error("busy", headline)
        .help("请等它结束再运行；确实要同时生成，用 --out 指明另一个输出文件夹")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_lock_file_is_told_from_what_is_somebodys_own() {
        let digest = Digest::of(b"x");
        for ours in ["", "812\n", "812\n\n", "812\n../\n", "812\n../../\n", "\0\0\0\0"] {
            assert!(understood(ours.as_bytes(), true).is_ours, "{ours:?}");
        }
        let elsewhere = understood(format!("1\n{}\n", digest.as_str()).as_bytes(), true);
        assert_eq!(elsewhere.place.as_deref(), Some(digest.as_str()));
        for foreign in
            ["name = 1\n", "1\n2\n3\n", "单位\n", "812\n/etc\n", "1234567890123\n", "812\n../\nx"]
        {
            assert!(!understood(foreign.as_bytes(), true).is_ours, "{foreign:?}");
        }
        assert!(!understood(b"\xff\xfe", true).is_ours);
    }
}
