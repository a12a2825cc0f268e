//! Where two PDFs differ: page by page, and besides.

use hayro_interpret::hayro_syntax::object::Dict;

use crate::engine::opened::OpenedPdf;
use crate::engine::opened::objects::Comparison;

/// What of a catalogue is told otherwise: its pages, its attachments, and when it was stored.
const TOLD: [&[u8]; 4] = [b"Pages", b"AF", b"Version", b"Extensions"];

/// What of a page says nothing of what is seen: what it belongs to.
const OF_PAGE: [&[u8]; 1] = [b"Parent"];

/// A page that is not the same in two PDFs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageDifference {
    /// The page, from 0.
    pub page: usize,
    /// Whether what is drawn differs, and not only how: its contents rather than fonts and pictures.
    pub contents: bool,
    /// What else of it differs, by PDF's own names.
    pub others: Vec<String>,
}

/// The pages that both PDFs have and that differ, and what else does, by PDF's own names.
pub(crate) fn differences(
    one: &OpenedPdf,
    other: &OpenedPdf,
) -> (Vec<PageDifference>, Vec<String>) {
    let mut comparison = Comparison::of(one, other);
    let pages = one.pdf.pages().iter().zip(other.pdf.pages().iter()).enumerate();
    let differing = pages.filter_map(|(page, (one, other))| {
        let mut keys = comparison.differing(one.raw(), other.raw(), &OF_PAGE);
        let whole = keys.len();
        keys.retain(|key| key != "Contents");
        let contents = keys.len() < whole;
        (whole > 0).then_some(PageDifference { page, contents, others: keys })
    });
    let differing = differing.collect();
    let mut besides = match (one.catalog(), other.catalog()) {
        (Some(one), Some(other)) => {
            let mut keys = comparison.differing(&one, &other, &[&TOLD[..], &[b"Names"]].concat());
            let names = |catalog: &Dict<'_>| catalog.get::<Dict<'_>>("Names").is_some();
            if names(&one) != names(&other) {
                keys.push("Names".to_owned());
            } else if let (Some(one), Some(other)) = (one.get("Names"), other.get("Names")) {
                keys.extend(comparison.differing(&one, &other, &[b"EmbeddedFiles"]));
            }
            keys
        }
        _ => Vec::new(),
    };
    if one.pdf.metadata() != other.pdf.metadata() {
        besides.push("Info".to_owned());
    }
    (differing, besides)
}
