//! `juesuan fmt`: data files in the standard form, with every comment and the same report.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::args::FmtArgs;
use crate::cli::check::renewed;
use crate::cli::start::{Opened, open};
use crate::cli::{Exit, show};
use crate::edit::standard;
use crate::fields::FileForm;
use crate::files::{Files, Most, rewrite_whole};
use crate::problem::{Problem, Sources, any_failure, reason};
use crate::project::{Derived, Examined, Project, Selected};
use crate::write::{evaluation_file, unit_file, year_file};

/// What is said when nothing is put in order.
const NOTHING_DONE: &str = "没有整理任何文件";

/// What became of a file.
enum Outcome {
    /// It is in the standard form already.
    Same,
    /// It was put into the standard form, or would be.
    Changed,
}

/// Puts the data files that were chosen into the standard form; each on its own.
pub(super) fn run(project: &Option<PathBuf>, args: &FmtArgs) -> Exit {
    let opened = match open(project, &selections(&args.select), NOTHING_DONE) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let (mut changed, mut same, mut problems) = (0, 0, Vec::new());
    if !args.check {
        for selected in &opened.chosen.reports {
            match renewed(&opened, selected) {
                Ok(_) => {}
                Err(problem) => problems.push(problem),
            }
        }
    }
    for (path, selected) in files(&opened, &args.select) {
        match arranged(&opened.project, &path, &selected, args.check) {
            Ok(Outcome::Same) => same += 1,
            Ok(Outcome::Changed) => {
                changed += 1;
                let done = if args.check { "要整理" } else { "已整理" };
                show::result(&format!("{done} {path}"));
            }
            Err(problem) => problems.push(problem),
        }
    }
    show::problems(&problems, &Sources::default());
    let done = if args.check { "要整理" } else { "已整理" };
    let refused = problems.len();
    show::remark(&format!(
        "{done} {changed} 个文件，本来就整齐的 {same} 个，没有整理的 {refused} 个"
    ));
    match refused {
        0 if changed > 0 && args.check => Exit::Errors,
        0 => Exit::Done,
        _ if any_failure(&problems) => Exit::Failed,
        _ => Exit::Errors,
    }
}

/// Units without a year stand for all years that they have.
fn selections(select: &[String]) -> Vec<String> {
    match select {
        [] => vec!["*/*".to_owned()],
        select => select.iter().map(|word| every_year(word)).collect(),
    }
}

/// A selection of a unit as one of all its years.
fn every_year(word: &str) -> String {
    if word.contains(['/', '\\']) { word.to_owned() } else { format!("{word}/*") }
}

/// The data files of the reports that were chosen, each with its report; units are meant where a year is not named.
fn files(opened: &Opened, select: &[String]) -> BTreeMap<String, Selected> {
    let with_unit = select.iter().all(|word| !word.contains(['/', '\\']));
    let mut files = BTreeMap::new();
    for selected in &opened.chosen.reports {
        let Selected { folder, year } = selected;
        let mut paths = vec![format!("data/{folder}/{year}.toml")];
        if with_unit {
            paths.push(format!("data/{folder}/unit.toml"));
        }
        let below = format!("data/{folder}/{year}");
        let names = opened.project.files.names(&below).unwrap_or_default();
        let reports = names.iter().filter(|name| name.ends_with(".toml"));
        paths.extend(reports.map(|name| format!("{below}/{name}")));
        files.extend(paths.into_iter().map(|path| (path, selected.clone())));
    }
    files
}

/// Puts a file into the standard form, unless it is only looked at; what is wrong where it cannot be.
fn arranged(
    project: &Project,
    path: &str,
    selected: &Selected,
    only_looked_at: bool,
) -> Result<Outcome, Problem> {
    let refused = |why: &str| Problem::error("not-arranged", format!("没有整理 {path}：{why}"));
    let form = FileForm::of(path).ok_or_else(|| refused("不是数据文件"))?;
    let bytes = project.files.read(path, Most::Data);
    let bytes = bytes.map_err(|unread| refused(&format!("读不出来（{}）", unread.why())))?;
    let text = String::from_utf8(bytes.clone()).map_err(|_| refused("不是 UTF-8 编码的文本"))?;
    let new = standard(form, &text).map_err(|why| refused(&why.0))?;
    if new == text {
        return Ok(Outcome::Same);
    }
    let plain = new.strip_prefix('\u{feff}').unwrap_or(&new).to_owned();
    let over = project.files.over([(path.to_owned(), plain)]);
    if digest(&project.files, selected) != digest(&over, selected) {
        let problem = refused("整理以后读出来的与原来的不一样");
        return Err(problem.help("请手工整理；文件没有动"));
    }
    if only_looked_at {
        return Ok(Outcome::Changed);
    }
    if !project.files.read(path, Most::Data).is_ok_and(|now| now == bytes) {
        return Err(refused("刚刚被别的程序改了").help("请再运行一次"));
    }
    rewrite_whole(&project.files.root().join(path), new.as_bytes()).map_err(|error| {
        Problem::error("not-written", format!("无法写入 {path}（{}）", reason(&error)))
            .help("请检查文件是否只读，是否被其他程序打开")
    })?;
    Ok(Outcome::Changed)
}

/// All that a report is, and what is wrong with it, whatever the form of its files.
fn digest(files: &Files, selected: &Selected) -> Vec<String> {
    let Ok(project) = Project::open(files) else { return Vec::new() };
    let Examined { derived, problems, .. } = project.examine(selected);
    let mut all: Vec<String> = Vec::new();
    let mut told = problems;
    if let Some(Derived { report, figures: _, checked }) = derived {
        all.push(unit_file(&report.unit));
        all.push(year_file(&report.year, &report.names));
        all.extend(report.year.evaluations.iter().map(evaluation_file));
        told.extend(checked.findings);
    }
    let mut told: Vec<String> =
        told.iter().map(|problem| format!("{} {}", problem.id, problem.headline)).collect();
    told.sort();
    all.extend(told);
    all
}
