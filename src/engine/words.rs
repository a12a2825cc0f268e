//! All words of a report that was laid out: on its pages, in its bookmarks and properties, read out, linked to, attached.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::{Content, NativeElement, Selector, StyleChain};
use typst::introspection::{Introspector, Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::math::EquationElem;
use typst::model::{
    Destination, Document, DocumentInfo, FigureElem, HeadingElem, ParElem, TableCell, TableElem,
};
use typst::pdf::{ArtifactElem, AttachElem};
use typst::visualize::ImageElem;

use crate::engine::compile::LaidOut;

/// The words of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// Of all pages; every heading, paragraph and cell begins a line, whether a page ends in it or not.
    pub pages: String,
    /// Of headers, footers and other decoration.
    pub decoration: String,
    /// Of the bookmarks, one a line.
    pub bookmarks: String,
    /// Title, authors, description and keywords, one a line.
    pub properties: String,
    /// What links lead to.
    pub links: BTreeSet<String>,
    /// The families of the fonts of all words, each with a character that is drawn with it.
    pub fonts: BTreeMap<String, char>,
    /// What is read out in place of pictures, what links lead to, and what the layout itself attaches.
    pub unseen: String,
}

/// The words of a report that was laid out.
pub(crate) fn words(laid_out: &LaidOut) -> Words {
    let document = &laid_out.document;
    let mut words = Words::default();
    for page in document.pages() {
        on_page(&page.frame, &mut words, &mut None);
        words.decoration.push('\n');
    }
    let headings = document.introspector().query(&Selector::Elem(HeadingElem::ELEM, None));
    for heading in headings.iter().filter_map(|found| found.to_packed::<HeadingElem>()) {
        line(&mut words.bookmarks, &heading.body.plain_text());
    }
    let DocumentInfo { title, author, description, keywords, date: _, locale: _ } = document.info();
    for word in title.iter().chain(author).chain(description).chain(keywords) {
        line(&mut words.properties, word);
    }
    words
}

/// Adds the words of a frame; `decoration` is the one that the walk is inside of.
fn on_page(frame: &Frame, words: &mut Words, decoration: &mut Option<Location>) {
    for (_, item) in frame.items() {
        let shown = if decoration.is_some() { &mut words.decoration } else { &mut words.pages };
        match item {
            FrameItem::Group(group) => on_page(&group.frame, words, decoration),
            FrameItem::Text(run) => {
                shown.push_str(&run.text);
                let family = &run.font.info().family;
                if let Some(drawn) = run.text.chars().find(|c| !c.is_whitespace())
                    && !words.fonts.contains_key(family.as_str())
                {
                    words.fonts.insert(family.to_string(), drawn);
                }
            }
            FrameItem::Link(Destination::Url(url), _) => {
                let url = url.clone().into_inner();
                line(&mut words.unseen, &url);
                words.links.insert(url.to_string());
            }
            FrameItem::Tag(Tag::Start(content, _)) => {
                let blocks = [HeadingElem::ELEM, ParElem::ELEM, TableCell::ELEM];
                if blocks.contains(&content.elem()) {
                    shown.push('\n');
                }
                if decoration.is_none() && content.is::<ArtifactElem>() {
                    words.decoration.push('\n');
                    *decoration = content.location();
                }
                unseen(content, &mut words.unseen);
            }
            FrameItem::Tag(Tag::End(location, ..)) => {
                if *decoration == Some(*location) {
                    *decoration = None;
                }
            }
            FrameItem::Link(..) | FrameItem::Shape(..) | FrameItem::Image(..) => {}
        }
    }
}

/// Adds what is read out in place of an element, and what it attaches.
fn unseen(content: &Content, text: &mut String) {
    let styles = StyleChain::default();
    let figure = content.to_packed::<FigureElem>().and_then(|elem| elem.alt.get_cloned(styles));
    let image = content.to_packed::<ImageElem>().and_then(|elem| elem.alt.get_cloned(styles));
    let equation = content.to_packed::<EquationElem>().and_then(|elem| elem.alt.get_cloned(styles));
    let table = content.to_packed::<TableElem>().and_then(|elem| elem.summary.get_cloned(styles));
    for words in [figure, image, equation, table].into_iter().flatten() {
        line(text, &words);
    }
    if let Some(attached) = content.to_packed::<AttachElem>() {
        line(text, &attached.path.derived);
        line(text, &attached.description.get_cloned(styles).unwrap_or_default());
        line(text, &String::from_utf8_lossy(&attached.data));
    }
}

/// Adds a line.
fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}
