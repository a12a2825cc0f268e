//! A layout's files and its `layout.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use toml::de::DeValue;

use crate::model::code::ClassCode;
use crate::model::place::Located;
use crate::problem::Problem;
use crate::read::{Reading, Table, parse};

/// The layouts that the program brings along.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// The folder that all layouts share.
const COMMON: &str = "common";

/// A layout: its files by path from the root of the layout's folder, and its settings.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Its name.
    pub name: String,
    /// Its own files and the common ones, such as `layouts/shanxi/report.typ`.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The families that it wants, by role, in order of preference.
    pub fonts: FontRoles,
    /// The functional classes that its tables list; empty if any may stand there.
    pub classes: Vec<ClassCode>,
}

/// Font families by role, in order of preference.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FontRoles {
    /// 小标宋: cover and titles.
    pub title: Vec<String>,
    /// 黑体: first level.
    pub heading: Vec<String>,
    /// 楷体: second level.
    pub subheading: Vec<String>,
    /// 仿宋: running text.
    pub body: Vec<String>,
    /// 宋体: tables.
    pub table: Vec<String>,
    /// Digits in tables.
    pub digits: Vec<String>,
}

impl FontRoles {
    /// Each role by its key.
    pub fn roles(&self) -> [(&'static str, &Vec<String>); 6] {
        [
            ("title", &self.title),
            ("heading", &self.heading),
            ("subheading", &self.subheading),
            ("body", &self.body),
            ("table", &self.table),
            ("digits", &self.digits),
        ]
    }
}

/// Finds a layout by name; the project's files win over the built-in ones.
pub fn find(reading: &Reading<'_>, name: &Located<String>) -> Option<Layout> {
    let known = names(&reading.root);
    if !known.contains(&name.value) {
        let list: Vec<&str> = known.iter().map(String::as_str).collect();
        reading.problem(
            Problem::error("unknown-layout", format!("没有名为“{}”的版式", name.value))
                .at(name.place, "没有这个版式")
                .help(format!("现有版式：{}", list.join("、"))),
        );
        return None;
    }
    let mut files = BTreeMap::new();
    for folder in [COMMON, name.value.as_str()] {
        if let Some(built_in) = BUILT_IN.get_dir(folder) {
            collect_built_in(built_in, &mut files);
        }
        let own = reading.root.join("layouts").join(folder);
        collect_own(&own, &format!("layouts/{folder}"), &mut files);
    }
    let path = format!("layouts/{}/layout.toml", name.value);
    let Some(text) = files.get(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    else {
        reading.problem(
            Problem::error("broken-layout", format!("版式“{}”没有 {path}", name.value))
                .at(name.place, "这个版式不完整")
                .help("请从自带的版式中复制一份 layout.toml 修改"),
        );
        return None;
    };
    let file = reading.source(path, text.clone());
    let (fonts, classes) = parse(reading, file, &text, settings)?;
    Some(Layout { name: name.value.clone(), files, fonts, classes })
}

/// The names of all layouts that a project can use.
pub fn names(root: &Path) -> BTreeSet<String> {
    let built_in = BUILT_IN.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
    let own = fs::read_dir(root.join("layouts")).into_iter().flatten().flatten();
    let own = own.filter(|entry| entry.path().is_dir());
    let own = own.filter_map(|entry| entry.file_name().into_string().ok());
    built_in.map(str::to_owned).chain(own).filter(|name| name != COMMON).collect()
}

/// Adds the files of a built-in folder.
fn collect_built_in(folder: &Dir<'_>, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(format!("layouts/{path}"), file.contents().to_vec());
    }
    for below in folder.dirs() {
        collect_built_in(below, files);
    }
}

/// Adds the files of a project's folder, without following links out of it.
fn collect_own(folder: &Path, path: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (Ok(kind), Ok(name)) = (entry.file_type(), entry.file_name().into_string()) else {
            continue;
        };
        let path = format!("{path}/{name}");
        if kind.is_dir() {
            collect_own(&entry.path(), &path, files);
        } else if kind.is_file()
            && let Ok(contents) = fs::read(entry.path())
        {
            files.insert(path, contents);
        }
    }
}

/// The settings in `layout.toml` that the program itself needs.
fn settings(table: &Table<'_>) -> (FontRoles, Vec<ClassCode>) {
    for key in ["name", "title", "region"] {
        table.required_string(key, "…");
    }
    if let Some(years) = table.table("years") {
        years.year("from");
        years.year("to");
        years.finish();
    }
    let classes =
        strings(table, "classes").iter().filter_map(|code| ClassCode::parse(code)).collect();
    let mut fonts = FontRoles::default();
    match table.table("fonts") {
        Some(roles) => {
            fonts = FontRoles {
                title: strings(&roles, "title"),
                heading: strings(&roles, "heading"),
                subheading: strings(&roles, "subheading"),
                body: strings(&roles, "body"),
                table: strings(&roles, "table"),
                digits: strings(&roles, "digits"),
            };
            roles.finish();
        }
        None => table.missing("fonts", "请写 [fonts]，列出各用途的字体"),
    }
    (fonts, classes)
}

/// An array of words.
fn strings(table: &Table<'_>, key: &'static str) -> Vec<String> {
    let Some((value, place)) = table.value(key) else { return Vec::new() };
    let words = value.as_array().map(|array| {
        array.iter().map(|word| match word.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            _ => None,
        })
    });
    match words.and_then(|words| words.collect::<Option<Vec<String>>>()) {
        Some(words) => words,
        None => {
            table.mistyped(key, value, place, "若干文字（写成 [\"…\", \"…\"]）");
            Vec::new()
        }
    }
}
