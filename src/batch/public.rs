//! The public data beside a report: a folder of its own, written with the PDF and recorded with it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::attachments::FACTS;
use crate::batch::digest::Digest;
use crate::batch::unwritten::not_written;
use crate::engine::Public;
use crate::exchange::statements::{About, DESCRIPTION, public_files};
use crate::files::{
    self, Entry, Most, bad_link, is_file, list, look, shown_path, write_whole, write_with_folder,
};
use crate::model::date::Date;
use crate::model::form::Unit;
use crate::model::report::Report;
use crate::problem::Problem;

/// The mark at the end of the folder's name.
const MARK: &str = "（数据）";

/// The files of a folder of public data by name, with their digests.
pub(crate) type PublicFiles = BTreeMap<String, Digest>;

/// The path of the folder beside a PDF; both are paths in an output folder.
pub(super) fn folder_of(pdf: &str) -> String {
    format!("{}{MARK}", pdf.strip_suffix(".pdf").unwrap_or(pdf))
}

/// The files of a report's public data. An error is the reason.
pub(super) fn made(
    public: Public,
    report: &Report,
    stem: &str,
    amounts: Unit,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let Date { year, month, day } = report.published.value;
    let about = About {
        title: stem,
        unit: &report.unit.name.value,
        published: format!("{year:04}-{month:02}-{day:02}"),
        amounts,
    };
    let Public { statements, facts } = public;
    public_files(&statements, facts, &about).map_err(|error| error.to_string())
}

/// What is recorded of some files.
pub(super) fn recorded(files: &[(String, Vec<u8>)]) -> PublicFiles {
    files.iter().map(|(name, bytes)| (name.clone(), Digest::of(bytes))).collect()
}

/// Whether the folder beside a PDF has the files that are recorded.
pub(super) fn is_there(out: &Path, pdf: &str, recorded: &PublicFiles) -> bool {
    read(out, pdf, recorded).is_some()
}

/// The files that are recorded of the folder beside a PDF; none where one is not there as it was written.
pub(super) fn read(
    out: &Path,
    pdf: &str,
    recorded: &PublicFiles,
) -> Option<Vec<(String, Vec<u8>)>> {
    let folder = folder_of(pdf);
    if !recorded.is_empty() && bad_link(out, &folder).is_some() {
        return None;
    }
    let file = |(name, digest): (&String, &Digest)| {
        let bytes = files::read(&out.join(&folder).join(name), Most::Pdf).ok()?;
        (Digest::of(&bytes) == *digest).then(|| (name.clone(), bytes))
    };
    recorded.iter().map(file).collect()
}

/// Writes a PDF with its public data, or where there are none without: what an earlier build wrote beside it goes. A folder
/// of that name that holds anything else stays as it is: nothing is written where it is in the way, and where it is not,
/// what is out of date in it is told.
pub(super) fn write(
    out: &Path,
    pdf: &str,
    contents: &[u8],
    files: &[(String, Vec<u8>)],
) -> Result<Option<Problem>, Problem> {
    let (path, folder) = (out.join(pdf), out.join(folder_of(pdf)));
    let failed = |error: io::Error| not_written(&path, &error);
    match (strange(&folder), files.is_empty()) {
        (None, _) => {
            write_with_folder(&path, contents, &folder, files).map_err(failed)?;
            Ok(None)
        }
        (Some(what), true) => {
            write_whole(&path, contents).map_err(failed)?;
            Ok(is_file(&folder.join(DESCRIPTION)).then(|| out_of_date(&folder, &what)))
        }
        (Some(what), false) => Err(in_the_way(&folder, &what)),
    }
}

/// What in a place is not the program's: the place itself, or something in the folder there.
fn strange(folder: &Path) -> Option<PathBuf> {
    match look(folder) {
        Ok(None) => return None,
        Ok(Some(found)) if found.is_plain_folder() => {}
        Ok(Some(_)) | Err(_) => return Some(folder.to_owned()),
    }
    let Ok(inside) = list(folder) else { return Some(folder.to_owned()) };
    let ours = ours(folder);
    let is_strange =
        |entry: &Entry| !entry.found.is_plain_file() || !entry.told || !ours.contains(&entry.name);
    inside.into_iter().flatten().find(is_strange).map(|entry| entry.path)
}

/// The names that the description in a folder gives its files, and its own.
fn ours(folder: &Path) -> BTreeSet<String> {
    let Ok(bytes) = files::read(&folder.join(DESCRIPTION), Most::Data) else {
        return BTreeSet::new();
    };
    let said: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let tables = said.get("tables").and_then(Value::as_array).into_iter().flatten();
    let names = tables.filter_map(|table| Some(table.get("url")?.as_str()?.to_owned()));
    names.chain([DESCRIPTION, FACTS].map(str::to_owned)).collect()
}

/// The problem of a folder that is not the program's where public data are to be written.
fn in_the_way(folder: &Path, what: &Path) -> Problem {
    let headline = match what == folder {
        true => format!("{} 不是程序写的文件夹，公开数据没有地方写", shown_path(folder)),
        false => format!("{} 不是程序写的，公开数据没有写", shown_path(what)),
    };
    Problem::error("not-written", headline)
        .help(format!("{} 只放程序写的数据；请把别的移走，再运行一次", shown_path(folder)))
}

/// The warning of old public data that stay beside a new PDF, since something else is with them.
fn out_of_date(folder: &Path, what: &Path) -> Problem {
    let headline = format!("{} 里是以前的公开数据，没有删去", shown_path(folder));
    Problem::warning("old-public-data", headline)
        .help(format!("里面的 {} 不是程序写的；请把它移走，再删去这个文件夹", shown_path(what)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_what_the_program_wrote_gives_way() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().join("2022/甲（数据）");
        let description = r#"{ "tables": [{ "url": "01总表.csv" }] }"#.as_bytes().to_vec();
        let files =
            vec![("01总表.csv".to_owned(), b"1".to_vec()), (DESCRIPTION.to_owned(), description)];
        let write = |files: &[(String, Vec<u8>)]| write(out.path(), "2022/甲.pdf", b"%PDF", files);
        write(&files).unwrap();
        write(&files).unwrap();
        assert!(is_there(out.path(), "2022/甲.pdf", &recorded(&files)));
        fs::write(folder.join("说明.txt"), "x").unwrap();
        let problem = write(&files).unwrap_err();
        assert!(problem.headline.contains("说明.txt"), "{}", problem.headline);
        // Without public data, what is not the program's is nothing to it.
        let warning = write(&[]).unwrap().unwrap();
        assert!(warning.headline.contains("以前的公开数据"), "{}", warning.headline);
        assert!(folder.join("01总表.csv").exists());
        fs::remove_file(folder.join("说明.txt")).unwrap();
        assert!(write(&[]).unwrap().is_none());
        assert!(!folder.exists());
    }
}
