//! `juesuan import`: workbooks into the data files of their units.

mod fill_in;
mod place;
mod said;
mod write;

use std::path::PathBuf;
use std::sync::Mutex;

use crate::batch::in_parallel;
use crate::cli::args::ImportArgs;
use crate::cli::start::files as project_files;
use crate::cli::{Exit, show};
use crate::exchange::fill::{Cells, is_fill_in};
use crate::exchange::{
    AllImported, UnitOfMoney, Unreadable, Wanted, Workbook, import, listed, read_files,
};
use crate::files::{is_folder, shown_path};
use crate::problem::{Problem, Sources, reason};
use crate::project::{Noted, Project};

use fill_in::take_back;
use place::Places;
use said::{Outcome, table, tell};
use write::carry_over;

/// What is said when nothing at all is imported.
const NOTHING_IMPORTED: &str = "没有导入任何数据";

/// Imports workbooks.
pub(super) fn run(project: &Option<PathBuf>, args: &ImportArgs) -> Exit {
    let files = match project_files(project, NOTHING_IMPORTED) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let failed = |problems: &[Problem], sources: &Sources| {
        crate::cli::start::failed(problems, sources, NOTHING_IMPORTED)
    };
    let project = match Project::open(&files) {
        Ok(project) => project,
        Err(Noted { problems, sources }) => return failed(&problems, &sources),
    };
    let listed = match listed(&args.files) {
        Ok(listed) => listed,
        Err((path, error)) => {
            let headline = format!("文件夹 {} 列不出来（{}）", shown_path(&path), reason(&error));
            return failed(&[Problem::error("unreadable-folder", headline)], &Sources::default());
        }
    };
    for name in &listed.passed_over {
        show::remark(&format!("略过 {name}：不是工作簿"));
    }
    if listed.files.is_empty() {
        let problem = Problem::error("nothing-to-import", "没有要导入的文件")
            .help("请写工作簿的文件名，或放着工作簿的文件夹");
        return failed(&[problem], &Sources::default());
    }
    let places = Places::of(&project);
    let wanted = Wanted {
        unit: args.unit.clone(),
        name: args.unit.as_deref().and_then(|folder| places.name(folder)).map(str::to_owned),
        year: args.year,
        amounts: args.amounts.as_deref().and_then(UnitOfMoney::of),
    };
    let mut outcomes = Vec::new();
    let read: Vec<ReadFile> = listed.files.iter().cloned().zip(read_files(&listed.files)).collect();
    let (filled, tables): (Vec<ReadFile>, Vec<ReadFile>) =
        read.into_iter().partition(|(_, read)| read.as_ref().is_ok_and(is_filled_in));
    let groups: Vec<Mutex<Vec<ReadFile>>> =
        groups(tables, &args.files).into_iter().map(Mutex::new).collect();
    let is_department = |name: Option<&str>| places.is_department(wanted.unit.as_deref(), name);
    let understood = in_parallel(groups.len(), |number| {
        let group = groups.get(number).map(|group| {
            std::mem::take(&mut *group.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
        });
        understand(group.unwrap_or_default(), &wanted, &project, &is_department)
    });
    for understood in understood {
        outcomes.extend(written(understood, &wanted, &places, &project, args));
    }
    let several = filled.len() > 1;
    for (path, read) in filled {
        let Ok(workbook) = read else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (unit, cells) = (args.unit.as_deref(), Cells::of(&workbook));
        if let Some(unit) = unit.filter(|_| several) {
            let refused = vec![format!("有几份填报表，不能都写进 data/{unit}")];
            let help =
                vec!["--unit 一次只能和一份填报表一起用；不写 --unit，各写各的单位".to_owned()];
            outcomes.push(Outcome { source: name, refused, help, ..Outcome::default() });
            continue;
        }
        outcomes.push(take_back(&cells, &name, unit, args.year, &project, args.dry_run));
    }
    for outcome in &outcomes {
        tell(outcome, args.dry_run);
    }
    if outcomes.len() > 1 {
        table(&outcomes);
    }
    match outcomes.iter().all(|outcome| outcome.refused.is_empty()) {
        true => Exit::Done,
        false if outcomes.iter().any(|outcome| outcome.machine) => Exit::Failed,
        false => Exit::Errors,
    }
}

/// A file and what was read of it.
type ReadFile = (PathBuf, Result<Workbook, Unreadable>);

/// Whether a workbook is one that was sent to be filled in.
fn is_filled_in(workbook: &Workbook) -> bool {
    is_fill_in(&Cells::of(workbook))
}

/// Which files belong together: those that were named one by one, else each alone.
fn groups(files: Vec<ReadFile>, named: &[PathBuf]) -> Vec<Vec<ReadFile>> {
    match named.iter().any(|path| is_folder(path)) {
        false if files.is_empty() => Vec::new(),
        false => vec![files],
        true => files.into_iter().map(|file| vec![file]).collect(),
    }
}

/// What is made of files that belong together.
enum Understood {
    /// Nothing.
    Refused(Outcome),
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
                return Understood::Refused(Outcome {
                    source: name,
                    refused,
                    help,
                    ..Outcome::default()
                });
            }
        }
        names.push(name);
    }
    let source = names.join("、");
    let found = import(workbooks, wanted, &project.catalog, is_department);
    if found.units.is_empty() {
        let refused = vec![format!("{source} 里没有认出一张决算表")];
        let left_out = found.left_out;
        return Understood::Refused(Outcome { source, refused, left_out, ..Outcome::default() });
    }
    Understood::Units(source, found)
}

/// Writes what was made out.
fn written(
    understood: Understood,
    wanted: &Wanted,
    places: &Places,
    project: &Project,
    args: &ImportArgs,
) -> Vec<Outcome> {
    let (source, found) = match understood {
        Understood::Refused(outcome) => return vec![outcome],
        Understood::Units(source, found) => (source, found),
    };
    let left_out = found.left_out;
    let units = found.units.into_iter().enumerate().map(|(number, imported)| {
        let left_out = if number == 0 { left_out.clone() } else { Vec::new() };
        carry_over(imported, &source, left_out, wanted, places, project, args.dry_run)
    });
    units.collect()
}
