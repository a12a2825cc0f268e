//! Whose reports an output folder holds: two projects do not share one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::batch::digest::Digest;
use crate::batch::lock::is_around;
use crate::batch::manifest::{Entry, Manifest, ReportName};
use crate::files::{Most, shown_path};
use crate::problem::Problem;
use crate::project::{Census, Project, file_names};

/// How certain it is that the reports of an output folder are a project's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// They are another project's.
    Foreign,
    /// Nothing is known: an earlier version of the program wrote the record.
    Unknown,
    /// Most of them are; the project has been moved, or another one has units of the same names.
    Unsure,
    /// They are its own.
    Own,
}

/// A project as an output folder sees it.
#[derive(Debug, Clone, Copy)]
pub struct Visitor<'a> {
    /// Where it stands.
    pub place: &'a str,
    /// Itself.
    pub project: &'a Project,
    /// Its units.
    pub census: &'a Census,
}

impl Visitor<'_> {
    /// How certain it is that a record is of this project's reports; `before` is where the project stood that built there
    /// last.
    ///
    /// Neither a place nor the names of units tell a project alone: a folder may be moved, and a copy of it may become
    /// another project. What may be removed must be certain, so both have to agree.
    pub(crate) fn standing(&self, manifest: &Manifest, before: Option<&str>) -> Standing {
        let Some(units) = &manifest.units else { return self.standing_of_old(manifest) };
        let is_same_place = before == Some(self.place);
        let names: BTreeSet<&str> =
            self.census.units().map(|(_, unit)| unit.name.value.as_str()).collect();
        let is_known = |(folder, name): &(&String, &String)| {
            names.contains(name.as_str()) || self.is_untold(folder)
        };
        let known = units.iter().filter(is_known).count();
        match known {
            _ if units.is_empty() => Standing::Own,
            0 if is_same_place && self.knows_data(manifest) => Standing::Own,
            // Whoever stands around an output folder owns it, whatever was copied into it.
            0 if is_same_place && is_around(self.place) => Standing::Unknown,
            0 => Standing::Foreign,
            known if is_same_place || known == units.len() => Standing::Own,
            known if known * 2 >= units.len() => Standing::Unsure,
            _ if before.is_none() && is_around(self.place) => Standing::Unsure,
            _ => Standing::Foreign,
        }
    }

    /// The folders of the units of a record that certainly hold the same units still. Where a name is another one now, it
    /// must be a new one and the old one nobody's, and either the unit's figures are what they were, or nothing else has
    /// changed that it could be taken for: else units may have changed their folders as well as their names.
    pub(super) fn same_units(&self, manifest: &Manifest) -> BTreeSet<String> {
        let Some(units) = &manifest.units else { return BTreeSet::new() };
        let old: BTreeSet<&str> = units.values().map(String::as_str).collect();
        let new: BTreeSet<&str> =
            self.census.units().map(|(_, unit)| unit.name.value.as_str()).collect();
        let changed = units.iter().filter(|(folder, name)| !self.keeps(folder, name)).count();
        let is_only = changed == 1
            && self.census.folders().into_iter().all(|folder| units.contains_key(folder))
            && self.census.untold().next().is_none()
            && self.census.units_below(&self.project.files).is_empty();
        let is_same = |(folder, before): &(&String, &String)| {
            let is_renamed = self.census.name(folder).is_some_and(|now| !old.contains(now))
                && !new.contains(before.as_str());
            self.keeps(folder, before)
                || is_renamed && (is_only || self.has_same_data(folder, manifest))
        };
        units.iter().filter(is_same).map(|(folder, _)| folder.clone()).collect()
    }

    /// Whether a folder holds a unit of some name.
    fn keeps(&self, folder: &str, name: &str) -> bool {
        self.census.name(folder) == Some(name)
    }

    /// Whether a file of figures in a unit's folder is what a report of the record was made from.
    fn has_same_data(&self, folder: &str, manifest: &Manifest) -> bool {
        let of_unit =
            manifest.reports.iter().filter(|(report, _)| ReportName::of(report).folder == folder);
        let mut data = of_unit.flat_map(|(_, entry)| entry.inputs.data_of(folder));
        data.any(|(file, digest)| file != "unit.toml" && self.has_data(folder, file, digest))
    }

    /// The same for a record that does not say whose it is.
    fn standing_of_old(&self, manifest: &Manifest) -> Standing {
        let mut reports = manifest.reports.iter();
        match (manifest.reports.is_empty(), manifest.leftover.is_empty()) {
            (true, true) => Standing::Own,
            (true, false) => Standing::Unknown,
            (false, _) if reports.any(|(report, entry)| self.made(report, entry)) => {
                Standing::Unknown
            }
            (false, _) => Standing::Foreign,
        }
    }

    /// Whether a report of a record that does not say whose it is was certainly made of this project: it is called as the
    /// unit in its folder is, or a file of the unit is as it was.
    pub(super) fn made(&self, report: &str, entry: &Entry) -> bool {
        let ReportName { folder, year, .. } = ReportName::of(report);
        let (Some(unit), Some(year)) = (self.census.unit(folder), year) else { return false };
        let names = file_names(&self.project.settings, unit, year);
        let name = entry.pdf.rsplit('/').next().unwrap_or_default();
        names.iter().any(|known| known == name) || {
            let mut data = entry.inputs.data_of(folder).filter(|(file, _)| *file != "unit.toml");
            data.any(|(file, digest)| self.has_data(folder, file, digest))
        }
    }

    /// Whether a unit has a file of some contents.
    fn has_data(&self, folder: &str, file: &str, digest: &Digest) -> bool {
        let path = format!("data/{folder}/{file}");
        let read = self.project.files.read(&path, Most::Data);
        read.is_ok_and(|bytes| Digest::of(&bytes) == *digest)
    }

    /// Whether there is a folder of a unit that does not tell its name.
    fn is_untold(&self, folder: &str) -> bool {
        self.census.has(folder) && self.census.name(folder).is_none()
    }

    /// Whether any unit's data are what a report of the record was made from, in whatever folder: a unit that was renamed.
    fn knows_data(&self, manifest: &Manifest) -> bool {
        let data = manifest
            .reports
            .iter()
            .flat_map(|(report, entry)| entry.inputs.data_of(ReportName::of(report).folder));
        let mut data = data.filter(|(file, _)| *file != "unit.toml");
        data.any(|(file, digest)| {
            self.census.folders().iter().any(|folder| self.has_data(folder, file, digest))
        })
    }
}

/// The problem of an output folder that is another project's.
pub(super) fn foreign(out: &Path, manifest: &Manifest) -> Problem {
    let names: Vec<&str> = match &manifest.units {
        Some(units) => units.values().take(3).map(String::as_str).collect(),
        None => {
            manifest.reports.keys().take(3).map(|report| ReportName::of(report).folder).collect()
        }
    };
    let headline = format!("{} 里是另一个项目的报告（{} 等）", shown_path(out), names.join("、"));
    Problem::error("other-project", headline)
        .help("两个项目不能用同一个输出文件夹；请用 --out 指明另一个")
        .help("确实是这个项目的（单位都换过了），请移走那里的 manifest.json：原有的 PDF 不动，各份报告重新生成")
}

/// The units of a project by folder, with their names; one that does not tell its name now keeps the one that it had.
pub(super) fn units_now(
    census: &Census,
    before: Option<&BTreeMap<String, String>>,
) -> BTreeMap<String, String> {
    let kept = before.into_iter().flatten().filter(|(folder, _)| census.has(folder));
    let mut units: BTreeMap<String, String> =
        kept.map(|(folder, name)| (folder.clone(), name.clone())).collect();
    let told = census.units().filter(|(folder, _)| census.misplaced(folder).is_none());
    units.extend(told.map(|(folder, unit)| (folder.to_owned(), unit.name.value.clone())));
    units
}
