//! The folder that a layout is set in: its files and the facts; and what is attached to the PDF.

use std::collections::BTreeMap;

use crate::files::Files;
use crate::layout::chain;
use crate::layout::settings::Layout;
use crate::layout::shelf::COMMON;

/// Files by path; what the engine sees, and what stock Typst sees in a written folder.
#[derive(Debug, Clone, Default)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

/// A file attached to the PDF, which the program does itself once the pages are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name in the PDF; no two have the same.
    pub name: String,
    /// Where it comes from.
    pub description: String,
    /// Its MIME type.
    pub mime: &'static str,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// The folder of one report: `facts` and `style` are JSON.
pub(crate) fn folder(files: &Files, layout: &Layout, facts: String, style: String) -> Folder {
    let mut folder = chain::seen(files, &layout.name);
    folder.insert("main.typ".to_owned(), main_file(&layout.name).into_bytes());
    folder.insert("facts.json".to_owned(), facts.into_bytes());
    folder.insert("layout.json".to_owned(), style.into_bytes());
    Folder(folder)
}

/// The folder in which the notice of a correction of a report is set: `notice` is what it is made from, as JSON.
pub(crate) fn notice_folder(report: &Folder, layout: &str, notice: String) -> Folder {
    let mut folder = report.clone();
    let own = format!("layouts/{layout}/notice.typ");
    let from = if folder.0.contains_key(&own) { layout } else { COMMON };
    let main = format!(
        "#import \"/layouts/{from}/notice.typ\": notice\n\
         #notice(json(\"/facts.json\"), json(\"/notice.json\"))\n"
    );
    folder.0.insert("main.typ".to_owned(), main.into_bytes());
    folder.0.insert("notice.json".to_owned(), notice.into_bytes());
    folder
}

/// Whether some bytes are the file that puts facts and a layout together, as the program writes it.
pub(crate) fn is_main_file(bytes: &[u8]) -> bool {
    let layout = str::from_utf8(bytes).ok().and_then(|text| {
        let rest = text.strip_prefix("#import \"/layouts/")?;
        Some(rest.split_once('/')?.0)
    });
    layout.is_some_and(|layout| main_file(layout).as_bytes() == bytes)
}

/// The file that puts facts and layout together.
fn main_file(layout: &str) -> String {
    format!(
        "#import \"/layouts/{layout}/report.typ\": report\n\
         #report(json(\"/facts.json\"))\n"
    )
}
