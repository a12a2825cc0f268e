//! `juesuan import`: workbooks into the data files of their units.

mod said;

use std::path::PathBuf;

use crate::cli::args::ImportArgs;
use crate::cli::start::files as project_files;
use crate::cli::{Exit, show};
use crate::exchange::{Options, UnitOfMoney, bring, listed};
use crate::files::{is_folder, shown_path};
use crate::problem::{Problem, Sources, reason};
use crate::project::{Noted, Project};

use said::{table, tell};

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
    let options = Options {
        unit: args.unit.clone(),
        year: args.year,
        amounts: args.amounts.as_deref().and_then(UnitOfMoney::of),
        // Files that are named one by one belong together.
        apart: args.files.iter().any(|path| is_folder(path)),
        taken: Vec::new(),
        dry_run: args.dry_run,
    };
    let outcomes = bring(&listed.files, &options, &project);
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
