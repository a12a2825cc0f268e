//! One report from data to file.

use std::path::{Path, PathBuf};

use crate::batch::prepare::{Purpose, prepare};
use crate::batch::project::{draft_file_name, safe_file_name};
use crate::batch::select::Selected;
use crate::batch::write::write_whole;
use crate::engine::{Fonts, typeset};
use crate::model::unit::Project;
use crate::problem::{Problem, Sources, reason};
use crate::read::Reading;

/// A report on disk.
#[derive(Debug)]
pub struct Built {
    /// Where it was written.
    pub path: PathBuf,
    /// How many pages it has.
    pub pages: usize,
}

/// What came of one report.
#[derive(Debug)]
pub struct Outcome {
    /// The report, unless there were errors.
    pub built: Option<Built>,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
    /// The files that they point into.
    pub sources: Sources,
}

/// Builds one report into `out/<year>/`; with errors nothing is written, but a draft only needs files that can be read.
pub fn build_one(
    reading: Reading<'_>,
    project: &Project,
    fonts: &Fonts,
    selected: &Selected,
    out: &Path,
    purpose: Purpose,
) -> Outcome {
    let (prepared, mut problems, mut sources) = prepare(reading, project, fonts, selected, purpose);
    let Some(prepared) = prepared else { return Outcome { built: None, problems, sources } };
    let name = match purpose {
        Purpose::Publication => safe_file_name(project, &prepared.report.unit, selected.year),
        Purpose::Draft => draft_file_name(project, &prepared.report.unit, selected.year),
    };
    let path = out.join(selected.year.to_string()).join(name);
    let built = match typeset(prepared.folder, fonts, &mut sources) {
        Ok(typeset) => {
            problems.extend(typeset.warnings);
            match write_whole(&path, &typeset.pdf) {
                Ok(()) => Some(Built { path, pages: typeset.pages }),
                Err(error) => {
                    problems.push(not_written(&path, &error));
                    None
                }
            }
        }
        Err(failures) => {
            problems.extend(failures);
            None
        }
    };
    Outcome { built, problems, sources }
}

/// The problem of a file that could not be written.
fn not_written(path: &Path, error: &std::io::Error) -> Problem {
    Problem::error("not-written", format!("无法写入 {}（{}）", path.display(), reason(error)))
        .help("请检查磁盘空间和写入权限；Windows 上请先关闭正在阅读这个文件的程序")
}
