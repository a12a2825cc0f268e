//! A workbook that was filled in, back into the files of its unit: written whole or not at all.

use crate::exchange::bring::outcome::Outcome;
use crate::exchange::fill::{Applied, Cells, NewText, apply};
use crate::files::{Most, rewrite_whole, write_new};
use crate::problem::reason;
use crate::project::Project;

/// So many files are listed one by one.
const LISTED: usize = 3;

/// Takes what was filled in, unless it is refused or only tried.
pub(super) fn take_back(
    cells: &Cells,
    source: &str,
    unit: Option<&str>,
    year: Option<u16>,
    project: &Project,
    dry_run: bool,
) -> Outcome {
    let Applied { folder, year, name, texts, changes, refused, notes } =
        apply(&project.files, cells, unit, year);
    let mut outcome = Outcome {
        source: source.to_owned(),
        name: Some(name).filter(|name| !name.is_empty()),
        year: Some(year).filter(|year| *year > 0),
        is_new: !texts.is_empty() && texts.iter().all(|text| text.before.is_none()),
        read: vec!["填报表".to_owned()],
        changes,
        remarks: notes,
        refused,
        ..Outcome::default()
    };
    let paths: Vec<&str> = texts.iter().map(|text| text.path.as_str()).collect();
    outcome.path = Some(match paths.as_slice() {
        [] => format!("data/{folder}"),
        paths if paths.len() <= LISTED => paths.join("、"),
        paths => format!("data/{folder}（{} 个文件）", paths.len()),
    });
    if dry_run || !outcome.refused.is_empty() {
        return outcome;
    }
    // Nothing is written where one of the files is no longer what the changes were made of.
    if let Some(moved) = texts.iter().find(|text| !is_as_before(text, project)) {
        outcome.refused.push(format!("{} 刚刚被别的程序改了；请再导入一次", moved.path));
        return outcome;
    }
    for NewText { path, before, text } in texts {
        let full = project.files.root().join(&path);
        let written = match before {
            Some(_) => rewrite_whole(&full, text.as_bytes()),
            None => write_new(&full, text.as_bytes()),
        };
        if let Err(error) = written {
            outcome.machine = true;
            outcome.refused.push(format!("{path} 写不进去（{}）", reason(&error)));
            return outcome;
        }
    }
    outcome
}

/// Whether a file still says what its change was made of.
fn is_as_before(text: &NewText, project: &Project) -> bool {
    match (&text.before, project.files.read(&text.path, Most::Data)) {
        (Some(before), Ok(bytes)) => before.as_bytes() == bytes,
        (None, Err(_)) => true,
        (Some(_), Err(_)) | (None, Ok(_)) => false,
    }
}
