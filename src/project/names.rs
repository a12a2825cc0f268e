//! File names that cannot be used: two reports of one name, or a name that no file system takes.

use std::collections::BTreeMap;

use crate::model::unit::{Settings, Unit};
use crate::problem::Problem;
use crate::project::census::Census;
use crate::project::file_name::safe_file_name;
use crate::project::select::Selected;

/// The longest file name that file systems take, in bytes.
const LONGEST: usize = 255;

/// The ending of drafts, which makes their names longer.
const DRAFT: &str = "（草稿）";

/// The selected reports whose file name cannot be used, each with what is wrong.
pub(super) fn unusable_names(
    project: &Settings,
    census: &Census,
    chosen: &[Selected],
) -> BTreeMap<Selected, Problem> {
    let mut named: BTreeMap<String, Vec<(&str, &Unit)>> = BTreeMap::new();
    for (folder, unit) in census.units().filter(|(folder, _)| census.misplaced(folder).is_none()) {
        // Some file systems hold upper and lower case for the same.
        let name = safe_file_name(project, unit, project.year).to_lowercase();
        named.entry(name).or_default().push((folder, unit));
    }
    let mut unusable = BTreeMap::new();
    for (name, units) in &named {
        let problem = match units.as_slice() {
            [(_, unit)] if name.len() + DRAFT.len() > LONGEST => too_long(unit),
            [_] => continue,
            same => same_name(same),
        };
        for (folder, _) in units {
            let reports = chosen.iter().filter(|selected| selected.folder == *folder);
            unusable.extend(reports.map(|selected| (selected.clone(), problem.clone())));
        }
    }
    unusable
}

/// The problem of a name that is too long.
fn too_long(unit: &Unit) -> Problem {
    let headline = format!("报告的文件名太长：{}", unit.name.value);
    Problem::error("long-name", headline)
        .help("文件名至多八十来个汉字；请缩短 juesuan.toml 中 output 里单位名称以外的字")
}

/// The problem of several units whose reports would have one name.
fn same_name(units: &[(&str, &Unit)]) -> Problem {
    let files: Vec<String> =
        units.iter().map(|(folder, _)| format!("data/{folder}/unit.toml")).collect();
    let name = units.first().map(|(_, unit)| unit.name.value.as_str()).unwrap_or_default();
    let headline = format!("{} 个单位的报告会用同一个文件名：{name}", units.len());
    Problem::error("same-name", headline)
        .help(format!("请改正 {} 中的 name", files.join("、")))
        .help("文件名相同，后一份会盖掉前一份，所以都不生成")
}
