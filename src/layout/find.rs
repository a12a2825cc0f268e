//! A layout by its name, with all that is wrong with its settings.

use std::sync::Arc;

use crate::fields::layout::layout as fields;
use crate::files::Files;
use crate::layout::about::{About, about};
use crate::layout::chain::{DEEPEST, SETTINGS, extends};
use crate::layout::formats;
use crate::layout::known::Known;
use crate::layout::settings::{Layout, Settings, settings};
use crate::layout::shelf::{self, COMMON};
use crate::layout::style::{Style, style};
use crate::model::place::{FileNumber, Located, Place};
use crate::problem::Problem;
use crate::tables::{Reading, Table, misnamed, nearest, parse_layers};

/// Finds a layout by name; the project's files win over the built-in ones, and what a layout's settings do not say is
/// taken from those of the layout that it extends. Settings that are `known` are not read again.
pub(crate) fn find(reading: &Reading<'_>, name: &Located<String>, known: &Known) -> Option<Layout> {
    let layers = layers(reading, name)?;
    let below = common(reading);
    let layered = layers.iter().map(|(_, file)| *file).chain(below);
    let texts: Vec<_> = layered.filter_map(|file| Some((file, reading.file(file)?.text))).collect();
    if let Some(layout) = known.recall(reading, &name.value, &texts) {
        return Some(layout);
    }
    let (layout, problems, words) = reading.apart(|reading| read(reading, name, &layers, &texts));
    let sound = problems.is_empty();
    problems.into_iter().for_each(|problem| reading.problem(problem));
    words.iter().for_each(|written| reading.words(written.field.clone(), &written.words));
    let layout = layout.filter(|_| sound)?;
    known.keep(texts, &layout, words);
    Some(layout)
}

/// Reads a layout from the texts of its settings, its own first.
fn read(
    reading: &Reading<'_>,
    name: &Located<String>,
    layers: &[(String, FileNumber)],
    texts: &[(FileNumber, Arc<str>)],
) -> Option<Layout> {
    let texts: Vec<(FileNumber, &str)> =
        texts.iter().map(|(file, text)| (*file, &**text)).collect();
    let names: Vec<&str> = layers.iter().map(|(layout, _)| layout.as_str()).collect();
    let formats = texts.iter().take(layers.len());
    let formats = formats.map(|(_, text)| formats::stated(text)).collect();
    let (about, (fonts, classes), style) =
        parse_layers(reading, &texts, &fields::SHAPE, |table| {
            read_settings(table, &name.value, &names)
        })?;
    let name = name.value.clone();
    let chain = layers.iter().map(|(layout, _)| layout.clone()).collect();
    Some(Layout { name, chain, formats, about, fonts, classes, style, asked: None })
}

/// What the settings of a layout of a name say, which is the first of a chain.
pub(crate) fn read_settings(
    table: &Table<'_>,
    name: &str,
    chain: &[&str],
) -> (About, Settings, Style) {
    formats::check(table);
    (about(table, name), settings(table), style(table, chain))
}

/// The layout and those that it takes over, each with its settings; nothing if one of them cannot be used.
fn layers(reading: &Reading<'_>, name: &Located<String>) -> Option<Vec<(String, FileNumber)>> {
    let mut layers: Vec<(String, FileNumber)> = Vec::new();
    let mut next = Some(name.clone());
    while let Some(name) = next {
        if layers.iter().any(|(layout, _)| *layout == name.value) {
            let mut round: Vec<&str> = layers.iter().map(|(layout, _)| layout.as_str()).collect();
            round.push(&name.value);
            reading.problem(
                Problem::error("layout-cycle", format!("版式互相沿用：{}", round.join(" → ")))
                    .at(name.place, "又回到了前面的版式")
                    .help("extends 要写另一种版式的名字；不沿用别的版式的，删去 extends"),
            );
            return None;
        }
        if layers.len() >= DEEPEST {
            reading.problem(
                Problem::error("layout-cycle", format!("版式一层一层沿用，超过了 {DEEPEST} 层"))
                    .at(name.place, "到这里还没有完")
                    .help("请直接沿用最下面的那一种，把要改的写在自己的版式里"),
            );
            return None;
        }
        let file = settings_file(reading, &name)?;
        let text = reading.file(file).map(|source| source.text).unwrap_or_default();
        next = match extends(&text) {
            Some((Some(base), span)) => Some(Located::new(base, Place::new(file, span))),
            Some((None, span)) => {
                let list: Vec<String> = shelf::names(&reading.files).into_iter().collect();
                reading.problem(
                    Problem::error("wrong-type", "extends 应当是一种版式的名字")
                        .at(Place::new(file, span), "不是文字")
                        .help(format!("例：extends = \"shanxi\"；现有版式：{}", list.join("、"))),
                );
                return None;
            }
            None => None,
        };
        layers.push((name.value, file));
    }
    Some(layers)
}

/// The settings that all layouts share, below those of each.
fn common(reading: &Reading<'_>) -> Option<FileNumber> {
    let path = format!("layouts/{COMMON}/{SETTINGS}");
    let text = String::from_utf8(shelf::settings(&reading.files, COMMON).ok()??).ok()?;
    Some(reading.source(path, text))
}

/// The settings of a layout, noted as a file of the reading.
fn settings_file(reading: &Reading<'_>, name: &Located<String>) -> Option<FileNumber> {
    if !shelf::is_known(&reading.files, &name.value) {
        let known = shelf::names(&reading.files);
        unused_in(&reading.files, &name.value).into_iter().for_each(|p| reading.problem(p));
        unlisted(&reading.files).into_iter().for_each(|p| reading.problem_once(p));
        let list: Vec<&str> = known.iter().map(String::as_str).collect();
        let problem = Problem::error("unknown-layout", format!("没有名为“{}”的版式", name.value))
            .at(name.place, "没有这个版式");
        let problem = match nearest(&name.value, list.iter().copied()) {
            Some(near) => problem.help(format!("是否想写 {near}？")),
            None => problem,
        };
        reading.problem(problem.help(format!("现有版式：{}", list.join("、"))));
        return None;
    }
    let path = format!("layouts/{}/{SETTINGS}", name.value);
    let bytes = match shelf::settings(&reading.files, &name.value) {
        Ok(bytes) => bytes,
        Err(path) => {
            reading.problem(unusable(&path).at(name.place, "这个版式读不出来"));
            return None;
        }
    };
    let Some(bytes) = bytes else {
        unused_in(&reading.files, &name.value).into_iter().for_each(|p| reading.problem(p));
        let problem = Problem::error("broken-layout", format!("版式“{}”没有 {path}", name.value))
            .at(name.place, "这个版式不完整");
        reading.problem(
            misnamed(&reading.files, &path, problem)
                .help("请用 juesuan layout new 新建版式，或从别的版式中复制一份 layout.toml 修改"),
        );
        return None;
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(reading.source(path, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let file = reading.source(path.clone(), text);
            reading.problem(
                Problem::error("not-utf8", format!("文件 {path} 不是 UTF-8 编码"))
                    .at(Place::new(file, at..at + 1), "从这里开始不是 UTF-8 文字")
                    .help("请用记事本打开，“另存为”时编码选 UTF-8"),
            );
            None
        }
    }
}

/// What stands in the project's folders of a layout and is not used: a warning for each link, an error for what cannot be
/// read.
pub(crate) fn unused(files: &Files, layout: &Layout) -> Vec<Problem> {
    let folders = layout.chain.iter().map(String::as_str).chain([COMMON]);
    let mut unused: Vec<Problem> = folders.flat_map(|folder| unused_in(files, folder)).collect();
    unused.dedup();
    unused
}

/// What cannot be listed among a project's layouts.
pub(crate) fn unlisted(files: &Files) -> Vec<Problem> {
    shelf::unlisted(files).iter().map(|path| unusable(path)).collect()
}

/// The problem of something among a project's layouts that cannot be read or named.
fn unusable(path: &str) -> Problem {
    Problem::error("broken-layout", format!("版式的文件不能用：{path}"))
        .help("请检查读取权限和文件名（文件名中不能有反斜杠）")
}

/// What stands in the project's folder of one layout and is not used.
pub(crate) fn unused_in(files: &Files, layout: &str) -> Vec<Problem> {
    let own = shelf::own(files, layout);
    let links = own.links.into_iter().map(|link| {
        Problem::warning("layout-link", format!("{link} 是链接（快捷方式），没有用到"))
            .help("版式只能用项目文件夹里的文件；请把链接所指的文件或文件夹复制过来")
    });
    let unreadable = own.unreadable.iter().map(|path| unusable(path));
    links.chain(unreadable).collect()
}
