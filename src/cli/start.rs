//! What every command begins with: the project, its catalogue, the selected reports.

use std::path::{Path, PathBuf};

use crate::cli::{Exit, show};
use crate::engine::Fonts;
use crate::files::{Files, is_folder, list, shown_path};
use crate::problem::{Problem, Sources, any_error, any_failure};
use crate::project::{Chosen, Noted, Project, find_root};

/// What is said when no report at all is built.
pub(super) const NOTHING_BUILT: &str = "未生成任何报告";

/// A project that was opened, with the reports that are meant.
#[derive(Debug)]
pub(super) struct Opened {
    /// The project.
    pub(super) project: Project,
    /// The reports that were asked for.
    pub(super) chosen: Chosen,
    /// The files that what is wrong with them points into.
    pub(super) sources: Sources,
}

/// Opens the project and chooses reports; problems are shown, with what then is not done at all.
pub(super) fn open(
    project: &Option<PathBuf>,
    selections: &[String],
    nothing: &str,
) -> Result<Opened, Exit> {
    open_despite(project, selections, nothing, &[])
}

/// The same despite some problems with the choice, which are told otherwise.
pub(super) fn open_despite(
    project: &Option<PathBuf>,
    selections: &[String],
    nothing: &str,
    told: &[&str],
) -> Result<Opened, Exit> {
    let files = files(project, nothing)?;
    let project = Project::open(&files)
        .map_err(|Noted { problems, sources }| failed(&problems, &sources, nothing))?;
    let (chosen, Noted { problems, sources }) = project.choose(selections);
    let mut problems = [project.noted.problems.clone(), problems].concat();
    problems.retain(|problem| !told.contains(&problem.id));
    match chosen.filter(|_| !any_error(&problems)) {
        Some(chosen) => {
            show::problems(&problems, &sources);
            Ok(Opened { project, chosen, sources })
        }
        None => Err(failed(&problems, &sources, nothing)),
    }
}

/// The files of the project: of the folder that was named, or the nearest upwards.
pub(super) fn files(project: &Option<PathBuf>, nothing: &str) -> Result<Files, Exit> {
    root(project, nothing).map(|root| Files::on(&root))
}

/// The project folder: the one that was named, or the nearest upwards; none where there is none.
pub(super) fn root_if_any(project: &Option<PathBuf>) -> Option<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    match project {
        Some(folder) => Some(here.join(folder)),
        None => find_root(&here),
    }
}

/// The same, where there must be one.
pub(super) fn root(project: &Option<PathBuf>, nothing: &str) -> Result<PathBuf, Exit> {
    root_if_any(project).ok_or_else(|| {
        let here = std::env::current_dir().unwrap_or_default();
        let problem = Problem::error("no-project", "当前文件夹及其上级都没有 juesuan.toml");
        let problem = match here.ancestors().find_map(meant) {
            Some(help) => problem.help(help),
            None => problem,
        };
        let problem = problem.help("请在项目文件夹中运行，或用 --project 指明项目文件夹");
        failed(&[problem], &Sources::default(), nothing)
    })
}

/// The same for what can make a project: where there is none, and nothing that seems to be meant for one, it is to be made in the
/// folder that the program was started in, which is said.
pub(super) fn root_or_here(project: &Option<PathBuf>, nothing: &str) -> Result<PathBuf, Exit> {
    let here = std::env::current_dir().unwrap_or_default();
    if root_if_any(project).is_some() || here.ancestors().any(|folder| meant(folder).is_some()) {
        return root(project, nothing);
    }
    let shown = shown_path(&here);
    show::remark(&format!("这个文件夹和上级里都没有项目，新的项目会建在这个文件夹里：{shown}"));
    Ok(here)
}

/// What is said of a file in a folder that seems to be meant for the settings and is not named like them.
fn meant(folder: &Path) -> Option<String> {
    let entries = list(folder).ok()??.into_iter().filter(|entry| entry.found.is_file());
    entries.map(|entry| (entry.name.to_lowercase(), entry.path)).find_map(|(name, path)| {
        let path = shown_path(&path);
        match name.as_str() {
            "juesuan.toml.txt" => Some(format!(
                "有一个文件叫 {path}，请去掉末尾的 .txt（资源管理器要打开“文件扩展名”）"
            )),
            "juesuan.toml" => Some(format!("有一个文件叫 {path}，请改名，文件名都用小写字母")),
            _ => None,
        }
    })
}

/// The fonts of a project and of another folder, if there is one.
pub(super) fn fonts(opened: &Opened, folder: Option<&Path>) -> Result<Fonts, Exit> {
    check_fonts(opened, folder, NOTHING_BUILT)?;
    Ok(Fonts::load(opened.project.files.root(), folder))
}

/// Makes sure that a folder of fonts is there, if one was named.
pub(super) fn check_fonts(
    opened: &Opened,
    folder: Option<&Path>,
    nothing: &str,
) -> Result<(), Exit> {
    let Some(folder) = folder.filter(|folder| !is_folder(folder)) else { return Ok(()) };
    let headline = format!("没有字体文件夹 {}", shown_path(folder));
    let problem = Problem::error("missing-font", headline).help("请核对 --fonts 后面的路径");
    Err(failed(&[problem], &opened.sources, nothing))
}

/// Shows why nothing at all is made, and how the program ends.
pub(super) fn failed(problems: &[Problem], sources: &Sources, nothing: &str) -> Exit {
    show::problems(problems, sources);
    show::remark(nothing);
    if any_failure(problems) { Exit::Failed } else { Exit::Errors }
}
