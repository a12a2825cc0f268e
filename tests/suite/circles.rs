//! No file of the program uses one that uses it, but for those that are argued for in `docs/decisions.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::repository;

/// The circles that stay: what they are about is nested itself.
const NATURAL: [[&str; 2]; 2] =
    [["model::department", "model::report"], ["read::members", "read::report"]];

/// The files that only test others, and use what stands above those.
const TESTS: [&str; 2] = ["check::growth", "fields::held"];

/// One file, as a module of the crate.
struct Module {
    /// What it uses, from the root of the crate.
    uses: BTreeSet<String>,
    /// What others find in it and it has from elsewhere: names with their paths.
    passes_on: BTreeMap<String, String>,
}

/// Checks that no file leads back to itself over those that it uses.
#[test]
fn files_use_each_other_one_way() {
    let modules = modules();
    assert!(modules.len() > 300, "{} files", modules.len());
    let edges: BTreeMap<&str, BTreeSet<&str>> = modules
        .iter()
        .map(|(name, module)| {
            let used = module.uses.iter().filter_map(|path| file_of(&modules, path));
            (name.as_str(), used.filter(|used| used != name).collect())
        })
        .collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        edges.keys().map(|name| (*name, all_from(&edges, name))).collect();
    let back = |name: &&&str| reached[**name].contains(**name);
    let circles: BTreeSet<Vec<&str>> = reached
        .keys()
        .filter(back)
        .map(|name| {
            let with = reached[name].iter().filter(|other| reached[**other].contains(name));
            with.copied().collect()
        })
        .collect();
    let natural: BTreeSet<Vec<&str>> = NATURAL.iter().map(|pair| pair.to_vec()).collect();
    assert_eq!(circles, natural, "files that use each other");
    let decisions = fs::read_to_string(repository().join("docs/decisions.md")).unwrap();
    for pair in NATURAL.as_flattened() {
        let file = format!("`{}.rs`", pair.replace("::", "/"));
        assert!(decisions.contains(&file), "docs/decisions.md does not argue for {file}");
    }
}

/// Checks that the reading of paths sees what is nested, passed on and renamed.
#[test]
fn paths_of_uses_are_read() {
    let text = "use crate::a::{self, b::{C, d as e}};\npub use f::G;\n// use crate::x;\nfn y() { crate::h::i() }\n";
    let module = module("m", text);
    let uses: Vec<&str> = module.uses.iter().map(String::as_str).collect();
    assert_eq!(uses, ["a", "a::b::C", "a::b::d", "h::i"]);
    assert_eq!(module.passes_on["G"], "m::f::G");
}

/// Every file that is no test.
fn modules() -> BTreeMap<String, Module> {
    let mut modules = BTreeMap::new();
    let root = repository().join("src");
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(name) = name_of(path.strip_prefix(&root).unwrap()) {
                let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
                let module = module(&name, &text);
                modules.insert(name, module);
            }
        }
    }
    modules
}

/// The module that a file is; none for the root, the program, and what is no code or only tests others.
fn name_of(path: &Path) -> Option<String> {
    let stem = path.to_str()?.strip_suffix(".rs")?.replace('\\', "/");
    let name = stem.strip_suffix("/mod").unwrap_or(&stem).replace('/', "::");
    let is_other = ["lib", "main"].contains(&name.as_str()) || TESTS.contains(&name.as_str());
    (!is_other).then_some(name)
}

/// What the text of a file uses outside its tests.
fn module(name: &str, text: &str) -> Module {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code = code.split("#[cfg(test)]\n#[expect").next().unwrap_or_default();
    let code: String = code
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .map(|line| line.replace("pub(in crate", "pub(in "))
        .collect::<Vec<_>>()
        .join("\n");
    let (mut uses, mut passes_on) = (BTreeSet::new(), BTreeMap::new());
    for statement in code.split(';') {
        let statement = statement.trim_start();
        let is_public = statement.starts_with("pub");
        match statement.split_once("use ") {
            Some((before, tree)) if is_use(before) => {
                let mut paths = Vec::new();
                expand(tree, "", &mut paths);
                for (path, known_as) in paths {
                    let path = from_root(name, &path);
                    match is_public {
                        true => drop(passes_on.insert(known_as, path)),
                        false => drop(uses.insert(path)),
                    }
                }
            }
            _ => {
                let paths = statement.split("crate::").skip(1).map(|rest| {
                    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                    rest.split(|c| !is_part(c)).next().unwrap_or_default().trim_end_matches(':')
                });
                uses.extend(paths.map(str::to_owned));
            }
        }
    }
    Module { uses, passes_on }
}

/// Whether what stands before the word `use` is nothing but attributes and who may see it.
fn is_use(before: &str) -> bool {
    let last = before.lines().last().unwrap_or_default();
    last.is_empty() || last.starts_with("pub")
}

/// The paths of a tree of uses, each with the name that it has here.
fn expand(tree: &str, above: &str, paths: &mut Vec<(String, String)>) {
    let mut depth = 0_usize;
    let parts = tree.split(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    });
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        if let Some((before, inner)) = part.split_once('{') {
            let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
            expand(inner, &format!("{above}{before}"), paths);
            continue;
        }
        let (path, known_as) = part.split_once(" as ").unwrap_or((part, part));
        let path = format!("{above}{path}");
        let path = path.trim_end_matches("::self");
        let known_as = known_as.rsplit("::").next().unwrap_or_default();
        paths.push((path.to_owned(), known_as.to_owned()));
    }
}

/// A path as it is from the root of the crate; one that begins elsewhere is taken to begin in the module.
fn from_root(module: &str, path: &str) -> String {
    if let Some(rest) = path.strip_prefix("crate::") {
        return rest.to_owned();
    }
    match path.strip_prefix("super::") {
        Some(rest) => match module.rsplit_once("::") {
            Some((above, _)) => format!("{above}::{rest}"),
            None => rest.to_owned(),
        },
        None => format!("{module}::{}", path.trim_start_matches("self::")),
    }
}

/// The file that has what a path leads to.
fn file_of<'m>(modules: &'m BTreeMap<String, Module>, path: &str) -> Option<&'m str> {
    let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
    let ends: Vec<usize> = ends.collect();
    let end = *ends.iter().rev().find(|end| modules.contains_key(&path[..**end]))?;
    let (name, module) = modules.get_key_value(&path[..end])?;
    let rest = path[end..].trim_start_matches("::");
    let first = rest.split("::").next().unwrap_or_default();
    match module.passes_on.get(first) {
        Some(elsewhere) if elsewhere != path => file_of(modules, elsewhere),
        _ => Some(name),
    }
}

/// All files that one leads to.
fn all_from<'e>(edges: &BTreeMap<&'e str, BTreeSet<&'e str>>, name: &str) -> BTreeSet<&'e str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = edges[name].iter().copied().collect();
    while let Some(file) = next.pop() {
        if found.insert(file) {
            next.extend(edges.get(file).into_iter().flatten());
        }
    }
    found
}
