//! `juesuan layout`: the layouts of a project.

mod args;
mod check;
mod copy;
mod list;
mod new;
mod show;

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::cli::Exit;
use crate::cli::show as screen;
use crate::cli::start::root;
use crate::layout::{self, COMMON, Layout};
use crate::model::place::{FileNumber, Located, Place};
use crate::problem::{Problem, Sources, any_error, any_failure, reason};
use crate::tables::{Reading, nearest};

pub(super) use args::LayoutArgs;
use args::LayoutCommand;

/// What is said when nothing is shown or written.
const NOTHING_DONE: &str = "什么也没有做";

/// Runs one of the commands.
pub(super) fn run(project: &Option<PathBuf>, args: &LayoutArgs) -> Exit {
    let root = match root(project, NOTHING_DONE) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    match &args.command {
        LayoutCommand::List => list::run(&root),
        LayoutCommand::Show(args) => show::run(&root, args),
        LayoutCommand::New(args) => new::run(&root, args),
        LayoutCommand::Copy(args) => copy::run(&root, args),
        LayoutCommand::Check(args) => check::run(&root, args),
    }
}

/// A layout by its name; what is wrong with it is shown.
fn find(root: &Path, name: &str) -> Result<(Layout, Sources), Exit> {
    check_name(root, name)?;
    let (layout, problems, sources) = read(root, name);
    screen::problems(&problems, &sources);
    match layout.filter(|_| !any_error(&problems)) {
        Some(layout) => Ok((layout, sources)),
        None => Err(Exit::Errors),
    }
}

/// Reads a layout by its name, with what is wrong with it.
fn read(root: &Path, name: &str) -> (Option<Layout>, Vec<Problem>, Sources) {
    let catalog = Catalog::default();
    let reading = Reading::new(root, &catalog);
    // The name was given on the command line: it stands in no file.
    let nowhere = Place::new(FileNumber(usize::MAX), 0..0);
    let layout = layout::find(&reading, &Located::new(name.to_owned(), nowhere));
    let gathered = reading.finish();
    let mut problems = gathered.problems;
    problems.extend(layout.iter().flat_map(|layout| layout::unused(root, layout)));
    (layout, problems, gathered.sources)
}

/// Makes sure that there is a layout of a name.
fn check_name(root: &Path, name: &str) -> Result<(), Exit> {
    let known = layout::names(root);
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
fn file(root: &Path, layout: &str, path: &str) -> Result<(String, layout::File), Exit> {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_start_matches("layouts/");
    let own = path.strip_prefix(&format!("{layout}/")).unwrap_or(path);
    let found = match own.strip_prefix(&format!("{COMMON}/")) {
        Some(below) => {
            (format!("layouts/{COMMON}/{below}"), layout::merged(root, COMMON).remove(below))
        }
        None => (format!("layouts/{layout}/{own}"), layout::merged(root, layout).remove(own)),
    };
    match found {
        (path, Some(file)) => Ok((path, file)),
        (_, None) => {
            let files = layout::merged(root, layout);
            let problem = Problem::error("missing-file", format!("版式 {layout} 没有文件 {own}"));
            let problem = match nearest(own, files.keys().map(String::as_str)) {
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
fn write_new(root: &Path, path: &str, contents: &[u8]) -> Result<(), Exit> {
    let target = root.join(path);
    let written = target.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| {
        let folder = target.parent().unwrap_or(root);
        let mut file = tempfile::Builder::new().prefix(".juesuan-part-").tempfile_in(folder)?;
        std::io::Write::write_all(&mut file, contents)?;
        readable(&file)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(&target).map(drop).map_err(|error| error.error)
    });
    match written {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let problem = Problem::error("existing-file", format!("{path} 已经有了，没有改动它"))
                .help("要重新复制的，先把它改名或删去");
            Err(refuse(problem))
        }
        Err(error) => {
            let headline = format!("无法写入 {path}（{}）", reason(&error));
            Err(refuse(Problem::error("not-written", headline).help("请检查磁盘空间和写入权限")))
        }
    }
}

/// Gives a finished file the usual permissions; temporary files are private.
#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

/// Files are readable as they are elsewhere.
#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile) -> std::io::Result<()> {
    Ok(())
}
