//! A report that was built becomes an edition that stays.

use std::path::{Path, PathBuf};

use crate::editions::index::{Edition, Index, Kept, folder_of};
use crate::engine::{Engine, Typeset, forget};
use crate::facts::alike;
use crate::files::{Digest, shown_path, write_whole};
use crate::layout;
use crate::model::unit::{Attach, Settings};
use crate::problem::{Problem, Sources, reason};
use crate::project::{
    Noted, Prepared, Project, Purpose, Selected, edition_file_name, safe_file_name,
};

/// What became of a report.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It was published: the edition and where its PDF stands.
    Published(usize, PathBuf),
    /// It was published before, and the data are the same.
    Unchanged(usize),
    /// It was not published.
    Refused(Vec<Problem>, Sources),
}

/// What publishes reports, one after another.
#[derive(Debug)]
pub(crate) struct Publisher<'a> {
    /// The project.
    pub project: &'a Project,
    /// The engine.
    pub engine: Engine,
}

/// All that is fixed of a report.
struct Fixed {
    /// The report as it is set from the data.
    typeset: Typeset,
    /// Its clean data and facts by name.
    data: Vec<(String, Vec<u8>)>,
    /// The digest of what its facts say.
    facts: Digest,
    /// The same of the data as a whole.
    whole: Digest,
}

impl Publisher<'_> {
    /// Publishes a report; `built` is the sha256 of its PDF where that was built of the data as they are. Nobody else may
    /// be publishing at the same time.
    pub(crate) fn publish(&mut self, selected: &Selected, built: Option<&Digest>) -> Outcome {
        let refused = |problem: Problem| Outcome::Refused(vec![problem], Sources::default());
        let root = self.project.files.root();
        let mut index = match Index::read(root, selected) {
            Ok(index) => index,
            Err(problem) => return refused(problem),
        };
        let altered =
            index.editions.iter().find_map(|edition| edition.pdf.read(root, selected).err());
        if let Some(problem) = altered {
            return refused(problem);
        }
        let (prepared, Noted { problems, mut sources }) =
            self.project.prepare(self.engine.fonts(), selected, Purpose::Publication);
        let Some(prepared) = prepared else { return Outcome::Refused(problems, sources) };
        let fixed = match fixed(self.project, &prepared, &mut self.engine, &mut sources) {
            Ok(fixed) => fixed,
            Err(problems) => {
                sources.rename(|path| layout::real_path(&self.project.files, path));
                return Outcome::Refused(problems, sources);
            }
        };
        match standing(&index, &prepared, &fixed) {
            Ok(true) => return Outcome::Unchanged(prepared.report.edition()),
            Ok(false) => {}
            Err(problem) => return Outcome::Refused(vec![problem], sources),
        }
        if built != Some(&Digest::of(&fixed.typeset.pdf)) {
            return refused(not_built(selected));
        }
        match write(self.project, selected, &mut index, &prepared, &fixed) {
            Ok(path) => Outcome::Published(prepared.report.edition(), path),
            Err(problem) => refused(problem),
        }
    }
}

/// A report set once more, with its clean data.
fn fixed(
    project: &Project,
    prepared: &Prepared<'_>,
    engine: &mut Engine,
    sources: &mut Sources,
) -> Result<Fixed, Vec<Problem>> {
    let name = safe_file_name(&project.settings, &prepared.report.unit, prepared.report.year.year);
    let typeset = prepared.typeset(&name, engine, sources);
    forget(0);
    let typeset = typeset?;
    let attached = match project.settings.attach {
        Attach::Clean => typeset.attachments.clone(),
        // Whatever goes into the PDF, an edition keeps the clean data.
        Attach::Source | Attach::None => {
            let settings = Settings { attach: Attach::Clean, ..project.settings.clone() };
            let clean = prepared.attached_by(&settings, engine, sources);
            forget(0);
            clean?
        }
    };
    let data: Vec<(String, Vec<u8>)> =
        attached.into_iter().map(|file| (file.name, file.bytes)).collect();
    let facts = data.iter().find(|(name, _)| name == "facts.json");
    let facts = facts.map(|(_, bytes)| String::from_utf8_lossy(bytes)).unwrap_or_default();
    Ok(Fixed { typeset, facts: alike(&facts), whole: alike(prepared.facts()), data })
}

/// Whether the edition of the data was published already, as they are now; a problem where corrections and editions do not
/// go together.
fn standing(index: &Index, prepared: &Prepared<'_>, fixed: &Fixed) -> Result<bool, Problem> {
    let (report, edition) = (&prepared.report, prepared.report.edition());
    let last = index.editions.len();
    if edition == last + 1 {
        return Ok(false);
    }
    match index.edition(edition).filter(|_| edition == last) {
        Some(published) if published.facts == fixed.facts => Ok(true),
        Some(published) => {
            let headline = format!("数据与 {} 公开的第 {last} 版不同", published.date);
            Err(Problem::error("not-corrected", headline)
                .at(report.year.place, "没有写这一次更正")
                .help("公开以后改了数据，要写明更正：在年度文件里加一段 [[corrections]]，写 date（更正日期）和 reason（原因），再生成、公开；不该改的，把数据改回去")
                .help("juesuan diff 单位/年度@1 单位/年度 列出哪里不同（1 是版次）"))
        }
        None => {
            let corrections = report.year.corrections.len();
            let headline =
                format!("写了 {corrections} 次更正，是第 {edition} 版，但公开过的是 {last} 版");
            let place = report.year.corrections.last().map_or(report.year.place, |last| last.place);
            let problem =
                Problem::error("edition-gap", headline).at(place, "更正的次数与公开过的版次对不上");
            Err(if edition > last {
                problem.help("各版要依次公开：先用更正以前的数据公开前一版，再写这一次更正")
            } else {
                problem.help("公开过的更正不能删去，请补回 [[corrections]]")
            })
        }
    }
}

/// Writes an edition: first its files, then the index that says that it is one. What a publication left that was killed
/// between the two is written anew: no index says that it was published.
fn write(
    project: &Project,
    selected: &Selected,
    index: &mut Index,
    prepared: &Prepared<'_>,
    fixed: &Fixed,
) -> Result<PathBuf, Problem> {
    let (report, Fixed { typeset, data, facts, whole }) = (&prepared.report, fixed);
    let edition = report.edition();
    let root = project.files.root();
    let folder = folder_of(root, selected);
    let name = edition_file_name(&project.settings, &report.unit, selected.year, edition);
    let keep = |path: String, bytes: &[u8]| {
        let target = folder.join(&path);
        let kept = Kept { path, sha256: Digest::of(bytes) };
        match write_whole(&target, bytes) {
            Ok(()) => Ok(kept),
            Err(error) => Err(not_written(&target, &error)),
        }
    };
    let pdf = keep(format!("{edition}/{name}"), &typeset.pdf)?;
    let data = data.iter().map(|(name, bytes)| keep(format!("{edition}/data/{name}"), bytes));
    let data = data.collect::<Result<Vec<Kept>, Problem>>()?;
    let date = report.corrected().unwrap_or(report.published.value);
    let approved = report.year.approved.map(|approved| approved.value);
    index.editions.push(Edition {
        edition,
        name: report.unit.name.value.clone(),
        date: date.key(),
        reason: report.year.corrections.last().map(|last| last.reason.value.clone()),
        days: approved.map(|approved| date.days_after(approved)),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        pages: typeset.pages,
        pdf,
        data,
        facts: facts.clone(),
        whole: whole.clone(),
    });
    index.write(root).map_err(|error| not_written(&folder.join("index.json"), &error))?;
    Ok(folder.join(format!("{edition}/{name}")))
}

/// The problem of a report that was not built, or has changed since.
fn not_built(selected: &Selected) -> Problem {
    let Selected { folder, year } = selected;
    Problem::error("not-built", format!("{folder}/{year} 还没有生成，或生成以后有改动"))
        .help(format!("请先运行 juesuan build {folder}/{year}，看过 PDF 再公开"))
}

/// The problem of a file that could not be written.
fn not_written(path: &Path, error: &std::io::Error) -> Problem {
    Problem::error("not-written", format!("无法写入 {}（{}）", shown_path(path), reason(error)))
        .help("没有公开；请检查磁盘空间和写入权限，再运行一次")
}
