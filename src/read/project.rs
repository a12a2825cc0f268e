//! `juesuan.toml`: the project.

use crate::fields::project::project as fields;
use crate::model::unit::{Attach, Settings};
use crate::problem::Problem;
use crate::read::check;
use crate::tables::Reading;
use crate::tables::file::{self, FileError};
use crate::tables::{Table, parse};

/// Reads the settings of the project folder.
pub(crate) fn read_project(reading: &Reading<'_>) -> Option<Settings> {
    match file::read(reading, "juesuan.toml") {
        Ok((number, text)) => parse(reading, number, &text, &fields::SHAPE, project)?,
        Err(FileError::Missing) => {
            let help = "请在项目文件夹中运行，或用 --project 指明项目文件夹";
            reading.problem(file::missing(reading, "juesuan.toml").help(help));
            None
        }
        Err(FileError::Unreadable) => None,
    }
}

/// The settings.
pub(crate) fn project(table: &Table<'_>) -> Option<Settings> {
    table.require(&fields::YEAR);
    let year = table.year(&fields::YEAR);
    let layout = table.required_string(&fields::LAYOUT);
    let output = table.required_string(&fields::OUTPUT);
    let published = table.date(&fields::PUBLISHED);
    let of = |word: &str| Attach::ALL.into_iter().find(|attach| attach.key() == word);
    let attach = table.choice(&fields::ATTACH, of).map(|attach| attach.value).unwrap_or_default();
    let public_data = table.flag(&fields::PUBLIC_DATA).unwrap_or_default();
    let check = check::settings(table);
    if !output.value.is_empty() {
        check_pattern(table, &output.value, output.place);
    }
    Some(Settings { year: year?.value, layout, output, published, attach, public_data, check })
}

/// Notes an output pattern that would not name a file, or would give all reports one name.
fn check_pattern(table: &Table<'_>, pattern: &str, place: crate::model::place::Place) {
    let bare =
        ["{unit}", "{year}", "{kind}"].iter().fold(pattern.to_owned(), |p, k| p.replace(k, ""));
    let bad = bare.chars().find(|c| r#"/\:*?"<>|{}"#.contains(*c) || c.is_control());
    if let Some(bad) = bad {
        table.reading.problem(
            Problem::error("bad-output", format!("output 中有文件名不能用的字符“{bad}”"))
                .at(place, "文件名模式")
                .help("可以写文字和 {unit}（单位名称）、{year}（年度）、{kind}（单位或部门）"),
        );
    } else if !pattern.contains("{unit}") {
        table.reading.problem(
            Problem::error("bad-output", "output 中没有 {unit}，各单位的报告会重名")
                .at(place, "文件名模式")
                .help("例：output = \"{unit}{year}年度{kind}决算公开\""),
        );
    }
}
