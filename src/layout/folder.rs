//! The folder that a layout is set in: its files, the facts, the attachments.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::layout::chain;
use crate::layout::settings::Layout;
use crate::model::place::FileNumber;
use crate::problem::{Source, Sources};

/// Files by path; what the engine sees, and what stock Typst sees in a written folder.
#[derive(Debug, Clone, Default)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

/// A file attached to the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its path in the layout's folder.
    pub path: String,
    /// Its name in the PDF.
    pub name: String,
    /// Where it comes from.
    pub description: String,
    /// Its MIME type.
    #[serde(rename = "type")]
    pub mime: &'static str,
}

/// The MIME type of a data file.
const TOML: &str = "application/toml";
/// The MIME type of the facts.
const JSON: &str = "application/json";

/// The attachments of the report of the unit in a folder: its data files and the facts.
pub fn attachments(files: &[FileNumber], sources: &Sources, unit: &str) -> Vec<Attachment> {
    let data = files.iter().filter_map(|number| sources.file(*number)).enumerate();
    let mut attachments: Vec<Attachment> = data
        .map(|(index, source)| Attachment {
            // Constant paths: the engine keeps every path it ever saw for the life of the process.
            path: format!("/attached/{index}.toml"),
            name: flat_name(source, unit),
            description: source.name.clone(),
            mime: TOML,
        })
        .collect();
    attachments.push(Attachment {
        path: "/facts.json".to_owned(),
        name: "facts.json".to_owned(),
        description: "facts.json".to_owned(),
        mime: JSON,
    });
    attachments
}

/// The folder of one report: `facts` and `style` are JSON.
pub fn folder(
    root: &Path,
    layout: &Layout,
    facts: String,
    style: String,
    files: &[FileNumber],
    sources: &Sources,
) -> Folder {
    let mut folder = chain::files(root, &layout.name);
    folder.insert("main.typ".to_owned(), main_file(&layout.name).into_bytes());
    folder.insert("facts.json".to_owned(), facts.into_bytes());
    folder.insert("layout.json".to_owned(), style.into_bytes());
    let data = files.iter().filter_map(|number| sources.file(*number)).enumerate();
    for (index, source) in data {
        folder.insert(format!("attached/{index}.toml"), source.bytes());
    }
    Folder(folder)
}

/// The file that puts facts and layout together.
fn main_file(layout: &str) -> String {
    format!(
        "#import \"/layouts/common/attach.typ\": attach-files\n\
         #import \"/layouts/{layout}/report.typ\": report\n\
         #let facts = json(\"/facts.json\")\n\
         #import \"/layouts/common/draft.typ\": draft-mark\n\
         #attach-files(facts)\n\
         #show: draft-mark.with(facts)\n\
         #report(facts)\n"
    )
}

/// The name of a data file without its folders up to the unit's: `2022-01-经费.toml`; files of a department's units keep
/// the unit's.
fn flat_name(source: &Source, unit: &str) -> String {
    let own = source.name.strip_prefix("data/").and_then(|path| path.strip_prefix(unit));
    let own = own.and_then(|path| path.strip_prefix('/'));
    let below = own.or(source.name.strip_prefix("data/")).unwrap_or(&source.name);
    below.replace(['/', '\\'], "-")
}
