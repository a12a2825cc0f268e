//! One report from data to file.

use std::path::{Path, PathBuf};

use crate::batch::digest::Digest;
use crate::batch::inputs::Surroundings;
use crate::batch::manifest::Entry;
use crate::batch::order::Reply;
use crate::engine::{Engine, forget};
use crate::facts::alike;
use crate::files::{bad_link, shown_path, write_whole};
use crate::layout::{self, Attachment};
use crate::model::unit::Attach;
use crate::problem::{Problem, Severity, reason};
use crate::project::{Noted, Project, Purpose, Selected, draft_file_name, safe_file_name};

/// Where and how reports are built.
#[derive(Debug, Clone)]
pub(crate) struct Workplace {
    /// The output folder.
    pub out: PathBuf,
    /// Another folder of fonts.
    pub fonts: Option<PathBuf>,
    /// The digest of all fonts, where whoever gives the orders has it.
    pub known_fonts: Option<Digest>,
    /// What the reports are for.
    pub purpose: Purpose,
}

/// Builds one report into `<out>/<year>/`; with errors nothing is written, but a draft only needs files that can be read.
pub(super) fn build_one(
    project: &Project,
    engine: &mut Engine,
    surroundings: &Surroundings,
    workplace: &Workplace,
    selected: &Selected,
) -> Reply {
    let purpose = workplace.purpose;
    let (prepared, noted) = project.prepare(engine.fonts(), selected, purpose);
    let Noted { mut problems, mut sources } = noted;
    let Some(prepared) = prepared else { return Reply::new(None, &problems, &sources) };
    let report = &prepared.report;
    let inputs =
        surroundings.inputs(&sources, &prepared.looked, &report.layout.value, &prepared.folder);
    let name = match purpose {
        Purpose::Publication => safe_file_name(&project.settings, &report.unit, selected.year),
        Purpose::Draft => draft_file_name(&project.settings, &report.unit, selected.year),
    };
    let typeset = prepared.typeset(&name, engine, &mut sources);
    forget(0);
    if typeset.as_ref().map_or(true, |typeset| !typeset.warnings.is_empty()) {
        // The engine knows a file that a layout takes over as the layout's own.
        sources.rename(|path| layout::real_path(&project.files, path));
    }
    let typeset = match typeset {
        Ok(typeset) => typeset,
        Err(failures) => {
            problems.extend(failures);
            return Reply::new(None, &problems, &sources);
        }
    };
    problems.extend(typeset.warnings);
    let path = workplace.out.join(selected.year.to_string()).join(&name);
    if let Some(problem) = led_out(&workplace.out, &format!("{}/{name}", selected.year)) {
        problems.push(problem);
        return Reply::new(None, &problems, &sources);
    }
    if let Err(error) = write_whole(&path, &typeset.pdf) {
        problems.push(not_written(&path, &error));
        return Reply::new(None, &problems, &sources);
    }
    let warnings = problems.iter().filter(|p| p.severity == Severity::Warning).count();
    let made = Entry {
        pdf: format!("{}/{name}", selected.year),
        sha256: Digest::of(&typeset.pdf),
        bytes: typeset.pdf.len() as u64,
        pages: typeset.pages,
        warnings,
        accepted: prepared.accepted,
        facts: facts_of(project, &typeset.attachments),
        inputs,
    };
    Reply::new(Some(made), &problems, &sources)
}

/// The digest of what the attached facts say; none where what is attached are not the clean data.
fn facts_of(project: &Project, attachments: &[Attachment]) -> Option<Digest> {
    let facts = attachments.iter().find(|file| file.name == "facts.json")?;
    let is_clean = project.settings.attach == Attach::Clean;
    is_clean.then(|| alike(&String::from_utf8_lossy(&facts.bytes)))
}

/// The problem of a path in an output folder to which a link leads that must not be followed.
pub(super) fn led_out(out: &Path, below: &str) -> Option<Problem> {
    let folder = Path::new(below).parent()?.to_str()?;
    let link = bad_link(out, folder)?;
    let headline = format!("无法写入 {}（{}）", shown_path(&out.join(below)), link.said());
    Some(Problem::error("not-written", headline).help("请删去这个链接，再运行一次"))
}

/// The problem of a file that could not be written.
pub(super) fn not_written(path: &Path, error: &std::io::Error) -> Problem {
    Problem::error("not-written", format!("无法写入 {}（{}）", shown_path(path), reason(error)))
        .help("请检查磁盘空间和写入权限；Windows 上请先关闭正在阅读这个文件的程序")
}
