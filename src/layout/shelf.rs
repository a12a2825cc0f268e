//! Where a layout's files stand: brought along by the program, or in the project.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::files::{self, Most};

/// The layouts that the program brings along.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// The paths of their files, such as `shanxi/cover.typ`.
static BUILT_IN_PATHS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let layouts = BUILT_IN.dirs().filter_map(|dir| dir.path().to_str());
    layouts
        .flat_map(|layout| built_in(layout).into_keys().map(move |path| format!("{layout}/{path}")))
        .collect()
});

/// The folder that all layouts share.
pub const COMMON: &str = "common";

/// Files of one layout by their path within it, such as `narrative/all.typ`.
pub type Files = BTreeMap<String, File>;

/// A file of a layout.
#[derive(Debug, Clone)]
pub struct File {
    /// What is in it.
    pub contents: Vec<u8>,
    /// The layout in whose folder it stands.
    pub layout: String,
    /// Whether the project has it, and whether the program.
    pub origin: Origin,
}

/// Where a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Only the program has it.
    BuiltIn,
    /// Only the project has it.
    Own,
    /// The project has it in place of the program's.
    Replaced,
}

/// The files in the folders of a layout, without those that it takes over; the project's win.
pub(super) fn files(root: &Path, layout: &str) -> Files {
    let mut files = Files::new();
    for (path, contents) in built_in(layout) {
        let file = File { contents, layout: layout.to_owned(), origin: Origin::BuiltIn };
        files.insert(path, file);
    }
    for (path, contents) in own(root, layout).files {
        let origin = if files.contains_key(&path) { Origin::Replaced } else { Origin::Own };
        files.insert(path, File { contents, layout: layout.to_owned(), origin });
    }
    files
}

/// Whether a file of a path is in the folders of a layout, without those that it takes over.
pub(super) fn has(root: &Path, layout: &str, path: &str) -> bool {
    BUILT_IN_PATHS.contains(&format!("{layout}/{path}"))
        || own_folder(root, layout).is_some_and(|folder| is_plain_file(&folder.join(path)))
}

/// The text of a layout's settings, if it has any.
pub(super) fn settings(root: &Path, layout: &str) -> Option<Vec<u8>> {
    let own = own_folder(root, layout).map(|folder| folder.join("layout.toml"));
    let own = own.filter(|path| is_plain_file(path));
    let own = own.and_then(|path| files::read(&path, Most::Layout).ok());
    let built_in = || BUILT_IN.get_file(format!("{layout}/layout.toml"));
    own.or_else(|| built_in().map(|file| file.contents().to_vec()))
}

/// The names of all layouts that a project can use.
pub fn names(root: &Path) -> BTreeSet<String> {
    let built_in = BUILT_IN.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
    let mut names: BTreeSet<String> = built_in.map(str::to_owned).collect();
    for entry in entries(&root.join("layouts")) {
        if let (true, Ok(name)) = (is_plain_folder(&entry), name(&entry)) {
            names.insert(name);
        }
    }
    names.remove(COMMON);
    names
}

/// Whether the program brings a layout along.
pub fn is_built_in(layout: &str) -> bool {
    BUILT_IN.get_dir(layout).is_some()
}

/// What a project has for a layout.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Its files by their path within the layout.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Paths from the project folder that are links, which are never followed.
    pub(super) links: Vec<String>,
    /// Paths from the project folder that cannot be read or used, each with the reason.
    pub(super) unreadable: Vec<String>,
}

/// What the project has for a layout. Links are not followed: they may lead out of the project.
pub(super) fn own(root: &Path, layout: &str) -> Own {
    let mut own = Own::default();
    let layouts = root.join("layouts");
    let folder = layouts.join(layout);
    match [("layouts".to_owned(), &layouts), (format!("layouts/{layout}"), &folder)]
        .into_iter()
        .find(|(_, path)| is_link(path))
    {
        Some((link, _)) => own.links.push(link),
        None => own.collect(&folder, layout, ""),
    }
    own
}

impl Own {
    /// Adds what is in a folder.
    fn collect(&mut self, folder: &Path, layout: &str, below: &str) {
        for entry in entries(folder) {
            let name = match name(&entry) {
                Ok(name) if !name.contains('\\') => name,
                Ok(name) | Err(name) => {
                    self.unreadable.push(format!("layouts/{layout}/{below}{name}（文件名不能用）"));
                    continue;
                }
            };
            let path = format!("{below}{name}");
            let shown = format!("layouts/{layout}/{path}");
            if is_link(&entry) {
                self.links.push(shown);
            } else if is_plain_folder(&entry) {
                self.collect(&entry, layout, &format!("{path}/"));
            } else {
                match files::read(&entry, Most::Layout) {
                    Ok(contents) => {
                        self.files.insert(path, contents);
                    }
                    Err(unread) => self.unreadable.push(format!("{shown}（{}）", unread.why())),
                }
            }
        }
    }
}

/// The files that the program brings along for a layout.
fn built_in(layout: &str) -> BTreeMap<String, Vec<u8>> {
    /// Adds the files of a folder and those below.
    fn collect(folder: &Dir<'_>, layout: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let below = path.strip_prefix(layout).and_then(|path| path.strip_prefix('/'));
            files.insert(below.unwrap_or(&path).to_owned(), file.contents().to_vec());
        }
        folder.dirs().for_each(|below| collect(below, layout, files));
    }
    let mut files = BTreeMap::new();
    if let Some(folder) = BUILT_IN.get_dir(layout) {
        collect(folder, layout, &mut files);
    }
    files
}

/// The project's folder of a layout, unless it can only be reached by a link.
fn own_folder(root: &Path, layout: &str) -> Option<PathBuf> {
    let layouts = root.join("layouts");
    let folder = layouts.join(layout);
    (is_plain_folder(&layouts) && is_plain_folder(&folder)).then_some(folder)
}

/// What is in a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The name of a file or folder; what can be shown of it if it is not Unicode.
fn name(path: &Path) -> Result<String, String> {
    let name = path.file_name().unwrap_or_default();
    name.to_str().map(str::to_owned).ok_or_else(|| name.to_string_lossy().into_owned())
}

/// Whether a path is a link.
fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Whether a path is a folder and no link to one.
fn is_plain_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// Whether a path is a file and no link to one.
fn is_plain_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}
