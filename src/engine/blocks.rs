//! What stands on the pages of a report, piece by piece: headings, paragraphs, the cells of its tables, each with its page.

use std::collections::HashMap;

use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{HeadingElem, ParElem, TableCell, TableElem};
use typst::pdf::ArtifactElem;

use crate::engine::compile::LaidOut;

/// A piece of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, on one line.
    pub text: String,
    /// The page on which it begins, from 1.
    pub page: usize,
}

/// What a piece of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A cell of a table, which is known by its number, from 0: its row and column.
    Cell {
        /// Which table of the report it is in.
        table: usize,
        /// Its row, from 0.
        row: usize,
        /// Its column, from 0.
        column: usize,
    },
    /// Words that stand in none of these: on the cover, in the contents.
    Loose,
}

/// What has been met on the way through the pages.
#[derive(Default)]
struct Walk {
    /// The pieces so far.
    blocks: Vec<Block>,
    /// The pieces that are open, innermost last, each with what ends it.
    open: Vec<(Location, usize)>,
    /// The cells that were met, looked up and never gone through: their words may go on elsewhere.
    cells: HashMap<Location, usize>,
    /// The tables that are open.
    tables: Vec<(Location, usize)>,
    /// How many tables were met.
    met: usize,
    /// What is not read until it ends: a page's head or foot, a table's head that is repeated.
    aside: Option<Location>,
    /// The page, from 1.
    page: usize,
    /// Whether words outside of all pieces begin a new one.
    is_apart: bool,
}

/// The pieces of a report, in reading order; empty ones are left out.
pub(crate) fn blocks(laid_out: &LaidOut) -> Vec<Block> {
    let mut walk = Walk::default();
    for (number, page) in laid_out.document.pages().iter().enumerate() {
        walk.page = number + 1;
        walk.is_apart = true;
        on_page(&page.frame, &mut walk, None);
    }
    let mut blocks = walk.blocks;
    for block in &mut blocks {
        block.text = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

/// Goes through a frame; `owner` is the cell whose words it goes on with.
fn on_page(frame: &Frame, walk: &mut Walk, owner: Option<usize>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                // Of a cell that goes on over several pages, the tags stand before its words, not around them.
                let parent = group.parent.and_then(|parent| walk.cells.get(&parent.location));
                let parent = parent.copied();
                on_page(&group.frame, walk, parent.or(owner));
            }
            FrameItem::Tag(Tag::Start(content, _)) if walk.aside.is_none() => {
                begin(content, walk, owner)
            }
            FrameItem::Tag(Tag::End(location, ..)) => end(*location, walk),
            FrameItem::Text(run) if walk.aside.is_none() => {
                let inner = walk.open.last().map(|(_, index)| *index);
                let index = match owner.or(inner) {
                    Some(index) => index,
                    None => loose(walk),
                };
                if let Some(block) = walk.blocks.get_mut(index) {
                    block.text.push_str(&run.text);
                }
            }
            FrameItem::Tag(_)
            | FrameItem::Text(_)
            | FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..) => {}
        }
    }
}

/// Begins a piece.
fn begin(content: &Content, walk: &mut Walk, owner: Option<usize>) {
    let Some(location) = content.location() else { return };
    walk.is_apart = true;
    if content.is::<ArtifactElem>() {
        walk.aside = Some(location);
    } else if content.is::<TableElem>() {
        let number = walk.met;
        walk.met += 1;
        walk.tables.push((location, number));
    } else if let Some(cell) = content.to_packed::<TableCell>() {
        if walk.cells.contains_key(&location) {
            return;
        }
        let styles = typst::foundations::StyleChain::default();
        if cell.is_repeated.get(styles) {
            walk.aside = Some(location);
            return;
        }
        let at = |place: typst::foundations::Smart<usize>| place.custom().unwrap_or_default();
        let table = walk.tables.last().map_or(walk.met, |(_, number)| *number);
        let kind =
            BlockKind::Cell { table, row: at(cell.y.get(styles)), column: at(cell.x.get(styles)) };
        let index = add(walk, kind);
        walk.cells.insert(location, index);
        walk.open.push((location, index));
    } else if owner.is_none() && walk.open.is_empty() {
        let kind = match () {
            () if content.is::<HeadingElem>() => BlockKind::Heading,
            () if content.is::<ParElem>() => BlockKind::Paragraph,
            () => return,
        };
        let index = add(walk, kind);
        walk.open.push((location, index));
    } else if content.is::<ParElem>() {
        // Paragraphs of one cell stand apart.
        let index = owner.or(walk.open.last().map(|(_, index)| *index));
        if let Some(block) = index.and_then(|index| walk.blocks.get_mut(index)) {
            block.text.push(' ');
        }
    }
}

/// Ends a piece, a table, or what is not read.
fn end(location: Location, walk: &mut Walk) {
    walk.is_apart = true;
    if walk.aside == Some(location) {
        walk.aside = None;
    }
    walk.open.retain(|(open, _)| *open != location);
    walk.tables.retain(|(open, _)| *open != location);
}

/// The piece for words that stand outside of all others.
fn loose(walk: &mut Walk) -> usize {
    match walk.blocks.len().checked_sub(1).filter(|_| !walk.is_apart) {
        Some(last) => last,
        None => {
            walk.is_apart = false;
            add(walk, BlockKind::Loose)
        }
    }
}

/// Adds an empty piece; its place among them.
fn add(walk: &mut Walk, kind: BlockKind) -> usize {
    walk.blocks.push(Block { kind, text: String::new(), page: walk.page });
    walk.blocks.len() - 1
}
