//! Names that cannot be used together: of two reports, or of two folders.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::folded;
use crate::model::unit::{Settings, Unit};
use crate::problem::Problem;
use crate::project::census::Census;
use crate::project::file_name::{draft_file_name, safe_file_name};
use crate::project::select::Selected;

/// The selected reports whose file name is that of another one, or of its draft, each with what is wrong.
pub(super) fn unusable_names(
    project: &Settings,
    census: &Census,
    chosen: &[Selected],
) -> BTreeMap<Selected, Problem> {
    let mut named: BTreeMap<String, BTreeMap<&str, &Unit>> = BTreeMap::new();
    for (folder, unit) in census.units().filter(|(folder, _)| census.misplaced(folder).is_none()) {
        let names = [safe_file_name, draft_file_name].map(|name| name(project, unit, project.year));
        for name in names {
            named.entry(folded(&name)).or_default().insert(folder, unit);
        }
    }
    let mut unusable = BTreeMap::new();
    for units in named.values().filter(|units| units.len() > 1) {
        let problem = same_name(units);
        for folder in units.keys() {
            let reports = chosen.iter().filter(|selected| selected.folder == *folder);
            for report in reports {
                unusable.entry(report.clone()).or_insert_with(|| problem.clone());
            }
        }
    }
    unusable
}

/// The problem of several units whose reports would have one name.
fn same_name(units: &BTreeMap<&str, &Unit>) -> Problem {
    let files: Vec<String> =
        units.keys().map(|folder| format!("data/{folder}/unit.toml")).collect();
    let names: BTreeSet<&str> = units.values().map(|unit| unit.name.value.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let headline = format!("{} 个单位的报告会用同一个文件名：{}", units.len(), names.join("、"));
    let problem = Problem::error("same-name", headline)
        .help(format!("请改正 {} 中的 name", files.join("、")));
    let problem = match names.len() {
        1 => problem,
        _ => problem.help(
            "大小写、字母的组成不同的，是同一个文件；名称以“（草稿）”结尾的，与别的单位的草稿同名",
        ),
    };
    problem.help("文件名相同，后一份会盖掉前一份，所以都不生成")
}

/// A warning for folders of units that are one folder on systems that do not tell upper from lower case.
pub(super) fn same_folders(census: &Census) -> Vec<Problem> {
    let mut named: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for folder in census.folders() {
        named.entry(folded(folder)).or_default().push(folder);
    }
    let same = named.into_values().filter(|folders| folders.len() > 1);
    same.map(|folders| {
        let paths: Vec<String> = folders.iter().map(|folder| format!("data/{folder}")).collect();
        let headline = format!("{} 在 Windows 和 macOS 上是同一个文件夹", paths.join(" 和 "));
        Problem::warning("same-folder", headline)
            .help("复制到那里，一个会盖掉另一个；请改其中一个的名字")
    })
    .collect()
}
