//! `manifest.json`: what was made, of what, and what came out.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::batch::digest::Digest;
use crate::batch::inputs::Inputs;
use crate::batch::write::write_whole;
use crate::files::{self, Most, Unread};
use crate::problem::Problem;

/// The version of the file's form.
const FORMAT: u32 = 1;

/// The record of an output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the file's form.
    format: u32,
    /// The finished reports by unit folder and year, `unit/2022`; drafts end in `/draft`.
    pub reports: BTreeMap<String, Entry>,
    /// PDFs that no report of the data is written to any more, by path, with their sha256.
    #[serde(default)]
    pub leftover: BTreeMap<String, Digest>,
}

/// A finished report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its path in the output folder, with forward slashes.
    pub pdf: String,
    /// Its sha256.
    pub sha256: Digest,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many pages it has.
    pub pages: usize,
    /// How many warnings there were.
    pub warnings: usize,
    /// What it was made from.
    pub inputs: Inputs,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { format: FORMAT, reports: BTreeMap::new(), leftover: BTreeMap::new() }
    }
}

impl Manifest {
    /// Reads a record; an empty one if there is none. One that cannot be used is a problem.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let bytes = match files::read(path, Most::Record) {
            Ok(bytes) => bytes,
            Err(Unread::Missing) => return Ok(Self::default()),
            Err(unread) => return Err(unread.problem(&path.display().to_string())),
        };
        let broken = |headline: String| {
            Problem::error("broken-manifest", headline)
                .help("请删去这个文件再运行：各份报告会重新生成一遍，内容不变")
        };
        let manifest: Self = serde_json::from_slice(&bytes)
            .map_err(|_| broken(format!("{} 不是完整的生成记录，可能被改动过", path.display())))?;
        if manifest.format != FORMAT {
            return Err(broken(format!("{} 是另一版本的程序写的，读不了", path.display())));
        }
        let written = manifest.reports.values().map(|entry| &entry.pdf);
        match written.chain(manifest.leftover.keys()).find(|pdf| !is_inside(pdf)) {
            Some(pdf) => Err(broken(format!("{} 里的路径“{pdf}”不对", path.display()))),
            None => Ok(manifest),
        }
    }

    /// Writes the record, whole or not at all.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let json = serde_json::to_string_pretty(self).map_err(io::Error::other)?;
        write_whole(path, (json + "\n").as_bytes())
    }

    /// Notes a finished report; a PDF that it had under another name is left over.
    pub fn add(&mut self, report: String, entry: Entry) {
        self.leftover.remove(&entry.pdf);
        let pdf = entry.pdf.clone();
        if let Some(before) = self.reports.insert(report, entry)
            && before.pdf != pdf
            && self.reports.values().all(|other| other.pdf != before.pdf)
        {
            self.leftover.insert(before.pdf, before.sha256);
        }
    }

    /// Forgets the reports that some condition does not hold for; their PDFs are left over, unless another report is
    /// written there.
    pub fn keep(&mut self, is_kept: impl Fn(&str) -> bool) {
        let (kept, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.reports).into_iter().partition(|(report, _)| is_kept(report));
        let written: BTreeSet<&str> = kept.values().map(|entry| entry.pdf.as_str()).collect();
        for entry in gone.into_values().filter(|entry| !written.contains(entry.pdf.as_str())) {
            self.leftover.insert(entry.pdf, entry.sha256);
        }
        self.reports = kept;
    }
}

/// Whether a path stays in the output folder.
fn is_inside(pdf: &str) -> bool {
    let mut parts = Path::new(pdf).components();
    parts.all(|part| matches!(part, Component::Normal(_))) && !pdf.contains('\\')
}

/// The path of the record in an output folder.
pub(super) fn manifest_path(out: &Path) -> PathBuf {
    out.join("manifest.json")
}
