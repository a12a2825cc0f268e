//! An import taken back: every file as it was before, or none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::files::{Most, list, read, remove, remove_folder, rewrite_whole, write_new};
use crate::problem::reason;

/// How deep folders are looked into.
const DEEP: usize = 4;

/// The data files of a project with what they say.
pub(super) type Texts = BTreeMap<PathBuf, Vec<u8>>;

/// The last import: what it is known by, and its files as they were and as they are since.
#[derive(Debug)]
pub(super) struct Imported {
    /// What it is known by.
    id: String,
    /// The files that it changed: what each said before, if it was there, and since.
    files: BTreeMap<PathBuf, (Option<Vec<u8>>, Vec<u8>)>,
}

impl Imported {
    /// What an import changed.
    pub(super) fn of(id: &str, before: &Texts, after: Texts) -> Self {
        let changed = after.into_iter().filter(|(path, text)| before.get(path) != Some(text));
        let files = changed.map(|(path, text)| {
            let was = before.get(&path).cloned();
            (path, (was, text))
        });
        Self { id: id.to_owned(), files: files.collect() }
    }

    /// Whether there is anything to take back of an import.
    pub(super) fn is_of(&self, id: &str) -> bool {
        self.id == id && !self.files.is_empty()
    }
}

/// The data files of a project as they are now.
pub(super) fn texts(root: &Path) -> Texts {
    let mut texts = Texts::new();
    gather(&root.join("data"), DEEP, &mut texts);
    texts
}

/// Gathers the data files of a folder.
fn gather(folder: &Path, deep: usize, texts: &mut Texts) {
    for entry in list(folder).ok().flatten().unwrap_or_default() {
        if entry.found.is_plain_folder() && deep > 0 {
            gather(&entry.path, deep - 1, texts);
        } else if entry.found.is_file()
            && entry.name.ends_with(".toml")
            && let Ok(text) = read(&entry.path, Most::Data)
        {
            texts.insert(entry.path, text);
        }
    }
}

/// Takes the last import back, if it is the one that is meant: how many files are as they were, or why none is.
pub(super) fn take_back(last: &mut Option<Imported>, id: &str) -> Result<usize, String> {
    let imported = last.as_ref().filter(|imported| imported.is_of(id));
    let imported = imported.ok_or("这次导入已经撤销过，或者后来又导入过别的，撤不了了")?;
    let is_changed = |(path, (_, since)): &(&PathBuf, &(Option<Vec<u8>>, Vec<u8>))| {
        read(path, Most::Data).ok().as_ref() != Some(since)
    };
    let changed = imported.files.iter().filter(is_changed).count();
    if changed > 0 {
        return Err(format!("导入以后又改过 {changed} 个文件，没有撤销，免得改的丢了"));
    }
    for (number, (path, (before, _))) in imported.files.iter().enumerate() {
        let put = match before {
            Some(before) => rewrite_whole(path, before),
            None => remove(path),
        };
        if let Err(error) = put {
            // All of it or nothing: those before it are as they were since the import.
            for (path, (before, since)) in imported.files.iter().take(number) {
                let _ = match before {
                    Some(_) => rewrite_whole(path, since),
                    None => write_new(path, since),
                };
            }
            return Err(format!("没有撤销：有文件写不了（{}）；看文件是否只读", reason(&error)));
        }
    }
    let count = imported.files.len();
    // A unit that came with it goes with it.
    for (path, _) in imported.files.iter().filter(|(_, (before, _))| before.is_none()) {
        let Some(folder) = path.parent() else { continue };
        if list(folder).is_ok_and(|inside| inside.is_some_and(|inside| inside.is_empty())) {
            let _ = remove_folder(folder);
        }
    }
    *last = None;
    Ok(count)
}
