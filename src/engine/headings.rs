//! Where the headings of a report stand on its pages.

use typst::foundations::{NativeElement, Selector, StyleChain};
use typst::introspection::Introspector;
use typst::model::HeadingElem;
use typst_layout::PagedDocument;

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heading {
    /// Its page, from 1.
    pub page: usize,
    /// How far below the top of the page it stands, in points.
    pub top: f64,
    /// How deep it is, from 1.
    pub level: usize,
    /// Its words.
    pub words: String,
}

/// The headings of a document, in the order of its pages.
pub(super) fn headings(document: &PagedDocument) -> Vec<Heading> {
    let introspector = document.introspector();
    let found = introspector.query(&Selector::Elem(HeadingElem::ELEM, None));
    let heading = |element: &typst::foundations::Content| {
        let position = introspector.position(element.location()?)?;
        let heading = element.to_packed::<HeadingElem>()?;
        let words = heading.body.plain_text();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let level = heading.resolve_level(StyleChain::default()).get();
        Some(Heading { page: position.page.get(), top: position.point.y.to_pt(), level, words })
    };
    found.iter().filter_map(heading).collect()
}
