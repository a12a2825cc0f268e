//! What stands in an output folder, and whether it may stand there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use serde_json::Value;

/// The finished files of an output folder by their path: the PDFs and the manifest.
pub(crate) fn outputs(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for path in paths(out) {
        let bytes = fs::read(out.join(&path)).unwrap();
        files.insert(path, bytes);
    }
    files
}

/// When each PDF of an output folder was written.
pub(crate) fn times(out: &Path) -> BTreeMap<String, SystemTime> {
    let pdfs = paths(out).into_iter().filter(|path| path.ends_with(".pdf"));
    pdfs.map(|path| (path.clone(), fs::metadata(out.join(path)).unwrap().modified().unwrap()))
        .collect()
}

/// The manifest of an output folder; none if there is none, and a failure if it is damaged.
pub(crate) fn manifest(out: &Path) -> Option<Value> {
    let text = fs::read(out.join("manifest.json")).ok()?;
    Some(serde_json::from_slice(&text).expect("the manifest is damaged"))
}

/// The names of all unfinished files in an output folder.
pub(crate) fn unfinished(out: &Path) -> Vec<String> {
    let all = walk(out, "");
    all.into_iter().filter(|path| path.contains(".juesuan-part-")).collect()
}

/// The paths of the finished files.
fn paths(out: &Path) -> Vec<String> {
    let finished = |path: &String| !path.rsplit('/').next().unwrap().starts_with('.');
    walk(out, "").into_iter().filter(finished).collect()
}

/// The paths of all files in a folder and below, sorted.
fn walk(folder: &Path, below: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let path = format!("{below}{}", entry.file_name().into_string().unwrap());
        if entry.path().is_dir() {
            found.extend(walk(&entry.path(), &format!("{path}/")));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
