//! The units that a department adds up.

use toml::de::DeValue;

use crate::model::department::Member;
use crate::model::place::{Located, Place};
use crate::model::unit::{Kind, Project, Unit};
use crate::problem::{Problem, Severity};
use crate::read::reading::Reading;
use crate::read::report::read_report;
use crate::read::table::Table;
use crate::read::unit::read_unit;

/// `members` of a `unit.toml`: the folders of a department's units.
pub(super) fn names(table: &Table<'_>, kind: Kind) -> Vec<Located<String>> {
    let Some((value, place)) = table.value("members") else { return Vec::new() };
    let Some(array) = value.as_array() else {
        table.mistyped("members", value, place, "若干单位的文件夹名（写成 [\"…\", \"…\"]）");
        return Vec::new();
    };
    let mut names: Vec<Located<String>> = Vec::new();
    for entry in array.iter() {
        let place = Place::new(place.file, entry.span());
        match entry.get_ref() {
            DeValue::String(name) if names.iter().any(|other| other.value == **name) => {
                table.reading.problem(
                    Problem::error("repeated-member", format!("所属单位 {name} 写了两次"))
                        .at(place, "请删去一个"),
                )
            }
            DeValue::String(name) => names.push(Located::new(name.clone().into_owned(), place)),
            other => table.mistyped("members", other, place, "单位的文件夹名（两边加半角双引号）"),
        }
    }
    if kind == Kind::Unit {
        table.reading.problem(
            Problem::error("not-a-department", "单位没有所属单位")
                .at(place, "只有部门写 members")
                .help("汇总所属单位的，改为 kind = \"department\"；不汇总的，删去 members"),
        );
        return Vec::new();
    }
    names
}

/// Reads the units of a department; what is wrong in their files is told once, where the department names them.
pub(super) fn members(
    reading: &Reading<'_>,
    project: &Project,
    department: &Unit,
    year: u16,
) -> Vec<Member> {
    let read = department.members.iter().filter_map(|name| {
        if name.value == department.folder {
            reading.problem(
                Problem::error("own-member", "部门不能是自己的所属单位")
                    .at(name.place, "这是部门自己的文件夹")
                    .help("本级的数可以直接写在部门的数据里，也可以另建一个单位"),
            );
            return None;
        }
        let (report, problems, written) = reading.apart(|inner| {
            let unit = read_unit(inner, &name.value);
            if unit.as_ref().is_some_and(|(unit, _)| !unit.members.is_empty()) {
                return Err(());
            }
            Ok(read_report(inner, project, &name.value, unit, year))
        });
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        match report {
            Err(()) => {
                reading.problem(
                    Problem::error(
                        "nested-department",
                        format!("所属单位 {} 自己也是汇总的部门", name.value),
                    )
                    .at(name.place, "请换成它的各个所属单位")
                    .help("部门只汇总单位，把下面各级的单位都列在 members 里"),
                );
                None
            }
            Ok(Some(report)) if errors.clone().count() == 0 => {
                Some(Member { place: name.place, report, written })
            }
            Ok(_) => {
                reading.problem(broken(name, errors.cloned().collect()));
                None
            }
        }
    });
    read.collect()
}

/// The problem of a unit whose files have errors.
fn broken(name: &Located<String>, errors: Vec<Problem>) -> Problem {
    let headline = format!("所属单位 {} 的数据有 {} 处错误", name.value, errors.len());
    let mut problem = Problem::error("broken-member", headline).at(name.place, "先改正这个单位");
    if let Some(first) = errors.into_iter().next() {
        let place = first.places.first().map(|(place, _)| *place);
        problem = match place {
            Some(place) => problem.at(place, first.headline),
            None => problem.help(first.headline),
        };
    }
    problem.help(format!("juesuan check {} 列出全部", name.value))
}
