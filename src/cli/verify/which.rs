//! Which PDFs are meant: files, and those in folders.

use std::path::{Path, PathBuf};

use crate::files::{is_clutter, is_file, is_folder, list, shown_path};
use crate::problem::reason;

/// How deep folders are looked into.
const DEEPEST: usize = 32;

/// The PDFs that some paths mean, in order, each once; why there are none.
pub(super) fn pdfs(here: &Path, paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for path in paths {
        let full = here.join(path);
        if is_folder(&full) {
            let before = found.len();
            inside(here, path, DEEPEST, &mut found)?;
            if found.len() == before {
                return Err(format!("文件夹 {} 里没有 PDF", shown_path(path)));
            }
        } else if is_file(&full) {
            found.push(path.clone());
        } else {
            return Err(format!("没有文件 {}", shown_path(path)));
        }
    }
    let mut once = std::collections::BTreeSet::new();
    found.retain(|path| once.insert(path.clone()));
    Ok(found)
}

/// The PDFs in a folder and below it; links are not followed.
fn inside(
    here: &Path,
    folder: &Path,
    depth: usize,
    found: &mut Vec<PathBuf>,
) -> Result<(), String> {
    let Some(depth) = depth.checked_sub(1) else { return Ok(()) };
    let listed = list(&here.join(folder))
        .map_err(|error| format!("文件夹 {} 读不了（{}）", shown_path(folder), reason(&error)))?;
    for entry in listed.unwrap_or_default() {
        let Some(name) = entry.path.file_name() else { continue };
        let path = folder.join(name);
        if entry.found.is_plain_folder() {
            inside(here, &path, depth, found)?;
        } else if entry.found.is_file()
            && !is_clutter(&entry.name)
            && entry.name.to_lowercase().ends_with(".pdf")
        {
            found.push(path);
        }
    }
    Ok(())
}
