//! `manifest.json`: the record of an output folder on disk, read as what a stranger may have written.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::batch::manifest::{FORMAT, Manifest};
use crate::batch::trust::amiss;
use crate::files::{self, Most, Unread, look, shown_path, write_whole};
use crate::problem::{Problem, Severity};

/// The version that does not say whose the reports are.
const OLD_FORMAT: u32 = 1;

/// The name of the problem of a record that a later version wrote.
const LATER: &str = "later-manifest";

/// Of a record, only the version of its form.
#[derive(Debug, Deserialize)]
struct Version {
    /// The version.
    format: u32,
}

/// The path of the record in an output folder.
pub(super) fn manifest_path(out: &Path) -> PathBuf {
    out.join("manifest.json")
}

impl Manifest {
    /// Reads a record to go on with: of one that a later version wrote nothing is known, which is a warning.
    pub(crate) fn known(path: &Path) -> Result<(Self, Option<Problem>), Problem> {
        match Self::read(path) {
            Ok(manifest) => Ok((manifest, None)),
            Err(problem) if problem.id == LATER => {
                let problem = Problem { severity: Severity::Warning, ..problem };
                Ok((Self::default(), Some(problem)))
            }
            Err(problem) => Err(problem),
        }
    }

    /// Reads a record; an empty one if there is none. One that cannot be used is a problem.
    pub(crate) fn read(path: &Path) -> Result<Self, Problem> {
        let broken = |headline: String| {
            Problem::error("broken-manifest", headline)
                .help("请删去这个文件再运行：各份报告会重新生成一遍，内容不变")
        };
        if look(path).is_ok_and(|found| found.is_some_and(|found| found.is_link)) {
            return Err(broken(format!("{} 是链接（快捷方式），不跟着去读", shown_path(path))));
        }
        let bytes = match files::read(path, Most::Record) {
            Ok(bytes) => bytes,
            Err(Unread::Missing) => return Ok(Self::default()),
            Err(unread) => return Err(unread.problem(&shown_path(path))),
        };
        let version: Option<Version> = serde_json::from_slice(&bytes).ok();
        if version.is_some_and(|version| version.format > FORMAT) {
            let headline = format!("{} 是更新的程序写的，当作没有生成记录", shown_path(path));
            let help = "各份报告会重新生成一遍，内容不变；不再用到的 PDF 一份也不删。想接着用原来的记录，请换回更新的 juesuan";
            return Err(Problem::error(LATER, headline).help(help));
        }
        let mut manifest: Self = serde_json::from_slice(&bytes).map_err(|_| {
            broken(format!("{} 不是完整的生成记录，可能被改动过", shown_path(path)))
        })?;
        match manifest.format {
            FORMAT => {}
            OLD_FORMAT => manifest.units = None,
            _ => return Err(broken(format!("{} 的 format 不对，可能被改动过", shown_path(path)))),
        }
        manifest.format = FORMAT;
        match amiss(&manifest) {
            Some(amiss) => Err(broken(format!("{} {amiss}", shown_path(path)))),
            None => Ok(manifest),
        }
    }

    /// Writes the record, whole or not at all.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let json = serde_json::to_string_pretty(self).map_err(io::Error::other)?;
        write_whole(path, (json + "\n").as_bytes())
    }
}
