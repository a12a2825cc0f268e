//! What every command begins with: the project, its catalogue, the selected reports.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::batch::{Census, Scope, Selected, find_root, select, unusable_names};
use crate::catalog::Catalog;
use crate::cli::{Exit, show};
use crate::engine::Fonts;
use crate::model::unit::Project;
use crate::problem::{Problem, Sources, any_error, any_failure};
use crate::read::{Reading, read_project};

/// What is said when no report at all is built.
pub(super) const NOTHING_BUILT: &str = "未生成任何报告";

/// A project that was opened.
#[derive(Debug)]
pub(super) struct Opened {
    /// Its folder.
    pub(super) root: PathBuf,
    /// Its settings.
    pub(super) project: Project,
    /// The files that the settings were read from.
    pub(super) sources: Sources,
    /// The classification.
    pub(super) catalog: Catalog,
    /// Its units.
    pub(super) census: Census,
    /// What the user asked for.
    pub(super) scope: Scope,
    /// The reports that were selected.
    pub(super) selected: Vec<Selected>,
    /// Those of them whose file name cannot be used, with what is wrong.
    pub(super) refused: BTreeMap<Selected, Problem>,
}

/// Opens the project and selects reports; problems are shown, with what then is not done at all.
pub(super) fn open(
    project: &Option<PathBuf>,
    selections: &[String],
    nothing: &str,
) -> Result<Opened, Exit> {
    let root = root(project, nothing)?;
    let catalog = match Catalog::load(&root) {
        Ok(catalog) => catalog,
        Err(problem) => return Err(failed(&[problem], &Sources::default(), nothing)),
    };
    let reading = Reading::new(&root, &catalog);
    let settings = read_project(&reading);
    let selected = settings.as_ref().and_then(|settings| {
        let census = Census::take(&reading)?;
        let scope = Scope::new(selections, settings.year);
        let selected = select(&reading, settings, &census, &scope);
        let mut refused = unusable_names(settings, &census, &selected);
        refused.extend(selected.iter().filter_map(|report| {
            Some((report.clone(), census.misplaced(&report.folder)?.clone()))
        }));
        Some((census, scope, selected, refused))
    });
    let gathered = reading.finish();
    let (problems, sources) = (gathered.problems, gathered.sources);
    match (settings, selected) {
        (Some(project), Some((census, scope, selected, refused))) if !any_error(&problems) => {
            show::problems(&problems, &sources);
            Ok(Opened { root, project, sources, catalog, census, scope, selected, refused })
        }
        _ => Err(failed(&problems, &sources, nothing)),
    }
}

/// The project folder: the one that was named, or the nearest upwards.
pub(super) fn root(project: &Option<PathBuf>, nothing: &str) -> Result<PathBuf, Exit> {
    let here = std::env::current_dir().unwrap_or_default();
    let root = match project {
        Some(folder) => Some(here.join(folder)),
        None => find_root(&here),
    };
    root.ok_or_else(|| {
        let problem = Problem::error("no-project", "当前文件夹及其上级都没有 juesuan.toml")
            .help("请在项目文件夹中运行，或用 --project 指明项目文件夹");
        failed(&[problem], &Sources::default(), nothing)
    })
}

/// The fonts of a project and of another folder, if there is one.
pub(super) fn fonts(opened: &Opened, folder: Option<&Path>) -> Result<Fonts, Exit> {
    check_fonts(opened, folder)?;
    Ok(Fonts::load(&opened.root, folder))
}

/// Makes sure that a folder of fonts is there, if one was named.
pub(super) fn check_fonts(opened: &Opened, folder: Option<&Path>) -> Result<(), Exit> {
    let Some(folder) = folder.filter(|folder| !folder.is_dir()) else { return Ok(()) };
    let headline = format!("没有字体文件夹 {}", folder.display());
    let problem = Problem::error("missing-font", headline).help("请核对 --fonts 后面的路径");
    Err(failed(&[problem], &opened.sources, NOTHING_BUILT))
}

/// Shows why nothing at all is made, and how the program ends.
pub(super) fn failed(problems: &[Problem], sources: &Sources, nothing: &str) -> Exit {
    show::problems(problems, sources);
    show::remark(nothing);
    if any_failure(problems) { Exit::Failed } else { Exit::Errors }
}
