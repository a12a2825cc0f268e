//! The parts of a sharded build become one output folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::batch::digest::Digest;
use crate::batch::lock::Lock;
use crate::batch::manifest::{Entry, Manifest};
use crate::batch::manifest_file::manifest_path;
use crate::batch::public;
use crate::batch::unwritten::{led_out, not_written};
use crate::engine::is_ours;
use crate::files::{self, Most, Unread, bad_link, folded, is_absent, list, shown_path, sweep};
use crate::problem::{Problem, reason};

/// What a merge came to.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// How many reports the folder has now.
    pub reports: usize,
    /// How many records were merged.
    pub records: usize,
    /// How many PDFs were copied from other folders.
    pub copied: usize,
    /// Reports that cannot be taken over.
    pub problems: Vec<Problem>,
}

/// A record to be merged.
#[derive(Debug)]
struct Part {
    /// The file.
    path: PathBuf,
    /// The folder of its PDFs.
    folder: PathBuf,
    /// What it says.
    manifest: Manifest,
}

/// Merges the records of shards in an output folder, and those of other output folders with their PDFs, into its
/// `manifest.json`. The records of shards are removed when everything that they say is in it; other folders stay as they
/// are. A report whose PDF is not there, is not what its record says, or differs between two parts is a problem, and its
/// part stays.
pub(crate) fn merge(out: &Path, others: &[PathBuf]) -> Result<Merged, Problem> {
    let _lock = Lock::whole(out)?;
    sweep(out);
    let path = manifest_path(out);
    let mut whole = Manifest::read(&path)?;
    let mut parts = parts(out, false)?;
    for other in others {
        let found = self::parts(other, true)?;
        if found.is_empty() {
            let headline = format!("{} 里没有生成记录（manifest.json）", shown_path(other));
            return Err(Problem::error("no-manifest", headline)
                .help("请写 juesuan build --out 后面的那个文件夹"));
        }
        parts.extend(found);
    }
    let mut merged = Merged { records: parts.len(), ..Merged::default() };
    merged.problems = strangers(&path, &whole, &parts);
    merged.problems.extend(contradictions(&parts));
    merged.problems.extend(same_names(&parts));
    if !merged.problems.is_empty() {
        return Ok(merged);
    }
    whole.units = units(&whole, &parts);
    let mut finished = Vec::new();
    for part in &parts {
        let before = merged.problems.len();
        take_over(part, out, &mut whole, &mut merged);
        if merged.problems.len() == before && part.folder == out {
            finished.push(&part.path);
        }
    }
    merged.reports = whole.reports.len();
    match whole.write(&path) {
        Ok(()) => finished.into_iter().for_each(|part| {
            // One that cannot be removed does no harm: merging it again changes nothing.
            let _ = files::remove(part);
        }),
        Err(error) => merged.problems.push(not_written(&path, &error)),
    }
    Ok(merged)
}

/// The records of shards in a folder, and its whole one if that is wanted, in the order of their names.
fn parts(folder: &Path, whole: bool) -> Result<Vec<Part>, Problem> {
    let unreadable = |why: String| {
        let headline = format!("无法读取文件夹 {}（{why}）", shown_path(folder));
        Problem::error("unreadable-file", headline).help("请核对路径")
    };
    let entries = list(folder).map_err(|error| unreadable(reason(&error)))?;
    let entries = entries.ok_or_else(|| unreadable("文件夹不存在".to_owned()))?;
    let is_part = |name: &str| {
        name.strip_prefix("manifest.").and_then(|rest| rest.strip_suffix("json")).is_some_and(
            |part| {
                if part.is_empty() { whole } else { part.contains("-of-") }
            },
        )
    };
    let parts = entries.into_iter().filter(|entry| is_part(&entry.name)).map(|entry| {
        let path = entry.path;
        let manifest = Manifest::read(&path)?;
        Ok(Part { path, folder: folder.to_owned(), manifest })
    });
    parts.collect()
}

/// A problem for every record that has no unit in common with one before it: they are of two projects.
fn strangers(path: &Path, whole: &Manifest, parts: &[Part]) -> Vec<Problem> {
    let parts = parts.iter().map(|part| (part.path.as_path(), &part.manifest));
    let records = [(path, whole)].into_iter().chain(parts);
    let mut known = records.filter_map(|(path, record)| Some((path, record.units.as_ref()?)));
    let Some((first, units)) = known.next() else { return Vec::new() };
    let strange = known
        .filter(|(_, other)| other.iter().all(|(folder, name)| units.get(folder) != Some(name)));
    strange
        .map(|(path, _)| {
            let headline =
                format!("{} 与 {} 是两个项目的记录", shown_path(path), shown_path(first));
            Problem::error("other-project", headline)
                .help("只能合并同一个项目各部分的输出文件夹；请核对路径")
        })
        .collect()
}

/// The units of the project that records are of; none where any of them does not say.
fn units(whole: &Manifest, parts: &[Part]) -> Option<BTreeMap<String, String>> {
    let is_new = whole.reports.is_empty() && whole.leftover.is_empty();
    let whole = Some(whole).filter(|_| !is_new || parts.is_empty());
    let records = whole.into_iter().chain(parts.iter().map(|part| &part.manifest));
    let units: Option<Vec<_>> = records.map(|record| record.units.clone()).collect();
    Some(units?.into_iter().flatten().collect())
}

/// A problem for every report of which two parts say different things.
fn contradictions(parts: &[Part]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        for (report, entry) in &part.manifest.reports {
            let later = parts.get(index + 1..).unwrap_or_default().iter();
            let other =
                later.filter_map(|other| Some((other, other.manifest.reports.get(report)?)));
            for (other, _) in other.filter(|(_, found)| found.sha256 != entry.sha256) {
                let (one, other) = (shown_path(&part.path), shown_path(&other.path));
                let headline = format!("{report} 在 {one} 和 {other} 中不一样");
                problems.push(Problem::error("contradicting-parts", headline).help(
                    "各部分要用同一份数据、同一版本的程序、同样的 N 生成；请重新生成不对的那一部分",
                ));
            }
        }
    }
    problems
}

/// A problem for every PDF that two parts have for different reports: one would take the other's place.
fn same_names(parts: &[Part]) -> Vec<Problem> {
    let mut written: BTreeMap<String, (&str, &Path)> = BTreeMap::new();
    let mut problems = Vec::new();
    for part in parts {
        for (report, entry) in &part.manifest.reports {
            match written.insert(folded(&entry.pdf), (report, &part.path)) {
                Some((other, path)) if other != report => {
                    let (one, here) = (shown_path(path), shown_path(&part.path));
                    let headline = format!(
                        "{one} 的 {other} 和 {here} 的 {report} 是同一个 PDF：{}",
                        entry.pdf
                    );
                    problems.push(
                        Problem::error("contradicting-parts", headline).help(
                            "后一份会盖掉前一份，所以都不合并；请核对各部分是不是同一个项目的",
                        ),
                    );
                }
                _ => {}
            }
        }
    }
    problems
}

/// Takes over the reports of one part, with their PDFs where they are elsewhere.
fn take_over(part: &Part, out: &Path, whole: &mut Manifest, merged: &mut Merged) {
    for (report, entry) in &part.manifest.reports {
        match bring(part, out, whole, entry) {
            Ok(copied) => {
                merged.copied += usize::from(copied);
                whole.add(report.clone(), entry.clone(), false);
            }
            Err(problem) => merged.problems.push(problem),
        }
    }
    if part.folder == out {
        let written: Vec<&String> = whole.reports.values().map(|entry| &entry.pdf).collect();
        let left = part.manifest.leftover.iter().filter(|(pdf, _)| !written.contains(pdf));
        let left: Vec<_> = left.map(|(pdf, digest)| (pdf.clone(), digest.clone())).collect();
        whole.leftover.extend(left);
    }
}

/// Makes sure that a PDF is in its place; whether it had to be copied.
fn bring(part: &Part, out: &Path, whole: &Manifest, entry: &Entry) -> Result<bool, Problem> {
    let (from, to) = (part.folder.join(&entry.pdf), out.join(&entry.pdf));
    let wrong = |why: &str| {
        Problem::error("altered-pdf", format!("{} {why}", shown_path(&from)))
            .help("请重新生成这一部分（juesuan build --shard），再合并")
    };
    if let Some(link) = bad_link(&part.folder, &entry.pdf) {
        return Err(wrong(&format!("读不了：{}", link.said())));
    }
    if let Some(problem) = led_out(out, &entry.pdf) {
        return Err(problem);
    }
    let has_public = |folder: &Path| public::is_there(folder, &entry.pdf, &entry.public);
    if part.folder != out && is(&to, &entry.sha256) && has_public(out) {
        return Ok(false);
    }
    let pdf = files::read(&from, Most::Pdf).map_err(|unread| match unread {
        Unread::Missing => wrong("不在了"),
        unread => wrong(&format!("读不了：{}", unread.why())),
    })?;
    if Digest::of(&pdf) != entry.sha256 {
        return Err(wrong("与生成记录不符"));
    }
    if !is_ours(&pdf) {
        return Err(wrong("不是本程序生成的 PDF"));
    }
    let public = public::read(&part.folder, &entry.pdf, &entry.public);
    let Some(public) = public else {
        return Err(wrong("的公开数据不在了，或与生成记录不符"));
    };
    if part.folder == out {
        return Ok(false);
    }
    let is_known = |known: &Entry| known.pdf == entry.pdf && is(&to, &known.sha256);
    if !matches!(is_absent(&to), Ok(true)) && !whole.reports.values().any(is_known) {
        let headline = format!("{} 已经有了，不是生成记录里的那一份，没有改动它", shown_path(&to));
        return Err(Problem::error("altered-pdf", headline).help("不要的，请移走它，再合并"));
    }
    // What stays beside it of another time is told when it is built here the next time.
    public::write(out, &entry.pdf, &pdf, &public).map(|_| true)
}

/// Whether a file has a digest.
fn is(path: &Path, digest: &Digest) -> bool {
    files::read(path, Most::Pdf).is_ok_and(|pdf| Digest::of(&pdf) == *digest)
}
