//! The manifest of an output folder while reports are built.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::batch::lock::Lock;
use crate::batch::manifest::{Entry, Manifest, ReportName};
use crate::batch::manifest_file::manifest_path;
use crate::batch::shard::Shard;
use crate::batch::standing::{Standing, Visitor, foreign, units_now};
use crate::batch::tidy::Tidying;
use crate::batch::unwritten::not_written;
use crate::files::shown_path;
use crate::problem::{Problem, Severity, any_error};

/// How long it is not saved while reports are built, at least.
const SAVE: Duration = Duration::from_secs(1);
/// How many times as long as the last save took it is not saved: a long record must not keep the reports waiting.
const REST: u32 = 20;

/// The manifest, and where it is kept. It never says more than what is in the folder: a PDF is there before it is added.
#[derive(Debug)]
pub struct Record {
    /// The output folder.
    out: PathBuf,
    /// Where it is kept.
    path: PathBuf,
    /// What it says.
    pub manifest: Manifest,
    /// What it said on disk.
    written: Manifest,
    /// How certain it is that it is the project's own.
    standing: Standing,
    /// The units that it knew when it was opened, by folder with their names.
    pub known: BTreeMap<String, String>,
    /// Those of them that certainly hold the same units still, under the same names or new ones.
    same: BTreeSet<String>,
    /// When it was last saved.
    saved: Instant,
    /// How long that took.
    took: Duration,
    /// What went wrong.
    pub problems: Vec<Problem>,
}

impl Record {
    /// The record of an output folder that is held, or of one shard of it, for a project that builds there; another
    /// project's is a problem.
    pub fn open(
        out: &Path,
        shard: Option<Shard>,
        lock: &mut Lock,
        visitor: Visitor<'_>,
    ) -> Result<Self, Problem> {
        let mut path = manifest_path(out);
        let (mut manifest, later) = Manifest::known(&path)?;
        let mut problems: Vec<Problem> = later.into_iter().collect();
        let mut written = manifest.clone();
        let mut standing = visitor.standing(&manifest, lock.place_of_whole());
        if standing == Standing::Foreign {
            return Err(foreign(out, &manifest));
        }
        if let Some(shard) = shard {
            path = out.join(format!("manifest.{shard}.json"));
            let (own, later) = Manifest::known(&path)?;
            written = own;
            problems.extend(later);
            standing = standing.min(visitor.standing(&written, lock.place()));
            manifest.reports.retain(|report, _| shard.holds(ReportName::of(report).folder));
            manifest.leftover.clear();
            manifest.reports.extend(written.reports.clone());
            manifest.leftover.extend(written.leftover.clone());
            let units = written.units.clone().into_iter().chain(manifest.units).flatten();
            manifest.units = Some(units.collect());
        }
        if standing == Standing::Foreign {
            return Err(foreign(out, &written));
        }
        if standing != Standing::Unsure || lock.place().is_none() {
            lock.settle(visitor.place.to_owned());
        }
        let known = manifest.units.clone().unwrap_or_default();
        let same = visitor.same_units(&manifest);
        let (out, saved, took) = (out.to_owned(), Instant::now(), Duration::ZERO);
        let mut record =
            Self { out, path, manifest, written, standing, known, same, saved, took, problems };
        if standing == Standing::Unknown {
            record.forget_strangers(visitor);
        }
        let units = record.manifest.units.get_or_insert_default();
        for (folder, name) in units_now(visitor.census, None) {
            units.entry(folder).or_insert(name);
        }
        Ok(record)
    }

    /// Adds a report whose PDF is in its place.
    pub fn add(&mut self, report: &str, entry: Entry) {
        let is_same = self.same.contains(ReportName::of(report).folder);
        self.manifest.add(report.to_owned(), entry, is_same);
        if self.saved.elapsed() > SAVE.max(self.took * REST) {
            self.save();
        }
    }

    /// Writes it, if it says anything new of any report.
    pub fn save(&mut self) {
        let says_nothing = self.manifest.reports.is_empty() && self.manifest.leftover.is_empty();
        if self.manifest == self.written || says_nothing && self.written == Manifest::default() {
            return;
        }
        let begun = Instant::now();
        match self.manifest.write(&self.path) {
            Ok(()) => self.written = self.manifest.clone(),
            Err(error) => {
                self.problems.retain(|problem| problem.severity != Severity::Error);
                self.problems.push(not_written(&self.path, &error));
            }
        }
        self.took = begun.elapsed();
        self.saved = Instant::now();
    }

    /// Notes what is left over at the end of a build, and removes it if that is wished for; those that were removed. Where
    /// it is not certain whose the reports are, nothing is noted and nothing removed.
    pub fn tidy(&mut self, tidying: &Tidying<'_>, prune: bool) -> Vec<String> {
        if self.standing != Standing::Own {
            if prune {
                self.problems.push(not_certain(&self.out, self.standing));
            }
            return Vec::new();
        }
        tidying.note(&self.out, &mut self.manifest);
        let mut units = units_now(tidying.now, self.manifest.units.as_ref());
        if !self.manifest.leftover.is_empty() {
            // A unit that was never built may be one of those that are gone: it stays new.
            let made: BTreeSet<&str> =
                self.manifest.reports.keys().map(|report| ReportName::of(report).folder).collect();
            units.retain(|folder, _| {
                tidying.known.contains_key(folder) || made.contains(folder.as_str())
            });
        }
        self.manifest.units = Some(units);
        // First of all what is to be removed must be known to be of no use.
        self.save();
        if !prune || any_error(&self.problems) {
            return Vec::new();
        }
        let (pruned, problems) = tidying.prune(&self.out, &mut self.manifest);
        self.problems.extend(problems);
        pruned
    }

    /// Forgets what is recorded of units that the project does not have, for they may be another project's. They are named
    /// this once.
    fn forget_strangers(&mut self, visitor: Visitor<'_>) {
        let mut forgotten: Vec<String> =
            std::mem::take(&mut self.manifest.leftover).into_keys().collect();
        self.manifest.reports.retain(|report, entry| {
            let is_ours = visitor.made(report, entry);
            if !is_ours {
                forgotten.push(entry.pdf.clone());
            }
            is_ours
        });
        self.manifest.units = None;
        if forgotten.is_empty() {
            return;
        }
        let headline = format!(
            "{} 没有记下是哪个项目的，里面有 {} 份不知道是不是这个项目的报告",
            shown_path(&self.path),
            forgotten.len()
        );
        let problem = Problem::warning("unknown-reports", headline)
            .help(format!("没有动，以后也不再列出：{}", forgotten.join("、")));
        self.problems.push(problem.help("不要的，请自己删去"));
    }
}

/// The problem of an output folder that may be another project's.
fn not_certain(out: &Path, standing: Standing) -> Problem {
    let headline = format!("没有删除任何 PDF：不能确定 {} 只是这个项目的", shown_path(out));
    let problem = Problem::warning("not-pruned", headline);
    match standing {
        Standing::Unknown => problem.help("从这一次起记下是哪个项目的，以后可以用 --prune"),
        Standing::Unsure | Standing::Foreign | Standing::Own => problem.help(
            "项目换过位置，又有单位不在了，也许另有项目在用这个输出文件夹；确实只有这个项目用，删去那里的 .juesuan.lock，生成一次，再用 --prune",
        ),
    }
}
