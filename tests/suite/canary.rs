//! Whatever becomes of data and output folders, `--prune` removes only what is certainly of no use.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use juesuan::batch::{Digest, Entry, Lock, Record, Tidying, Visitor, place_of};
use juesuan::files::Files;
use juesuan::problem::{Problem, Severity};
use juesuan::project::{Census, Chosen, Noted, Project, Purpose, Selected, safe_file_name};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::json;
use tempfile::TempDir;

use crate::support::cases;

/// The names of units and folders.
const FOLDERS: [&str; 6] = ["archives", "library", "museum", "school", "theatre", "zoo"];

/// What happens to a project between two builds.
#[derive(Debug, Clone)]
enum Event {
    /// A unit is removed with all its data.
    Remove(usize),
    /// A unit's folder gets another name.
    Move(usize, usize),
    /// A unit's folder is hidden.
    Hide(usize, char),
    /// A unit's folder is dropped into another one.
    Drop(usize, usize),
    /// A unit's folder gets a name that is no Unicode.
    Garble(usize),
    /// A unit gets another name.
    Rename(usize, u8),
    /// A file in a unit's folder is lost, misnamed, broken or unreadable.
    Spoil(usize, Spoilt),
    /// A unit's folder becomes unreadable.
    Loop(usize),
    /// All data become unreadable.
    Unmount,
    /// Everything is as it should be again, but for units that were removed.
    Repair,
    /// A PDF of the output folder is altered.
    Alter(usize),
    /// A PDF becomes a link to the same bytes elsewhere.
    Link(usize),
    /// The year's folder becomes a link to the same files elsewhere.
    LinkYear,
    /// Somebody puts a PDF of his own there.
    Own(u8),
    /// The project folder is moved.
    Relocate,
    /// The lock file is lost.
    Unlock,
    /// The record becomes one of an earlier version.
    Age,
    /// A build.
    Build(Build),
}

/// How a file is spoilt.
#[derive(Debug, Clone, Copy)]
enum Spoilt {
    /// The unit's own file gets another ending.
    MisnamedUnit,
    /// The unit's own file is gone.
    NoUnit,
    /// The unit's own file cannot be parsed.
    BrokenUnit,
    /// The unit's own file leads nowhere.
    LinkedUnit,
    /// The year's file gets another ending.
    MisnamedYear,
    /// The year's file is gone.
    NoYear,
}

/// A build.
#[derive(Debug, Clone)]
struct Build {
    /// Which of the two projects builds.
    other: bool,
    /// What is selected.
    selections: Vec<String>,
    /// Whether drafts are made.
    draft: bool,
    /// Whether it prunes.
    prune: bool,
    /// Which reports fail, by bits.
    fails: u8,
}

/// A unit as the test knows it, whatever becomes of its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    /// Whether it is of the other project.
    other: bool,
    /// Its number.
    number: usize,
}

/// Two projects that use one output folder, and what the test knows of them.
struct World {
    /// Removed at the end.
    folder: TempDir,
    /// The folder of the first project below it.
    root: String,
    /// How the units' data stood before they were spoilt, by unit.
    whole: BTreeMap<Identity, BTreeMap<String, String>>,
    /// The units that were removed for good.
    removed: BTreeSet<Identity>,
    /// Which unit wrote which bytes at which path of the output folder.
    ledger: BTreeMap<(String, Vec<u8>), Identity>,
    /// Where units were put.
    folders: BTreeMap<Identity, PathBuf>,
}

impl World {
    /// Two projects of four and two units.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let mut world = Self {
            folder,
            root: "project".to_owned(),
            whole: BTreeMap::new(),
            removed: BTreeSet::new(),
            ledger: BTreeMap::new(),
            folders: BTreeMap::new(),
        };
        for (other, count) in [(false, 4), (true, 2)] {
            let root = world.root_of(other);
            fs::create_dir_all(root.join("data")).unwrap();
            let settings = "year = 2022\nlayout = \"shanxi\"\noutput = \"{unit}{year}\"\n";
            fs::write(root.join("juesuan.toml"), settings).unwrap();
            for (number, folder) in FOLDERS.into_iter().enumerate().take(count) {
                let name = format!("{}{number}", if other { "乙县单位" } else { "甲县单位" });
                let unit =
                    format!("name = \"{name}\"\nkind = \"unit\"\nnature = \"institution\"\n");
                let files = BTreeMap::from([
                    ("unit.toml".to_owned(), unit),
                    ("2022.toml".to_owned(), "year = 2022\n".to_owned()),
                ]);
                let identity = Identity { other, number };
                world.folders.insert(identity, root.join("data").join(folder));
                world.whole.insert(identity, files);
            }
        }
        world.repair();
        for path in ["canary/2022/某单位2022.pdf", "canary/manifest.json", "shared/2022/名册.pdf"]
        {
            let path = world.folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "canary").unwrap();
        }
        world
    }

    /// The folder of a project.
    fn root_of(&self, other: bool) -> PathBuf {
        self.folder.path().join(if other { "other" } else { &self.root })
    }

    /// The output folder of both.
    fn out(&self) -> PathBuf {
        self.folder.path().join("shared")
    }

    /// A unit of the first project.
    fn unit(number: usize) -> Identity {
        Identity { other: false, number: number % 4 }
    }

    /// Puts all data back in their places.
    fn repair(&mut self) {
        for other in [false, true] {
            let data = self.root_of(other).join("data");
            let _ = fs::remove_file(&data);
            let _ = fs::remove_dir_all(&data);
            fs::create_dir_all(&data).unwrap();
        }
        let root = self.root_of(false);
        for (identity, files) in &self.whole {
            if self.removed.contains(identity) {
                continue;
            }
            let name = self.folders[identity].file_name().unwrap();
            let root = if identity.other { self.root_of(true) } else { root.clone() };
            let free = FOLDERS.iter().map(|name| root.join("data").join(name));
            let mut wanted = [root.join("data").join(name)].into_iter().chain(free);
            let folder = wanted.find(|folder| !folder.exists()).unwrap();
            fs::create_dir_all(&folder).unwrap();
            for (file, text) in files {
                fs::write(folder.join(file), text).unwrap();
            }
            self.folders.insert(*identity, folder);
        }
    }

    /// The PDFs in the output folder.
    fn pdfs(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.out().join("2022")).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    }

    /// Lets something happen.
    fn happen(&mut self, event: &Event) {
        let folder = |world: &Self, number| world.folders[&Self::unit(number)].clone();
        let is_there = |path: &Path| fs::metadata(path).is_ok_and(|found| found.is_dir());
        match event {
            Event::Remove(number) => {
                let path = folder(self, *number);
                let count = self.removed.iter().filter(|identity| !identity.other).count();
                if is_there(&path) && count < 3 {
                    fs::remove_dir_all(&path).unwrap();
                    // What was dropped into it goes with it.
                    let inside = self.folders.iter().filter(|(_, at)| at.starts_with(&path));
                    let gone: Vec<Identity> = inside.map(|(identity, _)| *identity).collect();
                    self.removed.extend(gone);
                }
            }
            Event::Move(number, to) => {
                let from = folder(self, *number);
                let to = from.with_file_name(FOLDERS[to % FOLDERS.len()]);
                self.move_to(*number, &from, to);
            }
            Event::Hide(number, mark) => {
                let from = folder(self, *number);
                let name = from.file_name().unwrap().to_str().unwrap_or("garbled");
                self.move_to(*number, &from, from.with_file_name(format!("{mark}{name}")));
            }
            Event::Drop(number, into) => {
                let from = folder(self, *number);
                let into = folder(self, *into);
                if !into.starts_with(&from) && is_there(&into) {
                    self.move_to(*number, &from, into.join(from.file_name().unwrap()));
                }
            }
            Event::Garble(number) => {
                use std::os::unix::ffi::OsStrExt;
                let from = folder(self, *number);
                let name = [0xB5, 0xA5, b'0' + u8::try_from(*number).unwrap()];
                let to = from.with_file_name(std::ffi::OsStr::from_bytes(&name));
                self.move_to(*number, &from, to);
            }
            Event::Rename(number, name) => {
                let identity = Self::unit(*number);
                let unit = format!(
                    "name = \"甲县单位{}{name}\"\nkind = \"unit\"\nnature = \"institution\"\n",
                    identity.number
                );
                let path = folder(self, *number).join("unit.toml");
                if path.is_file() {
                    fs::write(path, &unit).unwrap();
                    let files = self.whole.get_mut(&identity).unwrap();
                    files.insert("unit.toml".to_owned(), unit);
                }
            }
            Event::Spoil(number, spoilt) => spoil(&folder(self, *number), *spoilt),
            Event::Loop(number) => {
                let path = folder(self, *number);
                if is_there(&path) {
                    fs::remove_dir_all(&path).unwrap();
                    symlink(path.file_name().unwrap(), &path).unwrap();
                }
            }
            Event::Unmount => {
                let data = self.root_of(false).join("data");
                let _ = fs::remove_dir_all(&data);
                symlink("data", data).unwrap_or_default();
            }
            Event::Repair => self.repair(),
            Event::Alter(index) => {
                if let Some(path) = pick(&self.pdfs(), *index) {
                    let mut bytes = fs::read(path).unwrap();
                    bytes.push(b'!');
                    fs::write(path, bytes).unwrap();
                }
            }
            Event::Link(index) => {
                if let Some(path) = pick(&self.pdfs(), *index) {
                    let kept = self.folder.path().join(format!("canary/{index}.pdf"));
                    fs::write(&kept, fs::read(path).unwrap()).unwrap();
                    fs::remove_file(path).unwrap();
                    symlink(kept, path).unwrap();
                }
            }
            Event::LinkYear => {
                let (year, kept) =
                    (self.out().join("2022"), self.folder.path().join("canary/year"));
                if !kept.exists() {
                    fs::rename(&year, &kept).unwrap();
                    symlink(kept, year).unwrap();
                }
            }
            Event::Own(name) => {
                let path = self.out().join(format!("2022/甲县单位{}2022.pdf", name % 8));
                if !path.exists() {
                    fs::write(path, "somebody's own").unwrap();
                }
            }
            Event::Relocate => {
                let to = if self.root == "project" { "moved" } else { "project" };
                let (from, to) = (self.root_of(false), self.folder.path().join(to));
                fs::rename(&from, &to).unwrap();
                for path in self.folders.values_mut() {
                    if let Ok(below) = path.strip_prefix(&from) {
                        *path = to.join(below);
                    }
                }
                self.root = to.file_name().unwrap().to_str().unwrap().to_owned();
            }
            Event::Unlock => drop(fs::remove_file(self.out().join(".juesuan.lock"))),
            Event::Age => {
                let path = self.out().join("manifest.json");
                if let Ok(text) = fs::read(&path) {
                    let mut record: serde_json::Value = serde_json::from_slice(&text).unwrap();
                    record["format"] = 1.into();
                    record.as_object_mut().unwrap().remove("units");
                    fs::write(path, record.to_string()).unwrap();
                }
            }
            Event::Build(build) => self.build(build),
        }
    }

    /// Moves a unit's folder, unless something stands there.
    fn move_to(&mut self, number: usize, from: &Path, to: PathBuf) {
        if fs::symlink_metadata(&to).is_err() && fs::symlink_metadata(from).is_ok() {
            fs::rename(from, &to).unwrap();
            // What was dropped into it moves along.
            for path in self.folders.values_mut() {
                if let Ok(below) = path.strip_prefix(from).map(Path::to_owned) {
                    *path = if below.as_os_str().is_empty() { to.clone() } else { to.join(below) };
                }
            }
            self.folders.insert(Self::unit(number), to);
        }
    }

    /// Builds as the program does, but for the pages, and makes sure that nothing else was touched.
    fn build(&mut self, build: &Build) {
        let (root, out) = (self.root_of(build.other), self.out());
        let Ok(project) = Project::open(&Files::on(&root)) else { return };
        let (chosen, Noted { problems, sources: _ }) = project.choose(&build.selections);
        let Some(chosen) = chosen else { return };
        let Chosen { census: before, scope, reports: selected, refused: _, behind: _ } = chosen;
        let is_error = |problem: &Problem| problem.severity == Severity::Error;
        if project.noted.problems.iter().chain(&problems).any(is_error) {
            return;
        }
        let purpose = if build.draft { Purpose::Draft } else { Purpose::Publication };
        let mut expected = tree(self.folder.path());
        let mut lock = Lock::whole(&out).unwrap();
        let place = place_of(&root, &out);
        let visitor = Visitor { place: &place, project: &project, census: &before };
        let Ok(mut record) = Record::open(&out, None, &mut lock, visitor) else {
            return assert_same(&expected, &tree(self.folder.path()), "refused");
        };
        let mut settled = BTreeSet::new();
        let mut made = BTreeSet::new();
        let units: BTreeMap<_, _> = before.units().collect();
        for (index, report) in selected.iter().enumerate() {
            let Selected { folder, year } = report;
            let Some(unit) = units.get(folder.as_str()) else { continue };
            let whole = root.join(format!("data/{folder}/{year}.toml")).is_file();
            if !whole || before.misplaced(folder).is_some() || build.fails >> (index % 8) & 1 == 1 {
                continue;
            }
            let (mark, end) =
                if build.draft { ("/draft", "（草稿）.pdf") } else { ("", ".pdf") };
            let name = safe_file_name(&project.settings, unit, *year).replace(".pdf", end);
            let pdf = format!("{year}/{name}");
            let bytes = format!("%PDF-1.7 CreatorTool>juesuan {} {mark}", unit.name.value);
            let bytes = bytes.into_bytes();
            let path = out.join(&pdf);
            // The program renames a finished file over what stands there.
            let _ = fs::remove_file(&path);
            fs::write(&path, &bytes).unwrap();
            let identity = self.identity(&root.join("data").join(folder));
            self.ledger.insert((pdf.clone(), bytes.clone()), identity);
            let entry = Entry {
                facts: None,
                public: Default::default(),
                pdf: pdf.clone(),
                sha256: Digest::of(&bytes),
                bytes: bytes.len() as u64,
                pages: 1,
                warnings: 0,
                accepted: 0,
                inputs: serde_json::from_value(json!({})).unwrap(),
            };
            record.add(&format!("{folder}/{year}{mark}"), entry);
            settled.insert(format!("{folder}/{year}{mark}"));
            made.insert((identity, pdf.clone()));
            expected.remove(&path);
            let real = path.canonicalize().unwrap();
            expected.insert(real, bytes);
        }
        let now = Census::again(&project.files).unwrap();
        let known = record.known.clone();
        let tidying = Tidying {
            project: &project,
            before: &before,
            now: &now,
            scope: &scope,
            purpose,
            known: &known,
            settled: &settled,
        };
        let pruned = record.tidy(&tidying, build.prune);
        record.save();
        assert!(build.prune || pruned.is_empty());
        for pdf in &pruned {
            let path = out.join(pdf);
            let bytes = expected.remove(&path).unwrap_or_else(|| panic!("{pdf} was a link"));
            let identity = self.ledger.get(&(pdf.clone(), bytes));
            let identity = identity.unwrap_or_else(|| panic!("{pdf} was somebody's own"));
            assert_eq!(identity.other, build.other, "{pdf} is another project's");
            let renamed = made.iter().any(|(made, path)| made == identity && path != pdf);
            assert!(self.removed.contains(identity) || renamed, "{pdf} is not certainly of no use");
            REMOVED.set(REMOVED.get() + 1);
        }
        assert_same(&expected, &tree(self.folder.path()), &format!("{build:?}"));
    }

    /// The unit whose folder this is.
    fn identity(&self, folder: &Path) -> Identity {
        let found = self
            .folders
            .iter()
            .find(|(identity, path)| *path == folder && !self.removed.contains(*identity));
        *found.unwrap_or_else(|| panic!("{} is no unit's", folder.display())).0
    }
}

thread_local! {
    /// How many PDFs were removed, so that a test of what is left alone is not one of nothing.
    static REMOVED: Cell<u32> = const { Cell::new(0) };
}

/// Spoils a file in a unit's folder.
fn spoil(folder: &Path, spoilt: Spoilt) {
    let (unit, year) = (folder.join("unit.toml"), folder.join("2022.toml"));
    let _ = match spoilt {
        Spoilt::MisnamedUnit => fs::rename(&unit, folder.join("unit.toml.txt")),
        Spoilt::NoUnit => fs::remove_file(&unit),
        Spoilt::BrokenUnit if unit.is_file() => fs::write(&unit, "name = "),
        Spoilt::LinkedUnit => fs::remove_file(&unit).and_then(|()| symlink("/nowhere", &unit)),
        Spoilt::MisnamedYear => fs::rename(&year, folder.join("2022.toml.txt")),
        Spoilt::NoYear => fs::remove_file(&year),
        Spoilt::BrokenUnit => Ok(()),
    };
}

/// One of some paths that is a regular file.
fn pick(paths: &[PathBuf], index: usize) -> Option<&PathBuf> {
    let files = paths.iter().filter(|path| fs::symlink_metadata(path).unwrap().is_file());
    let files: Vec<_> = files.collect();
    files.get(index % files.len().max(1)).copied()
}

/// All files below a folder with their bytes; links with where they lead; not the program's own notes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = fs::symlink_metadata(&path).unwrap();
        let is_note = path.parent().unwrap().ends_with("shared")
            && (path.ends_with("manifest.json") || path.ends_with(".juesuan.lock"));
        if kind.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            found.insert(path, [b"-> ", target.as_os_str().as_encoded_bytes()].concat());
        } else if kind.is_dir() {
            found.extend(tree(&path));
        } else if !is_note {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// Makes sure that two trees are the same.
fn assert_same(
    expected: &BTreeMap<PathBuf, Vec<u8>>,
    found: &BTreeMap<PathBuf, Vec<u8>>,
    what: &str,
) {
    let gone: Vec<_> = expected.keys().filter(|path| !found.contains_key(*path)).collect();
    assert!(gone.is_empty(), "{what}: {gone:?} went without a word");
    let new: Vec<_> = found.keys().filter(|path| !expected.contains_key(*path)).collect();
    assert!(new.is_empty(), "{what}: {new:?} came from nowhere");
    let other: Vec<_> = expected.iter().filter(|(path, bytes)| found[*path] != **bytes).collect();
    assert!(other.is_empty(), "{what}: {other:?} changed");
}

/// Anything that may happen.
fn event() -> impl Strategy<Value = Event> {
    let unit = 0..4_usize;
    let spoilt = prop_oneof![
        Just(Spoilt::MisnamedUnit),
        Just(Spoilt::NoUnit),
        Just(Spoilt::BrokenUnit),
        Just(Spoilt::LinkedUnit),
        Just(Spoilt::MisnamedYear),
        Just(Spoilt::NoYear),
    ];
    let selections = prop_oneof![
        5 => Just(Vec::new()),
        1 => prop::sample::select(FOLDERS.to_vec()).prop_map(|folder| vec![folder.to_owned()]),
        1 => Just(vec!["*/2022".to_owned()]),
        1 => Just(vec!["*/2021".to_owned()]),
    ];
    let build = (prop::bool::weighted(0.15), selections, prop::bool::weighted(0.1), any::<bool>());
    let fails = prop_oneof![3 => Just(0), 1 => any::<u8>()];
    let build = (build, fails).prop_map(|((other, selections, draft, prune), fails)| {
        Event::Build(Build { other, selections, draft, prune, fails })
    });
    prop_oneof![
        12 => build,
        3 => unit.clone().prop_map(Event::Remove),
        2 => (unit.clone(), 0..6_usize).prop_map(|(unit, to)| Event::Move(unit, to)),
        1 => (unit.clone(), prop::sample::select(vec!['.', '~'])).prop_map(|(u, m)| Event::Hide(u, m)),
        1 => (unit.clone(), unit.clone()).prop_map(|(unit, into)| Event::Drop(unit, into)),
        1 => unit.clone().prop_map(Event::Garble),
        3 => (unit.clone(), 0..3_u8).prop_map(|(unit, name)| Event::Rename(unit, name)),
        3 => (unit.clone(), spoilt).prop_map(|(unit, spoilt)| Event::Spoil(unit, spoilt)),
        1 => unit.prop_map(Event::Loop),
        1 => Just(Event::Unmount),
        4 => Just(Event::Repair),
        1 => (0..8_usize).prop_map(Event::Alter),
        1 => (0..8_usize).prop_map(Event::Link),
        1 => Just(Event::LinkYear),
        1 => any::<u8>().prop_map(Event::Own),
        1 => Just(Event::Relocate),
        1 => Just(Event::Unlock),
        1 => Just(Event::Age),
    ]
}

/// Checks that, whatever happens between builds, only the program's own files go, of units that are gone or were built
/// under another name, and that everything else stays as it was, byte for byte.
#[test]
fn prune_leaves_everything_else_untouched() {
    let count = cases(50, 2000);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(count) };
    // The same cases in every run: what fails once fails again.
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    let all = Build { other: false, selections: Vec::new(), draft: false, prune: false, fails: 0 };
    let tested = runner.run(&prop::collection::vec(event(), 3..16), |events| {
        let mut world = World::new();
        world.build(&all);
        for event in &events {
            world.happen(event);
        }
        world.build(&Build { prune: true, ..all.clone() });
        Ok(())
    });
    tested.unwrap_or_else(|error| panic!("{error}"));
    let removed = REMOVED.get();
    assert!(removed > count / 20, "only {removed} PDFs were removed in {count} cases");
}
