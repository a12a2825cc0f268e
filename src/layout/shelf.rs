//! Where a layout's files stand: brought along by the program, or in the project.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::files::{self, Entry, Most, is_absent, is_clutter, list};
use crate::problem::reason;

/// The layouts that the program brings along.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// The paths of their files, such as `shanxi/cover.typ`.
static BUILT_IN_PATHS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let layouts = BUILT_IN.dirs().filter_map(|dir| dir.path().to_str());
    layouts
        .flat_map(|layout| built_in(layout).into_keys().map(move |path| format!("{layout}/{path}")))
        .collect()
});

/// What is said of a name that cannot be written down.
const UNUSABLE_NAME: &str = "文件名不能用";

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
        || own_folder(root, layout)
            .is_ok_and(|folder| folder.is_some_and(|folder| is_plain_file(&folder.join(path))))
}

/// The text of a layout's settings, if it has any; an error where the project has some that cannot be read.
pub(super) fn settings(root: &Path, layout: &str) -> Result<Option<Vec<u8>>, String> {
    let shown = format!("layouts/{layout}/layout.toml");
    let unusable = |why: String| format!("{shown}（{why}）");
    if let Some(folder) = own_folder(root, layout)? {
        let path = folder.join("layout.toml");
        let is_there = !is_absent(&path).map_err(|error| unusable(reason(&error)))?;
        if is_there && !is_link(&path) {
            let own = files::read(&path, Most::Layout);
            return own.map(Some).map_err(|unread| unusable(unread.why()));
        }
    }
    let built_in = BUILT_IN.get_file(format!("{layout}/layout.toml"));
    Ok(built_in.map(|file| file.contents().to_vec()))
}

/// The names of all layouts that a project can use.
pub fn names(root: &Path) -> BTreeSet<String> {
    let built_in = BUILT_IN.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
    let mut names: BTreeSet<String> = built_in.map(str::to_owned).collect();
    let own = list(&root.join("layouts")).ok().flatten().unwrap_or_default();
    let own = own.into_iter().filter(|entry| entry.told && is_plain_folder(&entry.path));
    names.extend(own.map(|entry| entry.name).filter(|name| !is_clutter(name)));
    names.remove(COMMON);
    names
}

/// What cannot be listed among a project's layouts, each with the reason.
pub(super) fn unlisted(root: &Path) -> Vec<String> {
    match list(&root.join("layouts")) {
        Ok(entries) => {
            let entries = entries.unwrap_or_default().into_iter();
            let untold = entries.filter(|entry| !entry.told && !is_clutter(&entry.name));
            untold.map(|entry| format!("layouts/{}（{UNUSABLE_NAME}）", entry.name)).collect()
        }
        Err(error) => vec![format!("layouts（{}）", reason(&error))],
    }
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
    let folders = ["layouts".to_owned(), format!("layouts/{layout}")];
    match own_folder(root, layout) {
        Ok(Some(folder)) => own.collect(&folder, layout, ""),
        Ok(None) => own.links.extend(folders.into_iter().find(|path| is_link(&root.join(path)))),
        Err(unusable) => own.unreadable.push(unusable),
    }
    own
}

impl Own {
    /// Adds what is in a folder; what systems and editors leave there is passed over.
    fn collect(&mut self, folder: &Path, layout: &str, below: &str) {
        let entries = match list(folder) {
            Ok(entries) => entries.unwrap_or_default(),
            Err(error) => {
                let folder = format!("layouts/{layout}/{below}");
                self.unreadable.push(format!("{folder}（{}）", reason(&error)));
                return;
            }
        };
        for Entry { name, told, path: entry } in entries {
            let path = format!("{below}{name}");
            let shown = format!("layouts/{layout}/{path}");
            if is_clutter(&name) {
                continue;
            }
            if !told || name.contains('\\') {
                self.unreadable.push(format!("{shown}（{UNUSABLE_NAME}）"));
            } else if is_link(&entry) {
                self.links.push(shown);
            } else if is_plain_folder(&entry) && !is_named_like_a_file(&name) {
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

/// Whether a name is one that files of layouts have, and no folder.
fn is_named_like_a_file(name: &str) -> bool {
    name.ends_with(".typ") || name.ends_with(".toml")
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

/// The project's folder of a layout, if it has one that no link leads to; an error where that cannot be told.
fn own_folder(root: &Path, layout: &str) -> Result<Option<PathBuf>, String> {
    let mut path = root.to_owned();
    let mut shown = String::new();
    for part in ["layouts", layout] {
        path.push(part);
        shown = if shown.is_empty() { part.to_owned() } else { format!("{shown}/{part}") };
        let unusable = |why: &str| Err(format!("{shown}（{why}）"));
        match is_absent(&path) {
            Ok(true) => return Ok(None),
            Ok(false) if is_link(&path) => return Ok(None),
            Ok(false) if is_plain_folder(&path) => {}
            Ok(false) => return unusable("这是文件，不是文件夹"),
            Err(error) => return unusable(&reason(&error)),
        }
    }
    Ok(Some(path))
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
