//! The data that are attached to a PDF.

use std::collections::BTreeMap;
use std::path::Path;

use memchr::memmem;

use crate::engine::{OpenedPdf, guarded, is_ours};
use crate::files::{Most, read, shown_path};
use crate::problem::Problem;

/// In how many bytes at the end of a PDF the mark of its end stands.
const END: usize = 1024;

/// The files that are attached to a PDF of this program, by name.
pub(crate) fn attached(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, Problem> {
    let shown = shown_path(path);
    let unusable = |why: &str| {
        Problem::error("not-comparable", format!("{shown} {why}"))
            .help("要比较的报告里要有本程序附上的干净的数据")
    };
    let bytes = read(path, Most::Pdf).map_err(|unread| unread.problem(&shown))?;
    // What was cut off has lost what says whose it is, as well as its end.
    if bytes.starts_with(b"%PDF-") && !has_end(&bytes) {
        return Err(unusable("不完整：没有下载完，或者坏了，请重新拿一份"));
    }
    if !is_ours(&bytes) {
        return Err(unusable("不是本程序生成的 PDF"));
    }
    let opened = guarded(|| Ok(OpenedPdf::open(bytes).and_then(|pdf| pdf.attachments())));
    let attached = opened.ok().flatten().ok_or_else(|| unusable("的附件读不出来，文件可能损坏"))?;
    let has_data = ["juesuan.toml", "unit.toml"].iter().all(|name| attached.contains_key(*name));
    match has_data {
        true => Ok(attached),
        false => Err(unusable("里没有附干净的数据")),
    }
}

/// Whether a PDF has its end, near which a mark stands.
fn has_end(pdf: &[u8]) -> bool {
    let tail = pdf.get(pdf.len().saturating_sub(END)..).unwrap_or_default();
    memmem::find(tail, b"%%EOF").is_some()
}
