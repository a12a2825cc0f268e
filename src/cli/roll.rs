//! `juesuan roll`: the file of a year begun from last year's.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::cli::args::RollArgs;
use crate::cli::start::{Opened, open};
use crate::cli::{Exit, show};
use crate::fields::shape_of;
use crate::files::{Most, write_new};
use crate::problem::{Problem, Severity, Sources, any_failure, reason};
use crate::project::{Derived, Examined, Selected};
use crate::roll::{Begun, Look, begun, looks};

/// What is said when nothing is made.
const NOTHING_MADE: &str = "未新建任何文件";

/// Begins a year for the units that were named; each on its own.
pub(super) fn run(project: &Option<PathBuf>, args: &RollArgs) -> Exit {
    let (units, year) = match understood(&args.words) {
        Ok(understood) => understood,
        Err(exit) => return exit,
    };
    let last = year - 1;
    let selections: Vec<String> = units.iter().map(|unit| format!("{unit}/{last}")).collect();
    let opened = match open(project, &selections, NOTHING_MADE) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let (mut made, mut refused, mut failed) = (0, 0, 0);
    for selected in &opened.chosen.reports {
        match roll(&opened, selected, year) {
            Ok(()) => made += 1,
            Err((problems, sources)) => {
                show::problems(&problems, &sources);
                show::remark(&format!("未新建 data/{}/{year}.toml", selected.folder));
                if any_failure(&problems) {
                    failed += 1;
                } else {
                    refused += 1;
                }
            }
        }
    }
    let all = opened.chosen.reports.len();
    if all > 1 {
        show::remark(&format!("共 {all} 个单位：已新建 {made}，未新建 {}", refused + failed));
    }
    let set = opened.project.settings.year;
    if made > 0 && set != year {
        show::remark(&format!(
            "juesuan.toml 的 year 还是 {set}；要做 {year} 年度的，改成 {year}，公开日期 published 也改"
        ));
    }
    match (failed, refused) {
        (0, 0) => Exit::Done,
        (0, _) => Exit::Errors,
        _ => Exit::Failed,
    }
}

/// The units and the year that the words of the command name.
fn understood(words: &[String]) -> Result<(&[String], u16), Exit> {
    let usage = |message: String| {
        show::remark(&format!("错误[usage]: {message}"));
        show::remark("  = 办法: 例：juesuan roll library 2024；全部单位：juesuan roll '*' 2024");
        Err(Exit::Usage)
    };
    let Some((year, units)) = words.split_last() else {
        return usage("没有写单位和年度".to_owned());
    };
    let number = year.parse::<u16>().ok().filter(|year| (1991..=2100).contains(year));
    match (number, units) {
        (None, _) => usage(format!("最后要写新的年度，“{year}”不是年度")),
        (Some(_), []) => usage("没有写单位".to_owned()),
        (Some(_), [..]) if units.iter().any(|unit| unit.contains('/')) => {
            usage("单位后面不写年度；新的年度写在最后".to_owned())
        }
        (Some(number), [..]) => Ok((units, number)),
    }
}

/// Begins the year of one unit; what is wrong where it cannot be.
fn roll(opened: &Opened, selected: &Selected, year: u16) -> Result<(), (Vec<Problem>, Sources)> {
    let project = &opened.project;
    let folder = &selected.folder;
    if let Some(problem) = opened.chosen.census.misplaced(folder) {
        return Err((vec![problem.clone()], opened.sources.clone()));
    }
    let path = format!("data/{folder}/{year}.toml");
    if !matches!(project.files.is_absent(&path), Ok(true)) {
        let problem = Problem::error("existing-file", format!("{path} 已经有了，没有改动它"))
            .help("要重新开始的，先把它改名或移走");
        return Err((vec![problem], Sources::default()));
    }
    let Examined { derived, problems, sources, .. } = project.examine(selected);
    let source = format!("data/{folder}/{}.toml", selected.year);
    let text = sources.all().iter().find(|file| file.name == source).map(|file| file.text.clone());
    let (Some(Derived { report, figures: _, checked }), Some(text)) = (derived, text) else {
        return Err((problems, sources));
    };
    let own = report.own.as_ref().map_or(&report.year, |own| &own.year);
    let names = project.catalog.names(year, &report.names);
    let from = Begun { year, text: &text, last: own, names };
    let Some(text) = begun(&from) else { return Err((problems, sources)) };
    write_new(&project.files.root().join(&path), text.as_bytes()).map_err(|error| {
        let problem = match error.kind() {
            ErrorKind::AlreadyExists => {
                Problem::error("existing-file", format!("{path} 已经有了，没有改动它"))
                    .help("要重新开始的，先把它改名或移走")
            }
            _ => Problem::error("not-written", format!("无法写出 {path}（{}）", reason(&error)))
                .help("请检查磁盘空间和写入权限"),
        };
        (vec![problem], Sources::default())
    })?;
    let errors = checked.findings.iter().filter(|found| found.severity == Severity::Error).count();
    tell(&path, &source, errors);
    let unit = format!("data/{folder}/unit.toml");
    let of_unit = project.files.read(&unit, Most::Data).ok();
    let of_unit = of_unit.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let own = [(unit, of_unit), (path, text)];
    let looks = own.iter().flat_map(|(path, text)| {
        let looks = shape_of(path).map(|shape| looks(text, shape)).unwrap_or_default();
        looks.into_iter().map(move |look| (path.as_str(), look))
    });
    tell_looks(&looks.collect::<Vec<_>>());
    if !report.year.evaluations.is_empty() {
        show::result(&format!(
            "上年有 {} 个项目的自评报告，没有结转；本年的定了项目再写进 data/{folder}/{year}/",
            report.year.evaluations.len()
        ));
    }
    Ok(())
}

/// Says what was made, and from what.
fn tell(path: &str, source: &str, errors: usize) {
    show::result(&format!("已新建 {path}，由 {source} 结转"));
    if errors > 0 {
        show::result(&format!(
            "{source} 的核对还有 {errors} 处错误；年初结转和结余照它推算，改正以后请再核对"
        ));
    }
    let report = path.trim_start_matches("data/").trim_end_matches(".toml");
    show::result(&format!("还差哪些：juesuan check {report}"));
}

/// Says which words are to be looked at again.
fn tell_looks(looks: &[(&str, Look)]) {
    if looks.is_empty() {
        return;
    }
    show::result("照旧留下而说到年份、人数或数字的，请再看一遍：");
    for (file, Look { path, words }) in looks {
        show::result(&format!("  {file} 的 {path}：…{words}…"));
    }
}
