//! `juesuan layout`: the layouts of a project.

mod args;
mod check;
mod copy;
mod list;
mod new;
mod show;

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::catalog::Catalog;
use crate::cli::Exit;
use crate::cli::show as screen;
use crate::cli::start;
use crate::files::{self, Files};
use crate::layout::{self, COMMON, Known, Layout};
use crate::model::place::{FileNumber, Located, Place};
use crate::problem::{Problem, Sources, any_error, any_failure, reason};
use crate::tables::{Reading, nearest};

pub(super) use args::LayoutArgs;
use args::LayoutCommand;

/// What is said when nothing is shown or written.
const NOTHING_DONE: &str = "什么也没有做";

/// Runs one of the commands.
pub(super) fn run(project: &Option<PathBuf>, args: &LayoutArgs) -> Exit {
    let files = match start::files(project, NOTHING_DONE) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    match &args.command {
        LayoutCommand::List => list::run(&files),
        LayoutCommand::Show(args) => show::run(&files, args),
        LayoutCommand::New(args) => new::run(&files, args),
        LayoutCommand::Copy(args) => copy::run(&files, args),
        LayoutCommand::Check(args) => check::run(&files, args),
    }
}

/// A layout by its name; what is wrong with it is shown.
fn find(files: &Files, name: &str) -> Result<(Layout, Sources), Exit> {
    check_name(files, name)?;
    let (layout, problems, sources) = read(files, name);
    screen::problems(&problems, &sources);
    match layout.filter(|_| !any_error(&problems)) {
        Some(layout) => Ok((layout, sources)),
        None => Err(Exit::Errors),
    }
}

/// Reads a layout by its name, with what is wrong with it.
fn read(files: &Files, name: &str) -> (Option<Layout>, Vec<Problem>, Sources) {
    let (layout, mut problems, sources) = read_settings(files, name);
    problems.extend(layout.iter().flat_map(|layout| layout::unused(files, layout)));
    (layout, problems, sources)
}

/// Reads a layout by its name, with what is wrong with its settings.
fn read_settings(files: &Files, name: &str) -> (Option<Layout>, Vec<Problem>, Sources) {
    let catalog = Catalog::default();
    let reading = Reading::new(files, &catalog);
    // The name was given on the command line: it stands in no file.
    let nowhere = Place::new(FileNumber(usize::MAX), 0..0);
    let layout = layout::find(&reading, &Located::new(name.to_owned(), nowhere), &Known::default());
    let gathered = reading.finish();
    (layout, gathered.problems, gathered.sources)
}

/// Makes sure that there is a layout of a name.
fn check_name(files: &Files, name: &str) -> Result<(), Exit> {
    let known = layout::names(files);
    if known.contains(name) {
        return Ok(());
    }
    let list: Vec<&str> = known.iter().map(String::as_str).collect();
    let problem = Problem::error("unknown-layout", format!("没有名为“{name}”的版式"));
    let problem = match nearest(name, list.iter().copied()) {
        Some(near) => problem.help(format!("是否想写 {near}？")),
        None => problem,
    };
    Err(refuse(problem.help(format!("现有版式：{}", list.join("、")))))
}

/// A file of a layout, its own or the common ones', with its path from the project folder.
fn file(files: &Files, layout: &str, path: &str) -> Result<(String, layout::File), Exit> {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_start_matches("layouts/");
    let own = path.strip_prefix(&format!("{layout}/")).unwrap_or(path);
    let found = match own.strip_prefix(&format!("{COMMON}/")) {
        Some(below) => {
            (format!("layouts/{COMMON}/{below}"), layout::merged(files, COMMON).remove(below))
        }
        None => (format!("layouts/{layout}/{own}"), layout::merged(files, layout).remove(own)),
    };
    match found {
        (path, Some(file)) => Ok((path, file)),
        (_, None) => {
            let merged = layout::merged(files, layout);
            let problem = Problem::error("missing-file", format!("版式 {layout} 没有文件 {own}"));
            let problem = match nearest(own, merged.keys().map(String::as_str)) {
                Some(near) => problem.help(format!("是否想写 {near}？")),
                None => problem,
            };
            Err(refuse(problem.help(format!("juesuan layout show {layout} 列出全部文件"))))
        }
    }
}

/// Shows why nothing is done.
fn refuse(problem: Problem) -> Exit {
    let problems = [problem];
    screen::problems(&problems, &Sources::default());
    if any_failure(&problems) { Exit::Failed } else { Exit::Errors }
}

/// Writes a file that must not be there yet; it is there whole or not at all.
fn write_new(files: &Files, path: &str, contents: &[u8]) -> Result<(), Exit> {
    files::write_new(&files.root().join(path), contents).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => refuse(
            Problem::error("existing-file", format!("{path} 已经有了，没有改动它"))
                .help("要重新复制的，先把它改名或删去"),
        ),
        _ => {
            let headline = format!("无法写入 {path}（{}）", reason(&error));
            refuse(Problem::error("not-written", headline).help("请检查磁盘空间和写入权限"))
        }
    })
}
