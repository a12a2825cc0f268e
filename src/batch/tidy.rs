//! What becomes of PDFs that no report of the data is written to any more.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::batch::digest::Digest;
use crate::batch::manifest::{Leftover, Manifest, ReportName};
use crate::batch::public::{PublicFiles, folder_of};
use crate::engine::is_ours;
use crate::files::{self, Most, is_absent, list, look, real, remove_folder, shown_path};
use crate::problem::{Problem, reason};
use crate::project::{Census, Project, Purpose, Scope, UnitBelow, file_names};

/// The end of a build of a project: what is known by then.
#[derive(Debug)]
pub struct Tidying<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its units when the build began.
    pub before: &'a Census,
    /// Its units now.
    pub now: &'a Census,
    /// What the user asked for.
    pub scope: &'a Scope,
    /// What was built.
    pub purpose: Purpose,
    /// The units that the record knew when the build began, by folder with their names.
    pub known: &'a BTreeMap<String, String>,
    /// The reports, as they are named in the record, whose PDFs are known to be what the data say: built, or unchanged.
    pub settled: &'a BTreeSet<String>,
}

impl Tidying<'_> {
    /// Notes the PDFs of units that are gone as left over; forgets what was removed already.
    pub(super) fn note(&self, out: &Path, manifest: &mut Manifest) {
        manifest.drop(|report| self.is_gone(ReportName::of(report).folder));
        let mut current: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for entry in manifest.reports.values() {
            current.entry(entry.pdf.to_lowercase()).or_default().push(out.join(&entry.pdf));
        }
        manifest.leftover.retain(|pdf, _| {
            let path = out.join(pdf);
            // Two names that differ only in the case of letters may be one file.
            let real = |path: &Path| real(path).ok();
            let mut same = current.get(&pdf.to_lowercase()).into_iter().flatten();
            !matches!(is_absent(&path), Ok(true)) && !same.any(|other| real(other) == real(&path))
        });
    }

    /// Removes what is left over and certainly of no use: those that were removed, and why others were not.
    pub(super) fn prune(&self, out: &Path, manifest: &mut Manifest) -> (Vec<String>, Vec<Problem>) {
        let (mut pruned, mut problems) = (Vec::new(), Vec::new());
        let left: Vec<(String, Leftover)> = manifest.leftover.clone().into_iter().collect();
        let left: Vec<_> = left.into_iter().filter(|(_, left)| self.is_asked_for(left)).collect();
        if left.is_empty() {
            return (pruned, problems);
        }
        let (taken, below) = (self.taken(manifest), self.now.units_below(&self.project.files));
        for (pdf, left) in left {
            let checked = self.check(&pdf, &left, &taken, &below);
            let removed = checked.and_then(|()| remove(out, &pdf, &left.sha256));
            match removed {
                Ok(()) => {
                    problems.extend(remove_public(out, &pdf, &left.public));
                    manifest.leftover.remove(&pdf);
                    pruned.push(pdf);
                }
                Err(why) => problems.push(not_pruned(&out.join(&pdf), &why)),
            }
        }
        (pruned, problems)
    }

    /// Whether a unit is gone: it was not there when the build began, and it is not there now.
    fn is_gone(&self, folder: &str) -> bool {
        !self.before.has(folder)
            && !self.now.has(folder)
            && is_plain_name(folder)
            && matches!(self.project.files.is_absent(format!("data/{folder}")), Ok(true))
    }

    /// Whether the user asked for a report that left something over, or for all. Who builds drafts removes no reports.
    fn is_asked_for(&self, left: &Leftover) -> bool {
        if left.report.is_empty() {
            return self.scope.selections.is_empty();
        }
        let report = ReportName::of(&left.report);
        let name = Some(left.unit.as_str()).filter(|name| !name.is_empty());
        let is_in_scope =
            report.year.is_some_and(|year| self.scope.holds(report.folder, name, year));
        is_in_scope && (report.is_draft || self.purpose == Purpose::Publication)
    }

    /// The paths, in lower case, that reports of the record are written to, or any unit's would be.
    fn taken(&self, manifest: &Manifest) -> BTreeSet<String> {
        let mut taken: BTreeSet<String> =
            manifest.reports.values().map(|entry| entry.pdf.to_lowercase()).collect();
        let years: BTreeSet<u16> = manifest
            .leftover
            .values()
            .filter_map(|left| ReportName::of(&left.report).year)
            .collect();
        for (_, unit) in self.before.units().chain(self.now.units()) {
            for year in &years {
                let names = file_names(&self.project.settings, unit, *year).into_iter();
                taken.extend(names.map(|name| format!("{year}/{name}").to_lowercase()));
            }
        }
        taken
    }

    /// Makes sure that nothing speaks for a PDF: why it stays, if so.
    fn check(
        &self,
        pdf: &str,
        left: &Leftover,
        taken: &BTreeSet<String>,
        below: &[UnitBelow],
    ) -> Result<(), String> {
        let report = ReportName::of(&left.report);
        if left.report.is_empty() {
            return Err("各单位的文件夹换过，不能确定它的单位不在了".to_owned());
        }
        if let Some(folder) = self.before.first_misplaced().or(self.now.first_misplaced()) {
            return Err(format!("data/{folder} 里的单位这一次不能用，不能确定别的都不在了"));
        }
        if taken.contains(&pdf.to_lowercase()) {
            return Err("data 里还有单位的报告用这个文件名".to_owned());
        }
        if self.before.has(report.folder) || self.now.has(report.folder) {
            // The unit was renamed: only its report under the new name says that the old one is of no use. Else another
            // unit has come into the folder since.
            let name = self.now.name(report.folder);
            let is_same = left.renamed || name == Some(left.unit.as_str());
            match self.settled.contains(&left.report) {
                true if is_same => {}
                true => return Err(format!("data/{} 里现在是别的单位", report.folder)),
                false => return Err(format!("data/{} 的报告这一次没有生成", report.folder)),
            }
        } else if left.renamed {
            // What became of the unit since it was renamed is not known.
            return Err(format!("它的单位改过名，文件夹 {} 现在又不在 data 里", report.folder));
        } else if !self.is_gone(report.folder) {
            return Err(format!("单位的文件夹 {} 还在 data 里，或不能确定它不在了", report.folder));
        }
        let heir = self.now.units().find(|(_, unit)| unit.name.value == left.unit);
        if let Some((heir, _)) = heir.filter(|(heir, _)| !self.is_settled(heir, report)) {
            return Err(format!("单位现在的文件夹是 data/{heir}，它的报告这一次没有生成"));
        }
        let known: BTreeSet<&str> = self.known.values().map(String::as_str).collect();
        let is_other = |name: &String| *name != left.unit && known.contains(name.as_str());
        let is_it = |unit: &&UnitBelow| !unit.name.as_ref().is_some_and(is_other);
        if let Some(unit) = below.iter().find(is_it) {
            return Err(format!("它的单位也许在 {} 里", unit.path));
        }
        // One that the record knows under another name is another unit.
        let may_be_it =
            |folder: &&str| self.known.get(*folder).is_none_or(|name| *name == left.unit);
        if let Some(folder) = self.now.untold().find(may_be_it) {
            return Err(format!("data/{folder} 读不出是哪个单位，也许就是它"));
        }
        let mut new = self.now.units().filter(|(folder, unit)| {
            !self.known.contains_key(*folder) && !known.contains(unit.name.value.as_str())
        });
        match new.find(|(folder, _)| !self.is_settled(folder, report)) {
            Some((folder, _)) => {
                Err(format!("data/{folder} 是新的，报告这一次没有生成，也许就是它改了名"))
            }
            None => Ok(()),
        }
    }

    /// Whether the report of a unit that takes the place of another one's is known to be what the data say.
    fn is_settled(&self, folder: &str, report: ReportName<'_>) -> bool {
        let mark = if report.is_draft { "/draft" } else { "" };
        let year = report.year.unwrap_or_default();
        self.settled.contains(&format!("{folder}/{year}{mark}"))
    }
}

/// Whether a name is one of a folder and no path.
fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
}

/// Removes the public data beside a PDF that is gone: those that are what was written there, and their folder where nothing
/// else is in it.
fn remove_public(out: &Path, pdf: &str, public: &PublicFiles) -> Vec<Problem> {
    let folder = folder_of(pdf);
    let of_file = |(name, digest): (&String, &Digest)| {
        let path = format!("{folder}/{name}");
        remove_file(out, &path, digest, |_| true).err().map(|why| not_pruned(&out.join(path), &why))
    };
    let problems = public.iter().filter_map(of_file).collect();
    if !public.is_empty() && list(&out.join(&folder)).is_ok_and(|found| found == Some(Vec::new())) {
        // An empty folder is no harm.
        let _ = remove_folder(&out.join(folder));
    }
    problems
}

/// Removes a PDF of an output folder if it is what was written there: why not, if so. No link is followed.
fn remove(out: &Path, pdf: &str, digest: &Digest) -> Result<(), String> {
    remove_file(out, pdf, digest, is_ours)
}

/// The same of a file, if it is the program's own.
fn remove_file(
    out: &Path,
    below: &str,
    digest: &Digest,
    is_ours: impl Fn(&[u8]) -> bool,
) -> Result<(), String> {
    let why = |error: io::Error| reason(&error);
    let mut path = out.to_owned();
    let parts: Vec<&str> = below.split('/').collect();
    for (index, part) in parts.iter().enumerate() {
        path.push(part);
        let found = look(&path).and_then(|found| found.ok_or(ErrorKind::NotFound.into()));
        let found = found.map_err(why)?;
        let is_last = index + 1 == parts.len();
        match () {
            () if found.is_link => return Err("路径中有链接（快捷方式）".to_owned()),
            () if is_last && !found.is_file() => return Err("它不是普通文件".to_owned()),
            () if !is_last && !found.is_folder() => return Err("路径中有一段不是文件夹".to_owned()),
            () => {}
        }
    }
    let (real, folder) = (real(&path).map_err(why)?, real(out).map_err(why)?);
    if !real.starts_with(folder) {
        return Err("它不在输出文件夹里".to_owned());
    }
    let found = files::read(&path, Most::Pdf).map_err(|unread| unread.why())?;
    if Digest::of(&found) != *digest || !is_ours(&found) {
        return Err("它已不是程序生成的那一份".to_owned());
    }
    files::remove(&path).map_err(why)
}

/// The problem of a PDF that was not removed.
fn not_pruned(path: &Path, why: &str) -> Problem {
    Problem::warning("not-pruned", format!("没有删除 {}：{why}", shown_path(path)))
        .help("请自己看一看，不要的话自己删去")
}
