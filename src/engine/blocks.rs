//! A report that was laid out as its blocks: headings, paragraphs and cells, each with where it stands.

use typst::foundations::{Content, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{HeadingElem, ParElem, TableCell, TableElem};
use typst::pdf::ArtifactElem;

use crate::engine::compile::LaidOut;

/// A heading, a paragraph, a cell, or what belongs to none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// The heading under which it stands.
    pub heading: String,
    /// The cell that it is, if it is one.
    pub cell: Option<CellPlace>,
    /// Its words, piece by piece, with the page of each, from 1.
    pub pieces: Vec<(usize, String)>,
}

/// Where a cell stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellPlace {
    /// The label of its table; empty where it has none.
    pub table: String,
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
}

impl Block {
    /// All its words.
    pub(crate) fn words(&self) -> String {
        self.pieces.iter().map(|(_, words)| words.as_str()).collect()
    }
}

/// The blocks of a report in the order of its pages; headers, footers and other decoration are left out.
pub(crate) fn blocks(laid_out: &LaidOut) -> Vec<Block> {
    let mut walk = Walk::default();
    for (index, page) in laid_out.document.pages().iter().enumerate() {
        walk.page = index + 1;
        walk.through(&page.frame);
    }
    walk.blocks.retain(|block| !block.pieces.is_empty());
    walk.blocks
}

/// What has been met on the way through the pages.
#[derive(Default)]
struct Walk {
    /// The blocks so far.
    blocks: Vec<Block>,
    /// The page, from 1.
    page: usize,
    /// The last heading.
    heading: String,
    /// The table that the walk is inside of, with its label.
    table: Option<(Location, String)>,
    /// The decoration that it is inside of.
    decoration: Option<Location>,
}

impl Walk {
    /// Goes through a frame.
    fn through(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.through(&group.frame),
                FrameItem::Text(run) if self.decoration.is_none() => {
                    if self.blocks.is_empty() {
                        self.begin(None);
                    }
                    if let Some(block) = self.blocks.last_mut() {
                        block.pieces.push((self.page, run.text.to_string()));
                    }
                }
                FrameItem::Tag(Tag::Start(content, _)) => self.enter(content),
                FrameItem::Tag(Tag::End(location, ..)) => self.leave(*location),
                FrameItem::Text(_)
                | FrameItem::Link(..)
                | FrameItem::Shape(..)
                | FrameItem::Image(..) => {}
            }
        }
    }

    /// Begins what a tag begins.
    fn enter(&mut self, content: &Content) {
        if self.decoration.is_some() {
            return;
        }
        if content.is::<ArtifactElem>() {
            self.decoration = content.location();
        } else if let Some(heading) = content.to_packed::<HeadingElem>() {
            let words = heading.body.plain_text();
            self.heading = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.begin(None);
        } else if content.is::<TableElem>() {
            let label = content.label().map(|label| label.resolve().to_string());
            self.table = content.location().map(|at| (at, label.unwrap_or_default()));
        } else if let Some(cell) = content.to_packed::<TableCell>() {
            let styles = StyleChain::default();
            let place = match (cell.x.get(styles), cell.y.get(styles)) {
                (Smart::Custom(column), Smart::Custom(row)) => Some((row, column)),
                _ => None,
            };
            let table = self.table.as_ref().map(|(_, label)| label.clone()).unwrap_or_default();
            self.begin(place.map(|(row, column)| CellPlace { table, row, column }));
        } else if content.is::<ParElem>() {
            let cell = match &self.table {
                // A paragraph of a cell is the cell's.
                Some(_) => self.blocks.last().and_then(|block| block.cell.clone()),
                None => None,
            };
            self.begin(cell);
        }
    }

    /// Ends what a tag ends.
    fn leave(&mut self, location: Location) {
        if self.decoration == Some(location) {
            self.decoration = None;
        }
        if self.table.as_ref().is_some_and(|(table, _)| *table == location) {
            self.table = None;
            self.begin(None);
        }
    }

    /// Begins a block.
    fn begin(&mut self, cell: Option<CellPlace>) {
        self.blocks.push(Block { heading: self.heading.clone(), cell, pieces: Vec::new() });
    }
}
