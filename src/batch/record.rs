//! The manifest of an output folder while reports are built.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::batch::digest::Digest;
use crate::batch::manifest::{Entry, Manifest, manifest_path};
use crate::batch::report::not_written;
use crate::batch::shard::Shard;
use crate::files::{self, Most, Unread};
use crate::problem::{Problem, reason};

/// How long it is not saved while reports are built, at least.
const SAVE: Duration = Duration::from_secs(1);
/// How many times as long as the last save took it is not saved: a long record must not keep the reports waiting.
const REST: u32 = 20;

/// The manifest, and where it is kept. It never says more than what is in the folder: a PDF is there before it is added.
#[derive(Debug)]
pub(super) struct Record {
    /// The output folder.
    out: PathBuf,
    /// Where it is kept.
    path: PathBuf,
    /// What it says.
    pub manifest: Manifest,
    /// What it said on disk.
    written: Manifest,
    /// When it was last saved.
    saved: Instant,
    /// How long that took.
    took: Duration,
    /// What went wrong.
    pub problems: Vec<Problem>,
}

impl Record {
    /// The record of an output folder, or of one shard of it.
    pub(super) fn open(out: &Path, shard: Option<Shard>) -> Result<Self, Problem> {
        let mut path = manifest_path(out);
        let mut manifest = Manifest::read(&path)?;
        let mut written = manifest.clone();
        if let Some(shard) = shard {
            path = out.join(format!("manifest.{shard}.json"));
            written = Manifest::read(&path)?;
            manifest.reports.retain(|report, _| shard.holds(unit_of(report)));
            manifest.leftover.clear();
            manifest.reports.extend(written.reports.clone());
            manifest.leftover.extend(written.leftover.clone());
        }
        let (out, saved) = (out.to_owned(), Instant::now());
        let took = Duration::ZERO;
        Ok(Self { out, path, manifest, written, saved, took, problems: Vec::new() })
    }

    /// Adds a report whose PDF is in its place.
    pub(super) fn add(&mut self, report: &str, entry: Entry) {
        self.manifest.add(report.to_owned(), entry);
        if self.saved.elapsed() > SAVE.max(self.took * REST) {
            self.save();
        }
    }

    /// Writes it, if it says anything new.
    pub(super) fn save(&mut self) {
        if self.manifest == self.written {
            return;
        }
        let begun = Instant::now();
        match self.manifest.write(&self.path) {
            Ok(()) => self.written = self.manifest.clone(),
            Err(error) => self.problems = vec![not_written(&self.path, &error)],
        }
        self.took = begun.elapsed();
        self.saved = Instant::now();
    }

    /// Notes the PDFs of reports that are no longer in the data of a project as left over; what was removed already is
    /// forgotten.
    pub(super) fn drop_missing(&mut self, root: &Path) {
        self.manifest.keep(|report| is_in_data(root, report));
        self.manifest.leftover.retain(|pdf, _| self.out.join(pdf).exists());
    }

    /// Removes the PDFs that are left over, unless somebody wrote something else there; those that are gone.
    pub(super) fn prune(&mut self) -> Vec<String> {
        let mut pruned = Vec::new();
        for (pdf, digest) in self.manifest.leftover.clone() {
            match remove(&self.out.join(&pdf), &digest) {
                Ok(()) => {
                    self.manifest.leftover.remove(&pdf);
                    pruned.push(pdf);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        pruned
    }
}

/// The folder of a report's unit.
fn unit_of(report: &str) -> &str {
    report.split('/').next().unwrap_or_default()
}

/// Whether the data of a project still have a report.
fn is_in_data(root: &Path, report: &str) -> bool {
    let mut parts = report.split('/');
    let (Some(folder), Some(year)) = (parts.next(), parts.next()) else { return false };
    let folder = root.join("data").join(folder);
    folder.join("unit.toml").is_file() && folder.join(format!("{year}.toml")).is_file()
}

/// Removes a PDF if it is what was written.
fn remove(path: &Path, digest: &Digest) -> Result<(), Problem> {
    let kept = |why: String| {
        let headline = format!("没有删除 {}：{why}", path.display());
        Problem::warning("not-pruned", headline).help("请自己看一看，不要的话自己删去")
    };
    match files::read(path, Most::Pdf) {
        Ok(pdf) if Digest::of(&pdf) != *digest => Err(kept("它已不是程序生成的那一份".to_owned())),
        Err(Unread::Missing) => Ok(()),
        Err(unread) => Err(kept(unread.why())),
        Ok(_) => fs::remove_file(path).map_err(|error| kept(reason(&error))),
    }
}
