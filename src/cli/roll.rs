//! `juesuan roll`: the file of a year begun from last year's.

use std::path::PathBuf;

use crate::cli::args::RollArgs;
use crate::cli::start::open;
use crate::cli::{Exit, show};
use crate::problem::any_failure;
use crate::roll::{Look, Rolled, roll};

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
        match roll(&opened.project, (&opened.chosen, &opened.sources), selected, (year, false)) {
            Ok(rolled) => {
                tell(&rolled, &selected.folder, year);
                made += 1;
            }
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

/// Says what was made, and from what.
fn tell(rolled: &Rolled, folder: &str, year: u16) {
    let Rolled { path, source, errors, looks, evaluations } = rolled;
    show::result(&format!("已新建 {path}，由 {source} 结转"));
    if *errors > 0 {
        show::result(&format!(
            "{source} 的核对还有 {errors} 处错误；年初结转和结余照它推算，改正以后请再核对"
        ));
    }
    let report = path.trim_start_matches("data/").trim_end_matches(".toml");
    show::result(&format!("还差哪些：juesuan check {report}"));
    tell_looks(looks);
    if *evaluations > 0 {
        show::result(&format!(
            "上年有 {evaluations} 个项目的自评报告，没有结转；本年的定了项目再写进 data/{folder}/{year}/"
        ));
    }
}

/// Says which words are to be looked at again.
fn tell_looks(looks: &[(String, Look)]) {
    if looks.is_empty() {
        return;
    }
    show::result("照旧留下而说到年份、人数或数字的，请再看一遍：");
    for (file, Look { path, words }) in looks {
        show::result(&format!("  {file} 的 {path}：…{words}…"));
    }
}
