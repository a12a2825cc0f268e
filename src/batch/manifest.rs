//! `manifest.json`: what was made, of what, and what came out.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::batch::digest::Digest;
use crate::batch::inputs::Inputs;
use crate::batch::trust::amiss;
use crate::files::{self, Most, Unread, look, shown_path, write_whole};
use crate::problem::{Problem, Severity};
use crate::project::{Purpose, Selected};

/// The version of the file's form.
const FORMAT: u32 = 2;
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

/// The record of an output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the file's form.
    format: u32,
    /// The units of the project whose reports these are, by folder with their names; none where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<BTreeMap<String, String>>,
    /// The finished reports by unit folder and year, `unit/2022`; drafts end in `/draft`.
    pub reports: BTreeMap<String, Entry>,
    /// PDFs that no report of the data is written to any more, by path.
    #[serde(default)]
    pub leftover: BTreeMap<String, Leftover>,
}

/// A PDF that no report of the data is written to any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenLeftover")]
pub struct Leftover {
    /// Its sha256.
    pub sha256: Digest,
    /// The report that it was, as it is named in the record; empty where it is not certain what became of its unit.
    pub report: String,
    /// The name of the unit then; empty where that is not known.
    pub unit: String,
    /// Whether the report was built under another name by the same unit, for certain.
    pub renamed: bool,
}

/// What is left over as it is written; earlier versions wrote the sha256 alone.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum WrittenLeftover {
    /// Only what it is.
    Bare(Digest),
    /// And what it was.
    Known {
        /// Its sha256.
        sha256: Digest,
        /// The report.
        report: String,
        /// The unit's name.
        unit: String,
        /// Whether the report has another name now.
        #[serde(default)]
        renamed: bool,
    },
}

impl From<WrittenLeftover> for Leftover {
    fn from(written: WrittenLeftover) -> Self {
        match written {
            WrittenLeftover::Bare(sha256) => {
                Self { sha256, report: String::new(), unit: String::new(), renamed: false }
            }
            WrittenLeftover::Known { sha256, report, unit, renamed } => {
                Self { sha256, report, unit, renamed }
            }
        }
    }
}

/// What the name of a report in the record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReportName<'a> {
    /// The unit's folder.
    pub folder: &'a str,
    /// The year; none where the name is none.
    pub year: Option<u16>,
    /// Whether it is a draft.
    pub is_draft: bool,
}

impl<'a> ReportName<'a> {
    /// The parts of a name such as `unit/2022/draft`.
    pub(crate) fn of(name: &'a str) -> Self {
        let mut parts = name.split('/');
        let folder = parts.next().unwrap_or_default();
        let year = parts.next().and_then(|year| year.parse().ok());
        Self { folder, year, is_draft: parts.next().is_some() }
    }
}

/// The name of a report in the record.
pub(super) fn name_of(report: &Selected, purpose: Purpose) -> String {
    let Selected { folder, year } = report;
    match purpose {
        Purpose::Publication => format!("{folder}/{year}"),
        Purpose::Draft => format!("{folder}/{year}/draft"),
    }
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
    /// How many findings are accepted.
    #[serde(default)]
    pub accepted: usize,
    /// The digest of what its facts say, where its clean data are attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<Digest>,
    /// What it was made from.
    pub inputs: Inputs,
}

impl Default for Manifest {
    fn default() -> Self {
        let (reports, leftover) = (BTreeMap::new(), BTreeMap::new());
        Self { format: FORMAT, units: None, reports, leftover }
    }
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

    /// Notes a finished report; a PDF that it had under another name is left over. Where it is not certain that the unit
    /// of its folder is the one that it was, nothing more is known of that PDF. Another report that was written to the
    /// same place is no more.
    pub(crate) fn add(&mut self, report: String, entry: Entry, is_same_unit: bool) {
        self.leftover.remove(&entry.pdf);
        self.reports.retain(|other, before| {
            *other == report || !before.pdf.eq_ignore_ascii_case(&entry.pdf)
        });
        let pdf = entry.pdf.clone();
        if let Some(before) = self.reports.insert(report.clone(), entry)
            && before.pdf != pdf
        {
            match self.leave(report, before) {
                Some(left) if is_same_unit => left.renamed = true,
                Some(left) => left.report.clear(),
                None => {}
            }
        }
    }

    /// Forgets some reports; their PDFs are left over.
    pub(crate) fn drop(&mut self, is_gone: impl Fn(&str) -> bool) {
        let (gone, kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.reports).into_iter().partition(|(report, _)| is_gone(report));
        self.reports = kept;
        for (report, entry) in gone {
            self.leave(report, entry);
        }
    }

    /// Notes the PDF of a report as left over, unless another report is written there.
    fn leave(&mut self, report: String, entry: Entry) -> Option<&mut Leftover> {
        if self.reports.values().any(|other| other.pdf == entry.pdf) {
            return None;
        }
        let folder = ReportName::of(&report).folder;
        let unit = self.units.as_ref().and_then(|units| units.get(folder).cloned());
        let (sha256, unit) = (entry.sha256, unit.unwrap_or_default());
        let left = Leftover { sha256, report, unit, renamed: false };
        self.leftover.insert(entry.pdf.clone(), left);
        self.leftover.get_mut(&entry.pdf)
    }
}

/// The path of the record in an output folder.
pub(super) fn manifest_path(out: &Path) -> PathBuf {
    out.join("manifest.json")
}
