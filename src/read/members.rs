//! The units that a department adds up.

use crate::model::department::Member;
use crate::model::place::Located;
use crate::model::unit::{Settings, Unit};
use crate::problem::{Problem, Severity};
use crate::read::member_folder::{self, Meant};
use crate::read::report::read_report;
use crate::read::unit::read_unit;
use crate::tables::Reading;
use crate::tables::file;

/// Reads the units of a department; what is wrong in their files is told once, where the department names them.
pub(super) fn members(
    reading: &Reading<'_>,
    project: &Settings,
    department: &Unit,
    year: u16,
) -> Vec<Member> {
    let folders: Vec<String> = match reading.files.list("data") {
        Ok(entries) => entries.into_iter().flatten().map(|entry| entry.name).collect(),
        Err(error) => {
            reading.problem(file::unreadable_folder(reading, "data", &error));
            return Vec::new();
        }
    };
    let mut named: Vec<Located<String>> = Vec::new();
    let read = department.members.iter().filter_map(|name| {
        let folder = folder(reading, &department.folder, name, &folders, &named)?;
        named.push(Located::new(folder.clone(), name.place));
        if let Some(problem) = member_folder::link(reading, &folder, year) {
            reading.problem(problem.at(name.place, "不是单位自己的文件"));
            return None;
        }
        let (report, problems, written) = reading.apart(|inner| {
            let unit = read_unit(inner, &folder);
            if unit.as_ref().is_some_and(|(unit, _)| !unit.members.is_empty()) {
                return Err(());
            }
            Ok(read_report(inner, project, &folder, unit, year))
        });
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        match report {
            Err(()) => {
                reading.problem(
                    Problem::error(
                        "nested-department",
                        format!("所属单位 {folder} 自己也是汇总的部门"),
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
                let name = Located::new(folder, name.place);
                reading.problem(broken(&name, errors.cloned().collect()));
                None
            }
        }
    });
    let members: Vec<Member> = read.collect();
    same_names(reading, &members);
    members
}

/// The folder that a member's name means; what is wrong with the name is noted. A unit is named once and in one way, so
/// that it cannot be added up twice.
fn folder(
    reading: &Reading<'_>,
    department: &str,
    name: &Located<String>,
    folders: &[String],
    named: &[Located<String>],
) -> Option<String> {
    let (written, place) = (shown(&name.value), name.place);
    let meant = member_folder::meant(&name.value, folders);
    let folder = match &meant {
        Meant::Folder(folder) | Meant::Otherwise(folder) => Some(folder),
        Meant::Blank | Meant::Elsewhere | Meant::Unknown(_) => None,
    };
    let earlier = named.iter().find(|other| folder.is_some_and(|folder| other.value == *folder));
    let problem = match (&meant, earlier) {
        (Meant::Folder(folder) | Meant::Otherwise(folder), _) if folder == department => {
            Problem::error("own-member", "部门不能是自己的所属单位")
                .at(place, "这是部门自己的文件夹")
                .help("本级的数可以直接写在部门的数据里，也可以另建一个单位")
        }
        (Meant::Folder(folder) | Meant::Otherwise(folder), Some(earlier)) => {
            Problem::error("repeated-member", format!("所属单位 {folder} 写了两次"))
                .at(place, "请删去一个")
                .at(earlier.place, "已在这里写过")
        }
        (Meant::Folder(folder), None) => return Some(folder.clone()),
        (Meant::Otherwise(folder), None) => {
            let headline = format!("所属单位 {folder} 写成了“{written}”");
            Problem::error("bad-member", headline)
                .at(place, "data 下的文件夹不是这样写的")
                .help(format!("请照文件夹的名字写：\"{folder}\"（不带路径，大小写也要一样）"))
        }
        (Meant::Blank, _) => Problem::error("bad-member", "members 中有一个是空的")
            .at(place, "没有写单位")
            .help("请写上单位的文件夹名，或删去这一个"),
        (Meant::Elsewhere, _) => {
            let headline = format!("所属单位“{written}”不是本项目 data 下的单位");
            Problem::error("bad-member", headline)
                .at(place, "不在 data 下，或不是单位的文件夹")
                .help("members 只写本项目 data 下各单位的文件夹名，不写路径；别的项目的单位，请把它的文件夹放进本项目的 data")
        }
        (Meant::Unknown(near), _) => {
            let problem = Problem::error("broken-member", format!("没有所属单位“{written}”"))
                .at(place, "data 下没有这个文件夹");
            match near {
                Some(near) => problem.help(format!("是否想写 {near}？")),
                None => problem.help("members 写 data 下各单位的文件夹名"),
            }
        }
    };
    reading.problem(problem);
    None
}

/// Words from a file as part of a sentence.
fn shown(written: &str) -> String {
    written.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Notes units of one full name: a folder that was copied would count twice.
fn same_names(reading: &Reading<'_>, members: &[Member]) {
    for (number, member) in members.iter().enumerate() {
        let unit = &member.report.unit;
        let same = |other: &&Member| other.report.unit.name.value == unit.name.value;
        if let Some(other) = members.iter().take(number).find(same) {
            let (folder, name) = (&other.report.unit.folder, &unit.name.value);
            let headline = format!("所属单位 {folder} 和 {} 的单位名称相同：{name}", unit.folder);
            reading.problem(
                Problem::warning("same-member", headline)
                    .at(member.place, "同一个单位放了两个文件夹？")
                    .at(other.place, "名称相同的单位")
                    .help("同一个单位只留一个文件夹，不然它的数会算两遍；不是同一个单位的，请改正 name"),
            );
        }
    }
}

/// The problem of a unit whose files have errors.
fn broken(name: &Located<String>, errors: Vec<Problem>) -> Problem {
    let headline = format!("所属单位 {} 的数据有 {} 处错误", name.value, errors.len());
    let problem = Problem::error("broken-member", headline);
    // The fault is the unit's: it comes first.
    let problem = match errors.into_iter().next() {
        Some(first) => match first.places.first() {
            Some((place, _)) => problem.at(*place, first.headline),
            None => problem.help(first.headline),
        },
        None => problem,
    };
    let unit = &name.value;
    problem.at(name.place, "部门在这里写了这个单位").help(format!(
        "部门自己的文件没有错；改正单位 {unit}（juesuan check {unit} 列出全部），部门的数自己会变"
    ))
}
