//! Where a layout's files stand: brought along by the program, or in the project.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::files::{Entry, Files, Found, Most, is_clutter};
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

/// The folder of layouts in a project.
const LAYOUTS: &str = "layouts";

/// The folder that all layouts share.
pub(crate) const COMMON: &str = "common";

/// Files of one layout by their path within it, such as `narrative/all.typ`.
pub(crate) type Contents = BTreeMap<String, File>;

/// A file of a layout.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// What is in it.
    pub contents: Vec<u8>,
    /// The layout in whose folder it stands.
    pub layout: String,
    /// Whether the project has it, and whether the program.
    pub origin: Origin,
}

/// Where a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Only the program has it.
    BuiltIn,
    /// Only the project has it.
    Own,
    /// The project has it in place of the program's.
    Replaced,
}

/// The files in the folders of a layout, without those that it takes over; the project's win.
pub(super) fn contents(files: &Files, layout: &str) -> Contents {
    let mut all = Contents::new();
    for (path, contents) in built_in(layout) {
        let file = File { contents, layout: layout.to_owned(), origin: Origin::BuiltIn };
        all.insert(path, file);
    }
    for (path, contents) in own(files, layout).files {
        let origin = if all.contains_key(&path) { Origin::Replaced } else { Origin::Own };
        all.insert(path, File { contents, layout: layout.to_owned(), origin });
    }
    all
}

/// Whether a file of a path is in the folders of a layout, or of those that it takes over.
pub(super) fn has(files: &Files, chain: &[&str], path: &str) -> bool {
    let is_built_in = |layout: &&str| BUILT_IN_PATHS.contains(&format!("{layout}/{path}"));
    let is_own = |layout: &&str| {
        let is_plain_file = |folder: &String| {
            let found = files.look(format!("{folder}/{path}"));
            found.is_ok_and(|found| found.is_some_and(Found::is_plain_file))
        };
        own_folder(files, layout).is_ok_and(|folder| folder.as_ref().is_some_and(is_plain_file))
    };
    // What the program brings along is there without a look at the disk.
    chain.iter().any(is_built_in) || chain.iter().any(is_own)
}

/// The text of a layout's settings, if it has any; an error where the project has some that cannot be read.
pub(super) fn settings(files: &Files, layout: &str) -> Result<Option<Vec<u8>>, String> {
    let shown = format!("layouts/{layout}/layout.toml");
    let unusable = |why: String| format!("{shown}（{why}）");
    if own_folder(files, layout)?.is_some() {
        let found = files.look(&shown).map_err(|error| unusable(reason(&error)))?;
        if found.is_some_and(|found| !found.is_link) {
            let own = files.read(&shown, Most::Layout);
            return own.map(Some).map_err(|unread| unusable(unread.why()));
        }
    }
    let built_in = BUILT_IN.get_file(format!("{layout}/layout.toml"));
    Ok(built_in.map(|file| file.contents().to_vec()))
}

/// The names of all layouts that a project can use.
pub fn names(files: &Files) -> BTreeSet<String> {
    let built_in = BUILT_IN.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
    let mut names: BTreeSet<String> = built_in.map(str::to_owned).collect();
    let own = files.list(LAYOUTS).ok().flatten().unwrap_or_default();
    let own = own.into_iter().filter(|entry| entry.told && entry.found.is_plain_folder());
    names.extend(own.map(|entry| entry.name).filter(|name| !is_clutter(name)));
    names.remove(COMMON);
    names
}

/// Whether a project can use a layout of a name: one of [`names`], which are not listed for that.
pub(super) fn is_known(files: &Files, name: &str) -> bool {
    let path = format!("{LAYOUTS}/{name}");
    // Some file systems find a folder by a name in other letters, too.
    let is_exact = || {
        cfg!(target_os = "linux")
            || files.real(&path).is_ok_and(|real| real.file_name().is_some_and(|n| n == name))
    };
    let is_own = || {
        let is_name = !name.is_empty() && !name.contains(['/', '\\']) && !is_clutter(name);
        let folders = [LAYOUTS, &path];
        let is_folder = |path: &&str| {
            files.look(path).is_ok_and(|found| found.is_some_and(Found::is_plain_folder))
        };
        is_name && folders.iter().all(is_folder) && is_exact()
    };
    name != COMMON && (is_built_in(name) || is_own())
}

/// What cannot be listed among a project's layouts, each with the reason.
pub(super) fn unlisted(files: &Files) -> Vec<String> {
    match files.list(LAYOUTS) {
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
pub(super) fn own(files: &Files, layout: &str) -> Own {
    let mut own = Own::default();
    let is_link = |path: &String| {
        files.look(path).is_ok_and(|found| found.is_some_and(|found| found.is_link))
    };
    let folders = [LAYOUTS.to_owned(), format!("{LAYOUTS}/{layout}")];
    match own_folder(files, layout) {
        Ok(Some(folder)) => own.collect(files, &folder, ""),
        Ok(None) => own.links.extend(folders.into_iter().find(is_link)),
        Err(unusable) => own.unreadable.push(unusable),
    }
    own
}

impl Own {
    /// Adds what is in a folder; what systems and editors leave there is passed over.
    fn collect(&mut self, files: &Files, folder: &str, below: &str) {
        let path = format!("{folder}/{below}");
        let entries = match files.list(path.trim_end_matches('/')) {
            Ok(entries) => entries.unwrap_or_default(),
            Err(error) => {
                self.unreadable.push(format!("{path}（{}）", reason(&error)));
                return;
            }
        };
        for Entry { name, told, path: entry, found } in entries {
            let path = format!("{below}{name}");
            let shown = format!("{folder}/{path}");
            if is_clutter(&name) {
                continue;
            }
            if !told || name.contains('\\') {
                self.unreadable.push(format!("{shown}（{UNUSABLE_NAME}）"));
            } else if found.is_link {
                self.links.push(shown);
            } else if found.is_folder() && !is_named_like_a_file(&name) {
                self.collect(files, folder, &format!("{path}/"));
            } else {
                match files.read(&entry, Most::Layout) {
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
fn own_folder(files: &Files, layout: &str) -> Result<Option<String>, String> {
    let folder = format!("{LAYOUTS}/{layout}");
    for path in [LAYOUTS, &folder] {
        match files.look(path) {
            Ok(Some(found)) if found.is_plain_folder() => {}
            Ok(Some(found)) if !found.is_link => {
                return Err(format!("{path}（这是文件，不是文件夹）"));
            }
            Ok(_) => return Ok(None),
            Err(error) => return Err(format!("{path}（{}）", reason(&error))),
        }
    }
    Ok(Some(folder))
}
