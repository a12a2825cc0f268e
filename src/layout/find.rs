//! Where a layout's files are found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::layout::settings::{Layout, settings};
use crate::model::place::Located;
use crate::problem::Problem;
use crate::read::{Reading, parse};

/// The layouts that the program brings along.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// The folder that all layouts share.
const COMMON: &str = "common";

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
    let path = format!("layouts/{}/layout.toml", name.value);
    let own = fs::read(reading.root.join(&path)).ok();
    let built_in = || BUILT_IN.get_file(format!("{}/layout.toml", name.value));
    let bytes = own.or_else(|| built_in().map(|file| file.contents().to_vec()));
    let Some(text) = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()) else {
        reading.problem(
            Problem::error("broken-layout", format!("版式“{}”没有 {path}", name.value))
                .at(name.place, "这个版式不完整")
                .help("请从自带的版式中复制一份 layout.toml 修改"),
        );
        return None;
    };
    let file = reading.source(path, text.clone());
    let (fonts, classes, account_level, state_capital_balances) =
        parse(reading, file, &text, settings)?;
    let name = name.value.clone();
    Some(Layout { name, fonts, classes, account_level, state_capital_balances })
}

/// The files of a layout and the common ones by path, such as `layouts/shanxi/report.typ`; the project's win.
pub fn files(root: &Path, layout: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in [COMMON, layout] {
        if let Some(built_in) = BUILT_IN.get_dir(folder) {
            collect_built_in(built_in, &mut files);
        }
        collect_own(&root.join("layouts").join(folder), &format!("layouts/{folder}"), &mut files);
    }
    files
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
