//! What stands on the pages of a report, piece by piece: headings, paragraphs, the cells of its tables, each with its page.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::{HeadingElem, OutlineEntry, ParElem, TableCell, TableElem};
use typst::pdf::ArtifactElem;
use typst::text::TextItem;

use crate::engine::compile::LaidOut;

/// A piece of a report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, on one line.
    pub text: String,
    /// The page on which it begins, from 1.
    pub page: usize,
    /// The runs of text that its words were set in.
    pub runs: Vec<RunOnPage>,
}

/// A run of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RunOnPage {
    /// The page, from 1.
    page: usize,
    /// Its base line, in points from the top of the page.
    baseline: f64,
    /// The size of its letters, in points.
    size: f64,
    /// Its glyphs: the byte of the piece's words at which each begins, and how far to the right, in points; last, where it
    /// ends.
    glyphs: Vec<(usize, f64)>,
}

/// Part of a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Spot {
    /// The page, from 1.
    pub page: usize,
    /// The left edge.
    pub left: f64,
    /// The right edge.
    pub right: f64,
    /// The upper edge.
    pub top: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Spot {
    /// Whether a point of a page is in it.
    pub(crate) fn holds(&self, page: usize, x: f64, y: f64) -> bool {
        self.page == page
            && (self.left..=self.right).contains(&x)
            && (self.top..=self.bottom).contains(&y)
    }

    /// The smallest part of its page that it lies in together with another.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            page: self.page,
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// How far a point is from it, in points, to the side and up or down; none on another page.
    pub(crate) fn distance(&self, page: usize, x: f64, y: f64) -> Option<f64> {
        let beyond = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
        let aside = beyond(x, self.left, self.right);
        let above = beyond(y, self.top, self.bottom);
        (self.page == page).then_some(aside.max(above))
    }
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
    /// An entry of the contents.
    Entry {
        /// How many bytes of its words say what it leads to; the others are the dots and the page.
        said: usize,
    },
    /// Words that stand in none of these: on the cover.
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
    /// Where the words of each cell begin or would, by table, row and column: the page, and the point on it.
    corners: BTreeMap<(usize, usize, usize), (usize, Point)>,
    /// The tables that are open.
    tables: Vec<(Location, usize)>,
    /// The labels of the tables that were met; empty where one has none.
    labels: Vec<String>,
    /// The entries of the contents that were met, each with the heading that it leads to.
    entries: Vec<(usize, String)>,
    /// What is not read as a piece until it ends: a page's head or foot, a table's head that is repeated.
    aside: Option<Location>,
    /// The pieces of these.
    asides: Vec<Block>,
    /// The page, from 1.
    page: usize,
    /// Whether words outside of all pieces begin a new one.
    is_apart: bool,
}

impl Block {
    /// What it says: of an entry of the contents, not on which page that stands.
    pub(crate) fn said(&self) -> &str {
        match self.kind {
            BlockKind::Entry { said } => self.text.get(..said).unwrap_or(&self.text),
            BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Cell { .. }
            | BlockKind::Loose => &self.text,
        }
    }

    /// The page of a byte of its words.
    pub(crate) fn page_of(&self, byte: usize) -> usize {
        let runs = self.runs.iter().take_while(|run| run.start() <= byte);
        runs.last().map_or(self.page, |run| run.page)
    }

    /// The bytes at which words stand apart from those before them: on another line, elsewhere in a picture.
    pub(crate) fn breaks(&self) -> Vec<usize> {
        let pairs = self.runs.windows(2).filter_map(|pair| match pair {
            [before, after] if !after.follows(before) => Some(after.start()),
            _ => None,
        });
        pairs.collect()
    }

    /// Where some bytes of its words stand.
    pub(crate) fn spots(&self, bytes: &Range<usize>) -> Vec<Spot> {
        self.runs.iter().filter_map(|run| run.spot(bytes)).collect()
    }
}

impl RunOnPage {
    /// The byte at which it begins.
    fn start(&self) -> usize {
        self.glyphs.first().map_or(0, |(byte, _)| *byte)
    }

    /// Whether it stands right behind another.
    fn follows(&self, other: &Self) -> bool {
        let end = |run: &Self| run.glyphs.last().map_or(0.0, |(_, at)| *at);
        let start = self.glyphs.first().map_or(0.0, |(_, at)| *at);
        self.page == other.page
            && (self.baseline - other.baseline).abs() < 0.5
            && (start - end(other)).abs() < 0.1 * self.size
    }

    /// Where it shows some bytes.
    fn spot(&self, bytes: &Range<usize>) -> Option<Spot> {
        /// How far letters reach above the base line and below it, in parts of their size.
        const REACH: (f64, f64) = (0.8, 0.2);
        let shown = self.glyphs.windows(2).filter_map(|pair| match pair {
            [(byte, left), (_, right)] if bytes.contains(byte) => Some((*left, *right)),
            _ => None,
        });
        let (left, right) = shown.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
        let (top, bottom) =
            (self.baseline - REACH.0 * self.size, self.baseline + REACH.1 * self.size);
        Some(Spot { page: self.page, left, right, top, bottom })
    }
}

/// What stands on the pages of a report.
#[derive(Debug)]
pub(crate) struct Met {
    /// The pieces, in reading order; empty ones are left out.
    pub blocks: Vec<Block>,
    /// The labels of the tables by their numbers; empty where one has none.
    pub labels: Vec<String>,
    /// Where the empty cells are, by table, row and column.
    pub blanks: BTreeMap<(usize, usize, usize), Spot>,
    /// What is repeated on the pages: the cells of tables' heads, and words of the pages' own heads and feet.
    pub asides: Vec<Block>,
}

/// The pieces of a report, in reading order; empty ones are left out.
pub(crate) fn blocks(laid_out: &LaidOut) -> Vec<Block> {
    met(laid_out).blocks
}

/// What stands on the pages of a report.
pub(crate) fn met(laid_out: &LaidOut) -> Met {
    let mut walk = Walk::default();
    for (number, page) in laid_out.document.pages().iter().enumerate() {
        walk.page = number + 1;
        walk.is_apart = true;
        on_page(&page.frame, Point::zero(), &mut walk, None);
    }
    let mut blocks = walk.blocks;
    for block in &mut blocks {
        block.text.truncate(block.text.trim_end().len());
    }
    for (index, heading) in &walk.entries {
        if let Some(block) = blocks.get_mut(*index) {
            block.kind = BlockKind::Entry { said: end_of(heading, &block.text) };
        }
    }
    let blanks = blanks(&blocks, &walk.corners);
    blocks.retain(|block| !block.text.is_empty());
    let mut asides = walk.asides;
    for block in &mut asides {
        block.text.truncate(block.text.trim_end().len());
    }
    asides.retain(|block| !block.text.is_empty());
    Met { blocks, labels: walk.labels, blanks, asides }
}

/// Where the empty cells are: as wide as from where their words would begin to where the next column does, as high as the
/// words beside them.
fn blanks(
    blocks: &[Block],
    corners: &BTreeMap<(usize, usize, usize), (usize, Point)>,
) -> BTreeMap<(usize, usize, usize), Spot> {
    /// What lies between the words of two columns, in points.
    const BETWEEN: f64 = 4.0;
    /// How high a line is where nothing stands beside, in points.
    const LINE: f64 = 9.0;
    // Where each column of each table begins: words in the middle of a cell begin further to the right.
    let mut columns: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for ((table, _, column), (_, at)) in corners {
        let left = columns.entry((*table, *column)).or_insert(f64::INFINITY);
        *left = left.min(at.x.to_pt());
    }
    // How far up and down the words of each row reach on each page.
    let mut rows: BTreeMap<(usize, usize, usize), (f64, f64)> = BTreeMap::new();
    let mut blanks = BTreeMap::new();
    for block in blocks {
        let BlockKind::Cell { table, row, column: _ } = block.kind else { continue };
        for spot in block.spots(&(0..block.text.len())) {
            let reach = rows.entry((table, row, spot.page)).or_insert((spot.top, spot.bottom));
            *reach = (reach.0.min(spot.top), reach.1.max(spot.bottom));
        }
    }
    let empty = blocks.iter().filter(|block| block.text.is_empty());
    for kind in empty.map(|block| block.kind) {
        let BlockKind::Cell { table, row, column } = kind else { continue };
        let Some((page, at)) = corners.get(&(table, row, column)) else { continue };
        let begins = |column: usize| columns.get(&(table, column)).copied();
        let left = begins(column).unwrap_or_else(|| at.x.to_pt());
        let next = columns.range((table, column + 1)..(table + 1, 0)).next().map(|(_, at)| *at);
        // The last column is as wide as the one before it.
        let before = column.checked_sub(1).and_then(begins).map(|before| left + left - before);
        let right = next.or(before).unwrap_or(left + LINE) - BETWEEN;
        let middle = at.y.to_pt();
        let reach = rows.get(&(table, row, *page)).copied();
        let (top, bottom) = reach.unwrap_or((middle - LINE / 2.0, middle + LINE / 2.0));
        let spot = Spot { page: *page, left, right: right.max(left + BETWEEN), top, bottom };
        blanks.insert((table, row, column), spot);
    }
    blanks
}

/// Goes through a frame that stands at a point of the page; `owner` is the cell whose words it goes on with.
fn on_page(frame: &Frame, origin: Point, walk: &mut Walk, owner: Option<usize>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                // Of a cell that goes on over several pages, the tags stand before its words, not around them.
                let parent = group.parent.and_then(|parent| walk.cells.get(&parent.location));
                let parent = parent.copied();
                let shift = Point::new(group.transform.tx, group.transform.ty);
                on_page(&group.frame, at + shift, walk, parent.or(owner));
            }
            FrameItem::Tag(Tag::Start(content, _)) if walk.aside.is_none() => {
                begin(content, walk, owner, at)
            }
            FrameItem::Tag(Tag::End(location, ..)) => end(*location, walk),
            FrameItem::Text(run) if walk.aside.is_none() => {
                let inner = walk.open.last().map(|(_, index)| *index);
                let index = match owner.or(inner) {
                    Some(index) => index,
                    None => loose(walk),
                };
                let page = walk.page;
                if let Some(block) = walk.blocks.get_mut(index) {
                    add_run(block, run, at, page);
                }
            }
            FrameItem::Text(run) => {
                let page = walk.page;
                if let Some(block) = walk.asides.last_mut() {
                    add_run(block, run, at, page);
                }
            }
            FrameItem::Tag(_)
            | FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..) => {}
        }
    }
}

/// Adds a run of text, blanks as one, to a piece.
fn add_run(block: &mut Block, run: &TextItem, at: Point, page: usize) {
    // Which byte of the piece each byte of the run has become.
    let mut bytes: Vec<usize> = Vec::with_capacity(run.text.len());
    for letter in run.text.chars() {
        bytes.extend(std::iter::repeat_n(block.text.len(), letter.len_utf8()));
        match letter.is_whitespace() {
            false => block.text.push(letter),
            true if block.text.is_empty() || block.text.ends_with(' ') => {}
            true => block.text.push(' '),
        }
    }
    let mut right = at.x;
    let mut glyphs: Vec<(usize, f64)> = Vec::with_capacity(run.glyphs.len() + 1);
    for glyph in &run.glyphs {
        let byte = bytes.get(usize::from(glyph.range.start)).copied();
        glyphs.push((byte.unwrap_or(block.text.len()), right.to_pt()));
        right += glyph.x_advance.at(run.size);
    }
    glyphs.push((block.text.len(), right.to_pt()));
    block.runs.push(RunOnPage { page, baseline: at.y.to_pt(), size: run.size.to_pt(), glyphs });
}

/// Begins a piece, at a point of the page.
fn begin(content: &Content, walk: &mut Walk, owner: Option<usize>, point: Point) {
    let Some(location) = content.location() else { return };
    walk.is_apart = true;
    let is_outside = owner.is_none() && walk.open.is_empty();
    if content.is::<ArtifactElem>() {
        walk.aside = Some(location);
        let aside = empty(walk, BlockKind::Loose);
        walk.asides.push(aside);
    } else if content.is::<TableElem>() {
        let label = content.label().map(|label| label.resolve().to_string());
        walk.tables.push((location, walk.labels.len()));
        walk.labels.push(label.unwrap_or_default());
    } else if let Some(cell) = content.to_packed::<TableCell>() {
        if walk.cells.contains_key(&location) {
            return;
        }
        let styles = typst::foundations::StyleChain::default();
        let at = |place: typst::foundations::Smart<usize>| place.custom().unwrap_or_default();
        let table = walk.tables.last().map_or(walk.labels.len(), |(_, number)| *number);
        let (row, column) = (at(cell.y.get(styles)), at(cell.x.get(styles)));
        if cell.is_repeated.get(styles) {
            walk.aside = Some(location);
            let aside = empty(walk, BlockKind::Cell { table, row, column });
            walk.asides.push(aside);
            return;
        }
        walk.corners.insert((table, row, column), (walk.page, point));
        let kind = BlockKind::Cell { table, row, column };
        let index = add(walk, kind);
        walk.cells.insert(location, index);
        walk.open.push((location, index));
    } else if let Some(entry) = content.to_packed::<OutlineEntry>().filter(|_| is_outside) {
        let heading = entry.element.to_packed::<HeadingElem>();
        let heading = heading.map(|heading| heading.body.plain_text().to_string());
        let index = add(walk, BlockKind::Entry { said: 0 });
        walk.entries.push((index, heading.unwrap_or_default()));
        walk.open.push((location, index));
    } else if is_outside {
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
        if let Some(block) = index.and_then(|index| walk.blocks.get_mut(index))
            && !block.text.is_empty()
            && !block.text.ends_with(' ')
        {
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

/// The byte at which a heading ends in an entry that leads to it, whatever stands before and between its letters; the end of
/// the entry where it says something else.
fn end_of(heading: &str, entry: &str) -> usize {
    let mut letters = heading.chars().filter(|letter| !letter.is_whitespace()).peekable();
    for (at, letter) in entry.char_indices() {
        if letters.next_if_eq(&letter).is_some() && letters.peek().is_none() {
            return at + letter.len_utf8();
        }
    }
    entry.len()
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
    let piece = empty(walk, kind);
    walk.blocks.push(piece);
    walk.blocks.len() - 1
}

/// An empty piece on the page that is gone through.
fn empty(walk: &Walk, kind: BlockKind) -> Block {
    Block { kind, text: String::new(), page: walk.page, runs: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_an_entry_is_not_what_it_says() {
        for (heading, entry, said) in [
            ("一、收入决算", "一、收入决算............12", "一、收入决算"),
            ("2024年度收入", "2024年度收入12", "2024年度收入"),
            ("收入决算表 （款）", "第二部分 收入决算表（款） …… 3", "第二部分 收入决算表（款）"),
            ("收入", "支出......7", "支出......7"),
            ("", "图一......7", "图一......7"),
        ] {
            assert_eq!(entry.get(..end_of(heading, entry)), Some(said), "{heading}");
        }
    }
}
