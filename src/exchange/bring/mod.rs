//! Workbooks into the data files of a project: each to its unit, or only tried.

mod again;
mod fill_in;
mod outcome;
mod places;
mod rivals;
mod write;
mod year;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;

use crate::batch::in_parallel;
use crate::exchange::desk::read_files;
use crate::exchange::fill::{Cells, is_fill_in};
use crate::exchange::import::{AllImported, Wanted, import};
use crate::exchange::table::UnitOfMoney;
use crate::exchange::workbook::{Unreadable, Workbook};
use crate::files::Files;
use crate::project::Project;

use fill_in::take_back;
use places::Places;
use rivals::{Candidate, rivals};
use write::{Order, carry_over};

pub(crate) use outcome::Outcome;
pub(crate) use rivals::{Fate, Rival};
pub(crate) use year::typed_year;

/// What is said beside the workbooks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// The folder of the unit.
    pub unit: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// The unit of money of tables that state none.
    pub amounts: Option<UnitOfMoney>,
    /// Whether each file stands for itself; else they are parts of one.
    pub apart: bool,
    /// The numbers of the files that are taken where others contradict them.
    pub taken: Vec<usize>,
    /// Whether nothing is written.
    pub dry_run: bool,
}

/// Brings workbooks into a project: what became of each.
pub(crate) fn bring(files: &[PathBuf], options: &Options, project: &Project) -> Vec<Outcome> {
    let Options { unit, year, amounts, apart, taken, dry_run } = options;
    let places = Places::of(project);
    let wanted = Wanted {
        unit: unit.clone(),
        name: unit.as_deref().and_then(|folder| places.name(folder)).map(str::to_owned),
        year: *year,
        amounts: *amounts,
    };
    let mut outcomes = Vec::new();
    let read: Vec<ReadFile> = files.iter().cloned().zip(read_files(files)).collect();
    let (filled, tables): (Vec<ReadFile>, Vec<ReadFile>) =
        read.into_iter().partition(|(_, read)| read.as_ref().is_ok_and(is_filled_in));
    let groups: Vec<Mutex<Vec<ReadFile>>> =
        groups(tables, *apart).into_iter().map(Mutex::new).collect();
    let is_department = |name: Option<&str>| places.is_department(wanted.unit.as_deref(), name);
    let understood = in_parallel(groups.len(), |number| {
        let group = groups.get(number).map(|group| {
            std::mem::take(&mut *group.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
        });
        understand(group.unwrap_or_default(), &wanted, project, &is_department)
    });
    let mut standing = standing(&understood, taken, &wanted, &places).into_iter();
    let mut written =
        Written { files: project.files.afresh(), dry_run: *dry_run, texts: BTreeMap::new() };
    for understood in understood {
        let (source, found) = match understood {
            Understood::Refused(outcome) => {
                outcomes.push(*outcome);
                continue;
            }
            Understood::Units(source, found) => (source, found),
        };
        let mut left_out = found.left_out;
        for imported in found.units {
            let order = Order {
                source: &source,
                left_out: std::mem::take(&mut left_out),
                rival: standing.next().flatten(),
                wanted: &wanted,
                dry_run: *dry_run,
            };
            let folder = places.folder(wanted.unit.as_deref(), imported.name.as_deref());
            let files = written.seen(folder.as_deref());
            let (outcome, texts) = carry_over(imported, order, &places, &files);
            written.take(texts);
            outcomes.push(outcome);
        }
    }
    let several = filled.len() > 1;
    for (path, read) in filled {
        let Ok(workbook) = read else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (unit, cells) = (unit.as_deref(), Cells::of(&workbook));
        if let Some(unit) = unit.filter(|_| several) {
            let refused = vec![format!("有几份填报表，不能都写进 data/{unit}")];
            let help =
                vec!["--unit 一次只能和一份填报表一起用；不写 --unit，各写各的单位".to_owned()];
            outcomes.push(Outcome { source: name, refused, help, ..Outcome::default() });
            continue;
        }
        let take_back = |files: &Files| take_back(&cells, &name, unit, *year, files, *dry_run);
        let (mut outcome, mut texts) = take_back(&project.files);
        let folder = outcome.path.as_deref().and_then(|path| path.split('/').nth(1));
        if let Some(files) = folder.and_then(|folder| written.over(folder)) {
            (outcome, texts) = take_back(&files);
        }
        written.take(texts);
        outcomes.push(outcome);
    }
    outcomes
}

/// What was written of an import so far, or would be: what comes after it is seen on top of it.
struct Written {
    /// The files.
    files: Files,
    /// Whether they are as they were before.
    dry_run: bool,
    /// The texts by their paths, of each unit's folder.
    texts: BTreeMap<String, Vec<(String, String)>>,
}

impl Written {
    /// The files with what would be written of a unit; none where they are so already.
    fn over(&self, folder: &str) -> Option<Files> {
        let texts = self.texts.get(folder).filter(|_| self.dry_run)?;
        Some(self.files.over(texts.iter().cloned()))
    }

    /// The files as what comes next of a unit finds them.
    fn seen(&self, folder: Option<&str>) -> Files {
        folder.and_then(|folder| self.over(folder)).unwrap_or_else(|| self.files.clone())
    }

    /// Takes new texts.
    fn take(&mut self, texts: Vec<(String, String)>) {
        for (path, text) in texts {
            let folder = path.split('/').nth(1).unwrap_or_default().to_owned();
            self.texts.entry(folder).or_default().push((path, text));
        }
    }
}

/// A file and what was read of it.
type ReadFile = (PathBuf, Result<Workbook, Unreadable>);

/// Whether a workbook is one that was sent to be filled in.
fn is_filled_in(workbook: &Workbook) -> bool {
    is_fill_in(&Cells::of(workbook))
}

/// Which files belong together: all of them, or each alone.
fn groups(files: Vec<ReadFile>, apart: bool) -> Vec<Vec<ReadFile>> {
    match apart {
        false if files.is_empty() => Vec::new(),
        false => vec![files],
        true => files.into_iter().map(|file| vec![file]).collect(),
    }
}

/// What is made of files that belong together.
enum Understood {
    /// Nothing.
    Refused(Box<Outcome>),
    /// Units, with the names of the files.
    Units(String, AllImported),
}

/// Makes out what files that belong together say.
fn understand(
    group: Vec<ReadFile>,
    wanted: &Wanted,
    project: &Project,
    is_department: &dyn Fn(Option<&str>) -> bool,
) -> Understood {
    let (mut names, mut workbooks) = (Vec::new(), Vec::new());
    for (path, read) in group {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match read {
            Ok(workbook) => workbooks.push((name.clone(), workbook)),
            Err(unreadable) => {
                let refused = vec![format!("{name}：{}", unreadable.what)];
                let help = vec![unreadable.remedy];
                return Understood::Refused(Box::new(Outcome {
                    source: name,
                    refused,
                    help,
                    ..Outcome::default()
                }));
            }
        }
        names.push(name);
    }
    let source = names.join("、");
    let found = import(workbooks, wanted, &project.catalog, is_department);
    if found.units.is_empty() {
        let refused = vec![format!("{source} 里没有认出一张决算表")];
        let left_out = found.left_out;
        let outcome = Outcome { source, refused, left_out, ..Outcome::default() };
        return Understood::Refused(Box::new(outcome));
    }
    Understood::Units(source, found)
}

/// How each unit of the files stands to others of the same year, in their order.
fn standing(
    understood: &[Understood],
    taken: &[usize],
    wanted: &Wanted,
    places: &Places,
) -> Vec<Option<Rival>> {
    let mut candidates = Vec::new();
    let mut at = Vec::new();
    for (file, understood) in understood.iter().enumerate() {
        let Understood::Units(source, found) = understood else { continue };
        for imported in &found.units {
            let folder = places.folder(wanted.unit.as_deref(), imported.name.as_deref());
            let said = folder.zip(imported.year).zip(imported.draft.as_ref());
            at.push(said.is_some().then_some(candidates.len()));
            candidates.extend(said.map(|(of, draft)| Candidate { of, file, source, draft }));
        }
    }
    let mut rivals = rivals(&candidates, taken);
    at.into_iter().map(|number| rivals.get_mut(number?)?.take()).collect()
}
