//! The files that are to be imported.

use std::path::{Path, PathBuf};

use crate::files::{is_clutter, is_folder, list};

/// The files that some paths lead to.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    /// Workbooks, or what may be.
    pub files: Vec<PathBuf>,
    /// Names of what is passed over.
    pub passed_over: Vec<String>,
}

/// How files end that may be workbooks.
const ENDINGS: [&str; 8] = ["xls", "xlsx", "xlsm", "ods", "et", "htm", "html", "xlsb"];

/// The files that paths lead to: a file itself, whatever it is called; of a folder those that are called as workbooks are.
pub(crate) fn listed(paths: &[PathBuf]) -> Result<Listed, (PathBuf, std::io::Error)> {
    let mut listed = Listed::default();
    for path in paths {
        match is_folder(path) {
            false => listed.files.push(path.clone()),
            true => within(path, &mut listed).map_err(|error| (path.clone(), error))?,
        }
    }
    Ok(listed)
}

/// The files of a folder and of those in it.
fn within(folder: &Path, listed: &mut Listed) -> std::io::Result<()> {
    for entry in list(folder)?.unwrap_or_default() {
        if entry.found.is_plain_folder() && !is_clutter(&entry.name) {
            within(&entry.path, listed)?;
            continue;
        }
        let name = entry.name.to_lowercase();
        let is_workbook =
            name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
        match is_workbook && !is_clutter(&entry.name) {
            true => listed.files.push(entry.path),
            false => listed.passed_over.push(entry.name),
        }
    }
    Ok(())
}
