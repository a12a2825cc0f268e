//! A report of an earlier year, made by this program: its data become the figures of that year.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::attachments::{Origin, origin};
use crate::editions::attached;
use crate::exchange::fill::{self, Said, is_blank};
use crate::exchange::{
    Candidate, Odds, Options, Outcome, Rival, contradicted, names, rivals, sums_of_data,
};
use crate::fields::{FileForm, shape_of};
use crate::files::{Files, shown_path, write_new};
use crate::problem::reason;
use crate::project::{Census, Project};
use crate::serve::unit::{Fault, Now};
use crate::write::folder_of;

/// Whether a file is a finished report, by its name.
pub(super) fn is_report(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// Tries or writes the figures of earlier years that reports bring, which are numbered from some number on: what became of
/// each. Of those that bring other figures of the same none is taken before one is chosen; of those that bring the same, one is.
pub(super) fn of_last_year(
    reports: &[PathBuf],
    from: usize,
    options: &Options,
    project: &Project,
    census: &Census,
) -> Vec<Outcome> {
    let tried = Options { dry_run: true, ..options.clone() };
    let mut all: Vec<Tried> = Vec::new();
    for (number, (file, name)) in reports.iter().zip(names(reports)).enumerate() {
        let mut outcome = Outcome { source: name, ..Outcome::default() };
        let files = take(file, &tried, project, census, &mut outcome);
        let files = files.map_err(|why| outcome.refused.push(why)).ok();
        let is_same = |other: &&Tried| match (&other.files, &files) {
            (Some(one), Some(files)) => one.keys().eq(files.keys()) && apart(one, files).is_empty(),
            (Some(_) | None, _) => false,
        };
        let twin = all.iter().find(is_same).map(|twin| twin.outcome.source.clone());
        all.push(Tried { number: from + number, outcome, files, twin });
    }
    let told = all.iter().filter(|tried| tried.twin.is_none());
    let candidates = told.filter_map(|tried| {
        // What belongs to a department and one of its units stands in the reports of both.
        let of = (String::new(), tried.outcome.year?);
        let (file, source) = (tried.number, tried.outcome.source.as_str());
        Some(Candidate { of, file, source, says: tried.files.as_ref()? })
    });
    let candidates: Vec<Candidate<'_, Texts>> = candidates.collect();
    let found = rivals(&candidates, &options.taken, &|one, other| apart(one, other));
    let numbers = candidates.iter().map(|candidate| candidate.file);
    let mut found: BTreeMap<usize, Option<Rival>> = numbers.zip(found).collect();
    let outcomes = all.into_iter().zip(reports).map(|(tried, file)| {
        let Tried { number, mut outcome, files, twin } = tried;
        outcome.rival = found.remove(&number).flatten();
        if let Some((why, help)) = outcome.rival.as_ref().and_then(contradicted) {
            outcome.refused.push(why);
            outcome.help.extend(Some(help.to_owned()).filter(|help| !help.is_empty()));
            outcome.is_new = false;
        } else if let Some(twin) = twin {
            outcome.remarks = vec![format!("附着的数据与“{twin}”的一样，用了那一份")];
            (outcome.changes, outcome.count, outcome.is_new) = (Vec::new(), 0, false);
            outcome.sums.clear();
        } else if files.is_some() && !options.dry_run {
            let Outcome { source, rival, .. } = outcome;
            outcome = Outcome { source, rival, ..Outcome::default() };
            if let Err(why) = take(file, options, project, census, &mut outcome) {
                outcome.refused.push(why);
            }
        }
        outcome
    });
    outcomes.collect()
}

/// Texts of data files, by path.
type Texts = BTreeMap<String, String>;

/// A report that was tried.
struct Tried {
    /// Its number among the files of the import.
    number: usize,
    /// What would become of it.
    outcome: Outcome,
    /// What it brings; none where it is refused.
    files: Option<Texts>,
    /// The report before it that brings the same.
    twin: Option<String>,
}

/// What the files that two reports both bring say otherwise.
fn apart(one: &Texts, other: &Texts) -> Vec<Odds> {
    let both = one.iter().filter_map(|(path, text)| Some((path, text, other.get(path)?)));
    let odds = both.flat_map(|(path, text, of_other)| {
        let said = |text: &str| Said::of(text, shape_of(path)?);
        let shape = shape_of(path).zip(said(text)).zip(said(of_other));
        let apart = shape.map(|((shape, one), other)| fill::apart(shape, &one, &other));
        apart.unwrap_or_default().into_iter().map(|(field, before, now)| {
            let file = Some(path.clone());
            Odds { file, path: field, before, now }
        })
    });
    odds.collect()
}

/// Takes what is attached to a report to where it belongs, or says why not; nothing is written unless all of it can be. What it
/// brings, whether it is there already or not.
fn take(
    file: &Path,
    options: &Options,
    project: &Project,
    census: &Census,
    outcome: &mut Outcome,
) -> Result<Texts, String> {
    let attached = attached(file).map_err(|problem| {
        let why = problem.headline.replace(&shown_path(file), "");
        format!("这个 PDF {}", why.trim())
    })?;
    let attached: Texts = attached
        .into_iter()
        .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)))
        .collect();
    let years = attached.keys().filter_map(|name| match origin(name) {
        Origin::Own(file) => file.strip_suffix(".toml")?.parse::<u16>().ok(),
        Origin::Settings
        | Origin::Evaluation(..)
        | Origin::Member(..)
        | Origin::Catalog(_)
        | Origin::Other => None,
    });
    let year = years.max().ok_or("这个 PDF 里没有附年度的数据")?;
    let name = attached.get("unit.toml").and_then(|text| name(text));
    outcome.year = Some(year);
    outcome.name = name.clone();
    let of_project = project.settings.year;
    if year >= of_project {
        outcome.help.push("作上年数的，放上年的那一份".to_owned());
        return Err(format!("这是 {year} 年度的报告，项目的年度是 {of_project}"));
    }
    let folder = match (&options.unit, &name) {
        (Some(folder), _) => Some(folder.clone()),
        (None, Some(name)) => of_name(census, name),
        (None, None) => None,
    };
    let Some(folder) = folder else {
        let name = name.ok_or("这个 PDF 里没有写单位")?;
        return make(&name, year, &attached, options, project, outcome);
    };
    let own = format!("{year}.toml");
    let mut files: Texts = Texts::new();
    for (attached_name, text) in &attached {
        match origin(attached_name) {
            Origin::Own(file) if file == own => {
                files.insert(format!("data/{folder}/{file}"), text.clone());
            }
            Origin::Member(number, file) if file == own => {
                let unit = attached.get(&format!("{number}-unit.toml"));
                let name = unit.and_then(|text| self::name(text)).unwrap_or_default();
                match of_name(census, &name) {
                    Some(member) => {
                        files.insert(format!("data/{member}/{file}"), text.clone());
                    }
                    None => outcome.left_out.push(format!("“{name}”的：项目里没有这个单位")),
                }
            }
            Origin::Settings
            | Origin::Own(_)
            | Origin::Evaluation(..)
            | Origin::Member(..)
            | Origin::Catalog(_)
            | Origin::Other => {}
        }
    }
    outcome.path = Some(format!("data/{folder}/{own}"));
    let on_disk = Files::on(project.files.root());
    let is_same = |path: &String, text: &String| {
        on_disk.read(path, crate::files::Most::Data).is_ok_and(|own| own == text.as_bytes())
    };
    let all = files.clone();
    files.retain(|path, text| !is_same(path, text));
    let called = |path: &str| {
        let folder = path.split('/').nth(1).unwrap_or_default();
        census.name(folder).unwrap_or(folder).to_owned()
    };
    if let Some(path) = files.keys().find(|path| on_disk.is_there(path)) {
        outcome.help.push("要换成 PDF 里的，先把原来的改名或移走".to_owned());
        return Err(format!("{} 已经有 {year} 年度的数据，没有改动它", called(path)));
    }
    // What the report of the project's year has for errors then that it did not have, keeps them out.
    let known = Now::look(&on_disk, &folder, of_project).map(|now| now.errors).unwrap_or_default();
    let over = on_disk.over(files.iter().map(|(path, text)| (path.clone(), text.clone())));
    let after = Now::look(&over, &folder, of_project).ok_or("加上这些数据，项目就读不出来了")?;
    let is_known = |new: &Fault| known.iter().any(|old| old.headline == new.headline);
    if let Some(fault) = after.errors.iter().find(|fault| !is_known(fault)) {
        return Err(format!("加上这些数据，这个单位就有错误：{}", fault.said));
    }
    outcome.changes =
        files.keys().map(|path| format!("{}：加 {year} 年度的数据", called(path))).collect();
    outcome.is_new = !files.is_empty();
    tell(&files, &called, outcome);
    outcome.read.push(format!("报告附着的 {year} 年度的数据，作比较用的上年的数"));
    if year + 1 == of_project {
        outcome.remarks.push(goes_on(&on_disk, &folder, of_project));
    }
    write(&files, options, project)?;
    Ok(all)
}

/// What is to be done next of a unit that has its last year: its own is begun from that, unless it was filled in already.
fn goes_on(files: &Files, folder: &str, year: u16) -> String {
    let last = year.saturating_sub(1);
    let is_there = files.is_there(format!("data/{folder}/{year}.toml"));
    match !is_there || is_blank(files, folder, year) {
        true => format!(
            "{year} 年度还空着：写入以后，用“转入下年”由 {last} 年度转入，科目、年初结转和结余都接上"
        ),
        false => format!(
            "{year} 年度已经填过，不能再转入：与上年比较的数接上了，年初结转和结余请对着上年年末核对"
        ),
    }
}

/// Makes a unit of what is attached to its report: what the unit is, its years and its self-evaluations.
fn make(
    name: &str,
    year: u16,
    attached: &Texts,
    options: &Options,
    project: &Project,
    outcome: &mut Outcome,
) -> Result<Texts, String> {
    let folder = folder_of(name)
        .map_err(|why| format!("“{name}”不能作文件夹的名字：{why}；先新建这个单位"))?;
    outcome.help.push("单位改过名称的，在上面“单位”里选原来的".to_owned());
    let mut files: Texts = Texts::new();
    for (attached_name, text) in attached {
        match origin(attached_name) {
            Origin::Own(file) => {
                files.insert(format!("data/{folder}/{file}"), text.clone());
            }
            Origin::Evaluation(of, number) => {
                files.insert(format!("data/{folder}/{of}/{number}.toml"), text.clone());
            }
            Origin::Member(..) => {
                return Err(format!(
                    "项目里没有“{name}”，它的数由所属单位汇总：先建各所属单位，再新建它"
                ));
            }
            Origin::Settings | Origin::Catalog(_) | Origin::Other => {}
        }
    }
    let path = format!("data/{folder}");
    let on_disk = Files::on(project.files.root());
    if on_disk.is_there(&path) {
        return Err(format!("已经有叫“{folder}”的文件夹了，没有动它"));
    }
    let over = on_disk.over(files.iter().map(|(path, text)| (path.clone(), text.clone())));
    let made = Now::look(&over, &folder, year).ok_or("加上这些数据，项目就读不出来了")?;
    if let Some(fault) = made.errors.first() {
        return Err(format!("照这些数据新建，这个单位就有错误：{}", fault.said));
    }
    outcome.path = Some(format!("{path}/{year}.toml"));
    outcome.is_new = true;
    outcome.read.push(format!("报告附着的单位的情况和 {year} 年度的数据"));
    outcome.changes = vec![format!("新建单位“{name}”，连同 {year} 年度的数据")];
    tell(&files, &|_| name.to_owned(), outcome);
    outcome.remarks.push(goes_on(&over, &folder, year + 1));
    write(&files, options, project)?;
    Ok(files)
}

/// Tells how many values and rows some files say, and what the rows of each year add up to; `called` is the name of the unit of
/// a file.
fn tell(files: &Texts, called: &impl Fn(&str) -> String, outcome: &mut Outcome) {
    for (path, text) in files {
        let said = FileForm::of(path).and_then(|form| Said::of_form(text, form));
        let Some((shape, said)) = said else { continue };
        outcome.count += said.leaves.len() + said.rows.values().map(Vec::len).sum::<usize>();
        let year = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        let year = year.filter(|year| year.parse::<u16>().is_ok()).unwrap_or_default();
        let sums = sums_of_data(shape, &said).into_iter();
        outcome.sums.extend(sums.map(|sum| format!("{} {year} 年度 {sum}", called(path))));
    }
}

/// Writes files that are not there yet, unless it is only tried.
fn write(files: &Texts, options: &Options, project: &Project) -> Result<(), String> {
    if options.dry_run {
        return Ok(());
    }
    for (path, text) in files {
        write_new(&project.files.root().join(path), text.as_bytes())
            .map_err(|error| format!("存不下（{}）", reason(&error)))?;
    }
    Ok(())
}

/// The folder of the unit of a name.
fn of_name(census: &Census, name: &str) -> Option<String> {
    let mut units = census.units().filter(|(_, unit)| unit.name.value == name);
    units.next().map(|(folder, _)| folder.to_owned())
}

/// The name of the unit that a file describes.
fn name(text: &str) -> Option<String> {
    let form = FileForm::of("data/unit/unit.toml")?;
    Said::of(text, form.shape)?.leaves.get("name").cloned()
}
