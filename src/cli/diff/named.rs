//! What a user names to be compared: a PDF, a project folder, an edition, a report as its data are.

use std::path::{Path, PathBuf};

use crate::editions::{Index, Side};
use crate::engine::Engine;
use crate::files::{Files, is_file, is_folder, shown_path};
use crate::problem::{Problem, Sources, any_error};
use crate::project::{Noted, Project, Selected};

/// What is to be compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A PDF of this program.
    Pdf(PathBuf),
    /// The only report of another project's year, or the one that is named besides.
    Folder(PathBuf),
    /// An edition of a report of the project.
    Edition(String, usize),
    /// A report of the project as its data are.
    Data(String),
}

impl Named {
    /// What some words name.
    pub(super) fn of(words: &str) -> Self {
        let path = Path::new(words);
        let edition = words.rsplit_once('@').and_then(|(report, number)| {
            Some(Self::Edition(report.to_owned(), number.parse::<usize>().ok()?))
        });
        match edition {
            _ if is_file(path) || words.to_lowercase().ends_with(".pdf") => {
                Self::Pdf(path.to_owned())
            }
            _ if is_file(&path.join("juesuan.toml")) => Self::Folder(path.to_owned()),
            Some(edition) => edition,
            None => Self::Data(words.to_owned()),
        }
    }

    /// Whether it is looked for in the project.
    pub(super) fn is_of_project(&self) -> bool {
        match self {
            Self::Edition(..) | Self::Data(_) => true,
            Self::Pdf(_) | Self::Folder(_) => false,
        }
    }

    /// The report that it names; `report` is which one of a folder.
    pub(super) fn read(
        &self,
        root: Option<&Path>,
        report: Option<&str>,
        engine: &mut Engine,
    ) -> Result<Side, Noted> {
        let root_or = || root.ok_or_else(|| failed(no_project()));
        match self {
            Self::Pdf(path) => {
                let attached = crate::editions::attached(path).map_err(failed)?;
                Side::of_attachments(shown_path(path), attached, root, engine)
            }
            Self::Folder(folder) => {
                let project = Project::open(&Files::on(folder))?;
                let selected = one(&project, report)?;
                let label = format!("{} 的 {}", shown_path(folder), name(&selected));
                Side::of_data(label, &project, &selected, engine)
            }
            Self::Data(words) => {
                let project = Project::open(&Files::on(root_or()?))?;
                let selected = one(&project, Some(words))?;
                Side::of_data(
                    format!("{} 现在的数据", name(&selected)),
                    &project,
                    &selected,
                    engine,
                )
            }
            Self::Edition(words, number) => {
                let root = root_or()?;
                let selected = published(root, words)?;
                let index = Index::read(root, &selected).map_err(failed)?;
                let label = format!("{} 第 {number} 版", name(&selected));
                Side::of_edition(label, root, &selected, &index, *number, engine)
            }
        }
    }
}

/// The one report of a project that some words name.
fn one(project: &Project, words: Option<&str>) -> Result<Selected, Noted> {
    let selections: Vec<String> = words.map(str::to_owned).into_iter().collect();
    let (chosen, noted) = project.choose(&selections);
    let chosen = match chosen {
        Some(chosen) if !any_error(&noted.problems) => chosen,
        _ => return Err(noted),
    };
    match chosen.reports.as_slice() {
        [selected] => Ok(selected.clone()),
        reports => {
            let folder = shown_path(project.files.root());
            let headline = match words {
                Some(words) => format!("“{words}”对应 {} 份报告，只能比较一份", reports.len()),
                None => format!("{folder} 里有 {} 份报告，不知道比较哪一份", reports.len()),
            };
            Err(failed(
                Problem::error("several-reports", headline)
                    .help("请写明是哪一份：单位/年度；比较项目文件夹的，用 --report 单位/年度"),
            ))
        }
    }
}

/// The report of which an edition is meant; its data need not be there any more.
fn published(root: &Path, words: &str) -> Result<Selected, Noted> {
    let project = Project::open(&Files::on(root))?;
    let (folder, year) = match words.rsplit_once('/') {
        Some((folder, year)) => (folder, year.parse::<u16>().ok()),
        None => (words, Some(project.settings.year)),
    };
    let selected = year.map(|year| Selected { folder: folder.to_owned(), year });
    match selected.filter(|_| !folder.is_empty() && is_folder(&root.join("data").join(folder))) {
        Some(selected) => Ok(selected),
        None => one(&project, Some(words)),
    }
}

/// A report as a user names it.
fn name(selected: &Selected) -> String {
    format!("{}/{}", selected.folder, selected.year)
}

/// A problem by itself.
fn failed(problem: Problem) -> Noted {
    Noted { problems: vec![problem], sources: Sources::default() }
}

/// The problem of a report that is looked for in no project.
fn no_project() -> Problem {
    Problem::error("no-project", "当前文件夹及其上级都没有 juesuan.toml")
        .help("请在项目文件夹中运行，或用 --project 指明项目文件夹")
}
