//! The data attached to a PDF → the report made of them again.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;

use crate::attachments::{Made, UNIT, origin};
use crate::engine::{Engine, Fonts, Heading, forget};
use crate::files::{self, Files, Most, list, write_whole};
use crate::problem::Problem;
use crate::project::{Noted, Project, Purpose, Selected, safe_file_name};

/// The name of the attached facts.
pub(super) const FACTS: &str = "facts.json";

/// A report made again.
pub(super) struct Again {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// What it was made with.
    pub made: Made,
}

/// What is known of a report before it is made again.
pub(super) struct Attached {
    /// The unit's name.
    pub unit: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// The name of the layout.
    pub layout: Option<String>,
    /// What it was made for.
    pub purpose: Purpose,
}

/// Why a report cannot be made again.
pub(super) enum Not {
    /// Its layout is not known here.
    Unknown(String),
    /// Its data yield no report: why.
    Broken(String),
    /// The machine failed: why.
    Failed(String),
}

impl Attached {
    /// What the facts say; they are only words to show, and whether it is a draft.
    pub(super) fn read(attachments: &BTreeMap<String, Vec<u8>>) -> Self {
        let facts = attachments.get(FACTS).and_then(|facts| serde_json::from_slice(facts).ok());
        let facts: Value = facts.unwrap_or_default();
        let words = |value: &Value| value.as_str().map(str::to_owned);
        let draft = facts.get("draft") == Some(&Value::Bool(true));
        Self {
            unit: facts.get("unit").and_then(|unit| unit.get("name")).and_then(words),
            year: facts.get("year").and_then(Value::as_u64).and_then(|year| year.try_into().ok()),
            layout: facts.get("layout").and_then(words),
            purpose: if draft { Purpose::Draft } else { Purpose::Publication },
        }
    }
}

/// Makes a report of attached data again, in a folder of its own with the layouts of a project, if one is named.
pub(super) fn again(
    attachments: &BTreeMap<String, Vec<u8>>,
    known: &Attached,
    project: Option<&Path>,
    fonts: &Arc<Fonts>,
) -> Result<Again, Not> {
    let failed = |error: io::Error| Not::Failed(crate::problem::reason(&error));
    let folder = TempDir::new().map_err(failed)?;
    if let Some(project) = project {
        let layouts = Path::new("layouts");
        add_layouts(&project.join(layouts), &folder.path().join(layouts), 8).map_err(failed)?;
    }
    let mut texts = Vec::new();
    for (name, bytes) in attachments {
        let Some(path) = origin(name).path() else { continue };
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            return Err(Not::Broken(format!("附件 {name} 不是 UTF-8 文字")));
        };
        texts.push((path, text));
    }
    let project = Project::open(&Files::on(folder.path()).over(texts))
        .map_err(|noted| Not::Broken(first(&noted.problems)))?;
    made_in(&project, known, fonts)
}

/// Makes the only report of a project.
fn made_in(project: &Project, known: &Attached, fonts: &Arc<Fonts>) -> Result<Again, Not> {
    let selected = Selected { folder: UNIT.to_owned(), year: project.settings.year };
    let (prepared, noted) = project.prepare(fonts, &selected, known.purpose);
    let Noted { problems, mut sources } = noted;
    let Some(prepared) = prepared else {
        let unknown = problems.iter().find(|problem| UNKNOWN.contains(&problem.id));
        return Err(match unknown {
            Some(problem) => Not::Unknown(problem.headline.clone()),
            None => Not::Broken(first(&problems)),
        });
    };
    let name = safe_file_name(&project.settings, &prepared.report.unit, selected.year);
    let mut engine = Engine::new(Arc::clone(fonts));
    let typeset = prepared.typeset(&name, &mut engine, &mut sources);
    forget(0);
    let typeset = typeset.map_err(|problems| Not::Broken(first(&problems)))?;
    Ok(Again { pdf: typeset.pdf, headings: typeset.headings, made: prepared.made(fonts) })
}

/// What is wrong where a layout or its fonts are not known here.
const UNKNOWN: [&str; 2] = ["unknown-layout", "missing-font"];

/// The first of some problems, in words.
fn first(problems: &[Problem]) -> String {
    problems.first().map(|problem| problem.headline.clone()).unwrap_or_default()
}

/// Copies the plain files of a folder of layouts, so deep at most; links are left out.
fn add_layouts(from: &Path, to: &Path, depth: usize) -> io::Result<()> {
    let Some(depth) = depth.checked_sub(1) else { return Ok(()) };
    for entry in list(from)?.unwrap_or_default().into_iter().filter(|entry| entry.told) {
        let target = to.join(&entry.name);
        if entry.found.is_plain_folder() {
            add_layouts(&entry.path, &target, depth)?;
        } else if entry.found.is_file() && !entry.found.is_link {
            let contents = files::read(&entry.path, Most::Layout);
            write_whole(&target, &contents.map_err(|unread| io::Error::other(unread.why()))?)?;
        }
    }
    Ok(())
}
