//! Which sections the narrative has.

use std::collections::BTreeSet;

use crate::fields::field::Field;
use crate::fields::layout::layout;
use crate::layout::shelf;
use crate::model::place::Located;
use crate::problem::Problem;
use crate::tables::{Table, nearest};

/// `sections`: the files of the narrative in order.
pub(super) fn sections(table: &Table<'_>, chain: &[&str]) -> Vec<String> {
    in_order(table, &layout::SECTIONS_IN_ORDER, chain, "narrative", &[])
}

/// The files of a folder that a list of settings names, in its order; each must be there or be one of those built in, and
/// stand once.
pub(super) fn in_order(
    table: &Table<'_>,
    field: &Field,
    chain: &[&str],
    folder: &str,
    built_in: &[&str],
) -> Vec<String> {
    let key = field.key;
    if !table.has(field) {
        let list: Vec<String> = parts(table, chain, folder, built_in)
            .iter()
            .map(|part| format!("\"{part}\""))
            .collect();
        let help = if list.is_empty() {
            format!("请建文件夹 {folder}；沿用别的版式的，写 extends = \"shanxi\"")
        } else {
            format!("例：{key} = [{}]", list.join(", "))
        };
        table.missing(field, help);
        return Vec::new();
    }
    let named = table.strings(field);
    for (index, name) in named.iter().enumerate() {
        if named.iter().take(index).any(|before| before.value == name.value) {
            table.reading.problem(
                Problem::error("repeated-part", format!("{key} 中“{}”写了两次", name.value))
                    .at(name.place, "重复")
                    .help("请删去一个"),
            );
        } else {
            check_part(table, key, name, chain, folder, built_in);
        }
    }
    named.into_iter().map(|name| name.value).collect()
}

/// Notes a name that is no file of a folder and none of those built in.
pub(super) fn check_part(
    table: &Table<'_>,
    key: &str,
    name: &Located<String>,
    chain: &[&str],
    folder: &str,
    built_in: &[&str],
) {
    let path = path_of(folder, &name.value);
    if !built_in.contains(&name.value.as_str()) && !is_part(table, chain, &path) {
        let parts = parts(table, chain, folder, built_in);
        table.reading.problem(unknown(key, name, &path, &parts));
    }
}

/// The path of a part by its name.
pub(super) fn path_of(folder: &str, name: &str) -> String {
    format!("{folder}/{name}.typ")
}

/// Whether a layout, or one that it takes over, has a file.
pub(super) fn is_part(table: &Table<'_>, chain: &[&str], path: &str) -> bool {
    shelf::has(&table.reading.files, chain, path)
}

/// The problem of a name that is no file of a folder.
fn unknown(key: &str, name: &Located<String>, path: &str, parts: &[String]) -> Problem {
    let headline = format!("{key} 中的“{}”没有对应的文件 {path}", name.value);
    let problem = Problem::error("unknown-part", headline).at(name.place, "没有这个文件");
    let problem = match nearest(&name.value, parts.iter().map(String::as_str)) {
        Some(near) => problem.help(format!("是否想写 {near}？")),
        None => problem,
    };
    problem.help(format!("可以写的：{}；新加的，先建这个文件", parts.join("、")))
}

/// The names of those built in, and of the Typst files in a folder of a layout or of those that it takes over.
fn parts(table: &Table<'_>, chain: &[&str], folder: &str, built_in: &[&str]) -> Vec<String> {
    let files = chain.iter().flat_map(|layout| shelf::contents(&table.reading.files, layout));
    let names = files.filter_map(|(path, _)| {
        let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".typ")?;
        Some(name.to_owned())
    });
    let built_in = built_in.iter().map(|name| (*name).to_owned());
    names.chain(built_in).collect::<BTreeSet<String>>().into_iter().collect()
}
