//! The record of an output folder: what was made, of what, and what came out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::batch::digest::Digest;
use crate::batch::inputs::Inputs;
use crate::batch::public::PublicFiles;
use crate::project::{Purpose, Selected};

/// The version of the file's form.
pub(super) const FORMAT: u32 = 2;

/// The record of an output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the file's form.
    pub(super) format: u32,
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
    /// The public data beside it, if any.
    #[serde(skip_serializing_if = "PublicFiles::is_empty")]
    pub public: PublicFiles,
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
        /// Its public data.
        #[serde(default)]
        public: PublicFiles,
    },
}

impl From<WrittenLeftover> for Leftover {
    fn from(written: WrittenLeftover) -> Self {
        match written {
            WrittenLeftover::Bare(sha256) => {
                let (report, unit) = (String::new(), String::new());
                Self { sha256, report, unit, renamed: false, public: PublicFiles::new() }
            }
            WrittenLeftover::Known { sha256, report, unit, renamed, public } => {
                Self { sha256, report, unit, renamed, public }
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
    /// The public data beside it, if any.
    #[serde(default, skip_serializing_if = "PublicFiles::is_empty")]
    pub public: PublicFiles,
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
        let Entry { pdf, sha256, public, .. } = entry;
        let unit = unit.unwrap_or_default();
        let left = Leftover { sha256, report, unit, renamed: false, public };
        self.leftover.insert(pdf.clone(), left);
        self.leftover.get_mut(&pdf)
    }
}
