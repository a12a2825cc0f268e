//! The files of a project as they are read: those on disk, with texts that are not saved yet in place of theirs.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::files::found::{Found, Kind, look};
use crate::files::looked::names;
use crate::files::seen::{Answer, Question, Seen};
use crate::files::{BadLink, Entry, Looked, Most, Unread, bad_link, list, read_within};

/// The files of a project. Whoever reads anything of a project does it here, by a path from its folder with forward
/// slashes, or by the path of an entry that was listed.
///
/// What is looked for is noted; copies note it together, and [`Files::afresh`] begins a note of its own.
#[derive(Debug, Clone)]
pub struct Files {
    /// The project folder.
    root: Arc<Path>,
    /// Texts that stand in place of files on disk, by path.
    unsaved: Arc<BTreeMap<String, Vec<u8>>>,
    /// What was looked for.
    looked: Arc<Mutex<Looked>>,
    /// What was answered, where somebody wants to know later whether it still is.
    seen: Option<Arc<Mutex<Seen>>>,
}

impl Files {
    /// The files of a project folder on disk.
    pub fn on(root: &Path) -> Self {
        Self { root: root.into(), unsaved: Arc::default(), looked: Arc::default(), seen: None }
    }

    /// The same with some texts, by path, that are not saved yet: they are read in place of what is on disk, and files
    /// that are not there are there.
    pub fn over(&self, unsaved: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut all = BTreeMap::clone(&self.unsaved);
        all.extend(unsaved.into_iter().map(|(path, text)| (path, text.into_bytes())));
        // What they answer is not what the files do of which it was to be seen.
        self.see_untold();
        Self { unsaved: Arc::new(all), ..self.afresh() }
    }

    /// The same, with nothing looked for yet.
    pub(crate) fn afresh(&self) -> Self {
        Self { looked: Arc::default(), ..self.clone() }
    }

    /// The same, with all noted that is answered from now on, to copies and those afresh as well.
    pub(crate) fn seeing(&self) -> Self {
        Self { seen: Some(Arc::default()), ..self.clone() }
    }

    /// All that was answered so far; what nobody noted never holds.
    pub(crate) fn seen(&self) -> Seen {
        match &self.seen {
            Some(seen) => seen.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            None => Seen::untold(),
        }
    }

    /// The project folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// All that was looked for so far.
    pub(crate) fn looked(&self) -> Looked {
        self.note().clone()
    }

    /// Reads a file whole, of a kind that is never larger than its bound; links do not lead out of the project. It is
    /// missing only where nothing at all stands in its place.
    pub(crate) fn read(&self, path: impl AsRef<Path>, most: Most) -> Result<Vec<u8>, Unread> {
        let Some(below) = self.below(path.as_ref()) else {
            self.see_untold();
            return crate::files::read(&self.root.join(path), most);
        };
        let read = match self.unsaved.get(&below) {
            Some(text) if text.len() as u64 > most.bytes() => {
                Err(Unread::TooLarge(Some(text.len() as u64), most))
            }
            Some(text) => Ok(text.clone()),
            None => read_within(&self.root, &below, most),
        };
        self.see(|| (Question::Read(below.clone(), most), Answer::of_read(&read)));
        match read {
            Err(Unread::Missing) => self.note().absent.insert(below),
            Ok(_) | Err(_) => self.note().read.insert(below),
        };
        read
    }

    /// All that is in a folder, sorted by name; none where no folder stands. Where a single entry cannot be told, all are
    /// unknown.
    pub(crate) fn list(&self, path: impl AsRef<Path>) -> io::Result<Option<Vec<Entry>>> {
        let full = self.root.join(path.as_ref());
        let Some(below) = self.below(path.as_ref()) else {
            self.see_untold();
            return list(&full);
        };
        let listed = self.listed(&below, &full);
        self.see(|| (Question::List(below.clone()), Answer::of_list(&listed)));
        let entries = listed?;
        if let Some(names) = names(&below, entries.as_deref().unwrap_or_default()) {
            self.note().folders.insert(below, names);
        }
        Ok(entries)
    }

    /// All that is in a folder, with what is not saved yet.
    fn listed(&self, below: &str, full: &Path) -> io::Result<Option<Vec<Entry>>> {
        let unsaved = self.unsaved_in(below, full);
        let mut entries = match list(full) {
            Ok(entries) => entries,
            Err(_) if !unsaved.is_empty() => None,
            Err(error) => return Err(error),
        };
        if !unsaved.is_empty() {
            let listed = entries.get_or_insert_default();
            listed.retain(|entry| unsaved.iter().all(|unsaved| unsaved.name != entry.name));
            listed.extend(unsaved);
            listed.sort();
        }
        Ok(entries)
    }

    /// The names in a folder that matter to reports.
    pub(crate) fn names(&self, path: &str) -> io::Result<Vec<String>> {
        let entries = self.list(path)?.unwrap_or_default();
        Ok(names(path, &entries).unwrap_or_default())
    }

    /// What stands at a path; none where nothing at all does, an error where that cannot be told.
    pub(crate) fn look(&self, path: impl AsRef<Path>) -> io::Result<Option<Found>> {
        let full = self.root.join(path.as_ref());
        let Some(below) = self.below(path.as_ref()) else {
            self.see_untold();
            return look(&full);
        };
        let found = self.found(&below, &full);
        self.see(|| (Question::Look(below.clone()), Answer::of_look(&found)));
        if let Ok(None) = found {
            self.note().absent.insert(below);
        }
        found
    }

    /// What stands at a path, or will once all is saved.
    fn found(&self, below: &str, full: &Path) -> io::Result<Option<Found>> {
        if self.unsaved.contains_key(below) {
            return Ok(Some(Found { is_link: false, kind: Kind::File }));
        }
        let found = look(full);
        if !matches!(found, Ok(Some(found)) if found.is_folder())
            && !self.unsaved_in(below, full).is_empty()
        {
            return Ok(Some(Found { is_link: false, kind: Kind::Folder }));
        }
        found
    }

    /// Whether nothing at all stands at a path; an error where that cannot be told.
    pub(crate) fn is_absent(&self, path: impl AsRef<Path>) -> io::Result<bool> {
        self.look(path).map(|found| found.is_none())
    }

    /// Whether a file stands at a path, or a link to one.
    pub(crate) fn is_file(&self, path: impl AsRef<Path>) -> bool {
        self.look(path).is_ok_and(|found| found.is_some_and(Found::is_file))
    }

    /// Whether something stands at a path, and no link that leads nowhere.
    pub(crate) fn is_there(&self, path: impl AsRef<Path>) -> bool {
        self.look(path).is_ok_and(|found| found.is_some_and(|found| found.kind != Kind::Unknown))
    }

    /// The first link on the way to a path that leads nowhere, round in circles, or out of the project.
    pub(crate) fn bad_link(&self, path: &str) -> Option<BadLink> {
        let bad = if self.unsaved.contains_key(path) { None } else { bad_link(&self.root, path) };
        self.see(|| (Question::BadLink(path.to_owned()), Answer::BadLink(bad.clone())));
        bad
    }

    /// Where a path really leads when all links on the way are followed.
    pub(crate) fn real(&self, path: impl AsRef<Path>) -> io::Result<PathBuf> {
        let mut real = crate::files::real(&self.root.join(path.as_ref()));
        let Some(below) = self.below(path.as_ref()) else {
            self.see_untold();
            return real;
        };
        if real.is_err() && self.unsaved.contains_key(&below) {
            real = crate::files::real(&self.root).map(|root| root.join(&below));
        }
        self.see(|| (Question::Real(below), Answer::of_real(&real)));
        real
    }

    /// The path of something in the project from its folder; none of what stands elsewhere or cannot be written down.
    fn below(&self, path: &Path) -> Option<String> {
        let below = match path.strip_prefix(&self.root) {
            Ok(below) => below,
            Err(_) if path.is_absolute() => return None,
            Err(_) => path,
        };
        let below = below.to_str()?;
        Some(if cfg!(windows) { below.replace('\\', "/") } else { below.to_owned() })
    }

    /// What is not saved yet in a folder: files, and the folders that others of them stand in.
    fn unsaved_in(&self, below: &str, full: &Path) -> Vec<Entry> {
        if self.unsaved.is_empty() {
            return Vec::new();
        }
        let prefix = if below.is_empty() { String::new() } else { format!("{below}/") };
        let inside = self.unsaved.range(prefix.clone()..).map_while(|(path, _)| {
            let inside = path.strip_prefix(&prefix)?;
            Some(match inside.split_once('/') {
                Some((folder, _)) => (folder, Kind::Folder),
                None => (inside, Kind::File),
            })
        });
        let mut entries: Vec<Entry> = inside
            .map(|(name, kind)| Entry {
                name: name.to_owned(),
                told: true,
                path: full.join(name),
                found: Found { is_link: false, kind },
            })
            .collect();
        entries.dedup();
        entries
    }

    /// Notes an answer, where somebody wants to know.
    fn see(&self, answer: impl FnOnce() -> (Question, Answer)) {
        if let Some(seen) = &self.seen {
            let (question, answer) = answer();
            seen.lock().unwrap_or_else(PoisonError::into_inner).note(question, answer);
        }
    }

    /// Notes that something was answered that is not told.
    fn see_untold(&self) {
        if let Some(seen) = &self.seen {
            seen.lock().unwrap_or_else(PoisonError::into_inner).note_untold();
        }
    }

    /// What was looked for, to add to it.
    fn note(&self) -> MutexGuard<'_, Looked> {
        self.looked.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A project folder with one file.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/甲/2022")).unwrap();
        fs::write(folder.path().join("data/甲/2022.toml"), "year = 2022").unwrap();
        folder
    }

    #[test]
    fn unsaved_texts_stand_in_place_of_files() {
        let folder = folder();
        let disk = Files::on(folder.path());
        let files = disk.over([
            ("data/甲/2022.toml".to_owned(), "year = 2023".to_owned()),
            ("data/甲/2022/01.toml".to_owned(), String::new()),
            ("data/乙/unit.toml".to_owned(), String::new()),
        ]);
        assert_eq!(files.read("data/甲/2022.toml", Most::Data).unwrap(), b"year = 2023");
        assert_eq!(disk.read("data/甲/2022.toml", Most::Data).unwrap(), b"year = 2022");
        let names = |files: &Files, path: &str| -> Vec<String> {
            let entries = files.list(path).unwrap().unwrap_or_default();
            entries.into_iter().map(|entry| entry.name).collect()
        };
        assert_eq!(names(&files, "data"), ["乙", "甲"]);
        assert_eq!(names(&files, "data/甲"), ["2022", "2022.toml"]);
        assert_eq!(names(&files, "data/甲/2022"), ["01.toml"]);
        assert_eq!(names(&disk, "data/甲/2022"), [""; 0]);
        assert!(files.is_file("data/乙/unit.toml") && !disk.is_there("data/乙"));
        assert!(files.look("data/乙").unwrap().unwrap().is_plain_folder());
        let listed = files.list("data").unwrap().unwrap();
        assert!(files.is_file(listed[0].path.join("unit.toml")));
        let large = "#".repeat(Most::Data.bytes() as usize + 1);
        let files = disk.over([("data/甲/unit.toml".to_owned(), large)]);
        let read = files.read("data/甲/unit.toml", Most::Data);
        assert!(matches!(read, Err(Unread::TooLarge(..))));
    }

    #[test]
    fn what_was_looked_for_is_noted() {
        let folder = folder();
        let files = Files::on(folder.path());
        files.read("data/甲/2022.toml", Most::Data).unwrap();
        files.read("data/甲/2021.toml", Most::Data).unwrap_err();
        let copy = files.clone();
        assert!(copy.is_absent("data/甲/2020.toml").unwrap());
        copy.list("data").unwrap();
        copy.list("data/甲").unwrap();
        copy.list("data/甲/2022").unwrap();
        copy.list("data/甲/2021").unwrap();
        files.afresh().is_file("data/乙");
        let looked = files.looked();
        assert_eq!(looked.read.into_iter().collect::<Vec<_>>(), ["data/甲/2022.toml"]);
        let absent: Vec<String> = looked.absent.into_iter().collect();
        assert_eq!(absent, ["data/甲/2020.toml", "data/甲/2021.toml"]);
        let folders: Vec<String> = looked.folders.into_keys().collect();
        assert_eq!(folders, ["data/甲", "data/甲/2021", "data/甲/2022"]);
    }
}
