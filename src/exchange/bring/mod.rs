//! Workbooks into the data files of a project: each to its unit, or only tried.

mod again;
mod fill_in;
mod fill_ins;
mod options;
mod outcome;
mod places;
mod rivals;
mod write;
mod written;
mod year;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::batch::in_parallel;
use crate::exchange::desk::read_files;
use crate::exchange::fill::{Cells, is_fill_in};
use crate::exchange::import::{AllImported, Wanted, import};
use crate::exchange::workbook::{Unreadable, Workbook};
use crate::project::Project;

use fill_ins::{FilledIn, take_all_back};
use places::Places;
use rivals::differences;
use write::{Order, carry_over};
use written::Written;

pub(crate) use options::Options;
pub(crate) use outcome::Outcome;
pub(crate) use rivals::{Candidate, Fate, Rival, rivals};
pub(crate) use write::contradicted;
pub(crate) use year::typed_year;

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
    let (mut filled, mut tables) = (Vec::new(), Vec::new());
    for (number, (name, read)) in names(files).into_iter().zip(read_files(files)).enumerate() {
        match read {
            Ok(book) if is_fill_in(&Cells::of(&book)) => {
                filled.push(FilledIn { number, name, cells: Cells::of(&book) });
            }
            Ok(_) | Err(_) => tables.push(ReadFile { number, name, read }),
        }
    }
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
            Understood::Units(_, source, found) => (source, found),
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
    outcomes.extend(take_all_back(&filled, options, project, &mut written));
    outcomes
}

/// A file and what was read of it.
struct ReadFile {
    /// Its number among those of the import.
    number: usize,
    /// What it is called.
    name: String,
    /// What was read.
    read: Result<Workbook, Unreadable>,
}

/// What files are called. Those that have the same name are told apart by numbers.
pub(crate) fn names(files: &[PathBuf]) -> Vec<String> {
    let own: Vec<&Path> = files.iter().filter_map(|file| file.file_name()).map(Path::new).collect();
    let told = own.iter().enumerate().map(|(number, name)| {
        let before = own.iter().take(number).filter(|other| *other == name).count();
        let is_alone = own.iter().filter(|other| *other == name).count() == 1;
        let whole = name.to_string_lossy();
        if is_alone {
            return whole.into_owned();
        }
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        let ending = whole.strip_prefix(stem.as_ref()).unwrap_or_default();
        format!("{stem}（第 {} 份）{ending}", before + 1)
    });
    told.collect()
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
    /// Units, with the number of the first file and the names of all.
    Units(usize, String, AllImported),
}

/// Makes out what files that belong together say.
fn understand(
    group: Vec<ReadFile>,
    wanted: &Wanted,
    project: &Project,
    is_department: &dyn Fn(Option<&str>) -> bool,
) -> Understood {
    let (mut names, mut workbooks) = (Vec::new(), Vec::new());
    let number = group.first().map_or(0, |file| file.number);
    for ReadFile { number: _, name, read } in group {
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
    Understood::Units(number, source, found)
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
    for understood in understood {
        let Understood::Units(file, source, found) = understood else { continue };
        for imported in &found.units {
            let folder = places.folder(wanted.unit.as_deref(), imported.name.as_deref());
            let said = folder.zip(imported.year).zip(imported.draft.as_ref());
            at.push(said.is_some().then_some(candidates.len()));
            let file = *file;
            candidates.extend(said.map(|(of, says)| Candidate { of, file, source, says }));
        }
    }
    let mut rivals = rivals(&candidates, taken, &differences);
    at.into_iter().map(|number| rivals.get_mut(number?)?.take()).collect()
}
