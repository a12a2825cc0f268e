//! All that a report is made from, each part with its digest.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::batch::digest::Digest;
use crate::engine::{font_digest, font_files, font_folders};
use crate::files::{Files, Looked, Most, Unread};
use crate::layout::{self, Folder};
use crate::problem::Sources;
use crate::project::Purpose;

/// The layouts' folder; a layout counts as one part with all its files, the common ones included.
const LAYOUTS: &str = "layouts/";
/// The part of all font files.
const FONTS: &str = "fonts";
/// The part of the program itself.
const PROGRAM: &str = "program";
/// The part of what the user asked for.
const PURPOSE: &str = "purpose";
/// The folder of the project's own catalogue.
const CATALOG: &str = "data/catalog/";

/// The parts of a report by name: a file, a folder (ending in `/`, by the names in it), a layout, or `fonts`, `program`
/// and `purpose`; one that is not there has no digest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Inputs(BTreeMap<String, Option<Digest>>);

impl Inputs {
    /// The names of the parts that are not what they were; none if the report would be made from the same again. Parts
    /// that every report has and that are not noted have changed: a record without them says nothing.
    pub(crate) fn changed<'n>(&'n self, surroundings: &'n Surroundings) -> Vec<&'n str> {
        let parts = self.0.iter();
        let changed = parts
            .filter(|(name, digest)| surroundings.now(name) != **digest)
            .map(|(name, _)| name.as_str());
        let shared = surroundings.shared.keys().copied();
        changed.chain(shared.filter(|name| !self.0.contains_key(*name))).collect()
    }

    /// The parts without which a report of a unit and a year cannot have been made, and that are not noted as found.
    pub(super) fn lacking(&self, folder: &str, year: u16) -> Vec<String> {
        let unit = format!("data/{folder}");
        let parts =
            ["juesuan.toml".to_owned(), format!("{unit}/unit.toml"), format!("{unit}/{year}.toml")];
        let has = |name: &str| self.0.get(name).is_some_and(Option::is_some);
        let has_layout = self.0.keys().any(|name| name.starts_with(LAYOUTS) && has(name));
        let lacking = parts.into_iter().filter(|part| !has(part));
        lacking.chain((!has_layout).then(|| LAYOUTS.to_owned())).collect()
    }

    /// The data files of a unit among the parts, by their path in its folder.
    pub(super) fn data_of(&self, folder: &str) -> impl Iterator<Item = (&str, &Digest)> {
        let unit = format!("data/{folder}/");
        self.0.iter().filter_map(move |(name, digest)| {
            let file = name.strip_prefix(&unit)?;
            Some((file, digest.as_ref()?)).filter(|_| !file.is_empty() && !file.ends_with('/'))
        })
    }
}

/// What all reports of a build are made from besides their own data.
#[derive(Debug)]
pub(crate) struct Surroundings {
    /// The files of the project.
    files: Files,
    /// Fonts, program, purpose.
    shared: BTreeMap<&'static str, Digest>,
    /// Files outside the units' folders and layouts, once looked at.
    seen: Mutex<BTreeMap<String, Option<Digest>>>,
}

impl Surroundings {
    /// What holds for a build now.
    pub(crate) fn new(files: &Files, fonts: Option<&Path>, purpose: Purpose) -> Self {
        let purpose = match purpose {
            Purpose::Publication => "publication",
            Purpose::Draft => "draft",
        };
        let shared = BTreeMap::from([
            (FONTS, fonts_digest(files.root(), fonts)),
            (PROGRAM, Digest::of(env!("JUESUAN_PROGRAM").as_bytes())),
            (PURPOSE, Digest::of(purpose.as_bytes())),
        ]);
        Self { files: files.afresh(), shared, seen: Mutex::default() }
    }

    /// The parts of a report that was read and is set in a folder. Its own are taken as they were read, so that a file
    /// which changes meanwhile counts as changed the next time.
    pub(crate) fn inputs(
        &self,
        sources: &Sources,
        looked: &Looked,
        layout: &str,
        folder: &Folder,
    ) -> Inputs {
        let Looked { read, absent, folders } = looked;
        let is_own = |path: &&String| !format!("{path}/").starts_with(LAYOUTS);
        let mut parts = BTreeMap::new();
        for path in read.iter().filter(is_own) {
            let source = sources.all().iter().find(|source| source.name == *path);
            let digest = source.map(|source| Digest::of(&source.bytes()));
            parts.insert(path.clone(), digest.or_else(|| self.now(path)));
        }
        for path in absent.iter().filter(is_own) {
            parts.insert(path.clone(), None);
        }
        for (folder, names) in folders.iter().filter(|(folder, _)| is_own(folder)) {
            parts.insert(format!("{folder}/"), Some(names_digest(names)));
        }
        for (name, digest) in &self.shared {
            parts.insert((*name).to_owned(), Some(digest.clone()));
        }
        let files = folder.0.iter().filter(|(path, _)| path.starts_with(LAYOUTS));
        parts.insert(format!("{LAYOUTS}{layout}"), Some(layout_digest(files)));
        Inputs(parts)
    }

    /// What a part is now.
    fn now(&self, name: &str) -> Option<Digest> {
        if let Some(digest) = self.shared.get(name) {
            return Some(digest.clone());
        }
        if let Some(folder) = name.strip_suffix('/') {
            return Some(
                self.files
                    .names(folder)
                    .map_or_else(|_| unreadable(), |names| names_digest(&names)),
            );
        }
        if !self.is_shared(name) {
            return self.file(name);
        }
        let mut seen = self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(digest) = seen.get(name) {
            return digest.clone();
        }
        let digest = match name.strip_prefix(LAYOUTS) {
            Some(layout) => Some(layout_digest(layout::seen(&self.files, layout).iter())),
            None => self.file(name),
        };
        seen.insert(name.to_owned(), digest.clone());
        digest
    }

    /// Whether a part belongs to many reports.
    fn is_shared(&self, name: &str) -> bool {
        name.starts_with(LAYOUTS) || name.starts_with(CATALOG) || !name.contains('/')
    }

    /// A file's digest.
    fn file(&self, name: &str) -> Option<Digest> {
        match self.files.read(name, Most::Data) {
            Ok(bytes) => Some(Digest::of(&bytes)),
            Err(Unread::Missing) => None,
            Err(_) => Some(unreadable()),
        }
    }
}

/// What stands for a part that is there and cannot be read: nothing that was ever read has this digest.
fn unreadable() -> Digest {
    Digest::of_parts([b"unreadable".as_slice()])
}

/// The digest of some names.
fn names_digest(names: &[String]) -> Digest {
    Digest::of_parts(names.iter().map(String::as_bytes))
}

/// The digest of a layout from all its files.
fn layout_digest<'a>(files: impl Iterator<Item = (&'a String, &'a Vec<u8>)>) -> Digest {
    Digest::of_parts(files.flat_map(|(path, contents)| [path.as_bytes(), contents]))
}

/// The digest of all fonts in the order in which they are looked up, wherever their folders stand.
fn fonts_digest(root: &Path, extra: Option<&Path>) -> Digest {
    let folders = font_folders(root, extra);
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for path in folders.iter().flat_map(|folder| font_files(folder).unwrap_or_default()) {
        let name = path.file_name().unwrap_or_default();
        parts.push(name.as_encoded_bytes().to_vec());
        let digest = font_digest(&path).unwrap_or_else(|| Digest::of(&[]));
        parts.push(digest.as_str().as_bytes().to_vec());
    }
    Digest::of_parts(parts.iter().map(Vec::as_slice))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;
    use crate::project::{Project, Selected};

    /// A copy of the clean unit of the gallery of findings.
    fn copy() -> tempfile::TempDir {
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings/base");
        let folder = tempfile::tempdir().unwrap();
        let unit = ["juesuan.toml", "data/archives/unit.toml", "data/archives/2021.toml"];
        for path in unit.into_iter().chain(["data/archives/2022.toml"]) {
            let target = folder.path().join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(base.join(path), target).unwrap();
        }
        folder
    }

    /// What is known of a project without its fonts, which take their time.
    fn surroundings(root: &Path) -> Surroundings {
        let (files, shared) = (Files::on(root), BTreeMap::new());
        Surroundings { files, shared, seen: Mutex::default() }
    }

    /// What was looked for to examine the unit's report, and the parts that are recorded of it.
    fn examined(root: &Path) -> (Looked, Inputs) {
        let project = Project::open(&Files::on(root)).unwrap();
        let report = Selected { folder: "archives".to_owned(), year: 2022 };
        let examined = project.examine(&report);
        let mut looked = project.looked.clone();
        looked.extend(examined.looked);
        let known = surroundings(root);
        let inputs = known.inputs(&examined.sources, &looked, "shanxi", &Folder::default());
        (looked, inputs)
    }

    #[test]
    fn all_that_was_looked_for_is_recorded() {
        let folder = copy();
        let (looked, Inputs(parts)) = examined(folder.path());
        let folders = looked.folders.keys().map(|folder| format!("{folder}/"));
        let of_data = |path: &String| path.starts_with("data/") || path == "juesuan.toml";
        let looked: BTreeSet<String> =
            looked.read.into_iter().chain(looked.absent).chain(folders).filter(of_data).collect();
        let recorded: BTreeSet<String> = parts.into_keys().filter(of_data).collect();
        assert_eq!(recorded, looked);
        for path in [
            "juesuan.toml",
            "data/catalog/functions.tsv",
            "data/archives/unit.toml",
            "data/archives/2022.toml",
            "data/archives/2021.toml",
            "data/archives/2022/",
            "data/archives/",
        ] {
            assert!(looked.contains(path), "{path} in {looked:?}");
        }
    }

    #[test]
    fn what_was_absent_and_comes_is_a_change() {
        let folder = copy();
        let root = folder.path();
        let (_, mut inputs) = examined(root);
        inputs.0.retain(|name, _| !name.starts_with(LAYOUTS));
        let changed = |inputs: &Inputs| -> Vec<String> {
            inputs.changed(&surroundings(root)).into_iter().map(str::to_owned).collect()
        };
        assert_eq!(changed(&inputs), [""; 0]);
        fs::create_dir_all(root.join("data/catalog")).unwrap();
        fs::write(root.join("data/catalog/economics.tsv"), "301\t工资福利支出\n").unwrap();
        fs::create_dir_all(root.join("data/archives/2022")).unwrap();
        fs::write(root.join("data/archives/2022/01.toml"), "").unwrap();
        // Other years and units are nothing to this report.
        fs::write(root.join("data/archives/2023.toml"), "").unwrap();
        fs::create_dir_all(root.join("data/other")).unwrap();
        let come = ["data/archives/2022/", "data/catalog/economics.tsv"];
        assert_eq!(changed(&inputs), come);
    }
}
