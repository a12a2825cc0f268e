//! A report as it was laid out, in plain text: what stands in its tables and paragraphs.

use std::collections::BTreeSet;

use typst::foundations::{Label, NativeElement, Packed, Selector, StyleChain};
use typst::introspection::{Introspector, Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::{
    FigureElem, HeadingElem, OutlineEntry, ParElem, TableCell, TableChild, TableElem, TableItem,
};
use typst::pdf::ArtifactElem;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::engine::compile::LaidOut;

/// A report laid out, for tests and for those who compare.
#[derive(Debug)]
pub struct Inspected {
    /// The document.
    document: PagedDocument,
}

impl From<LaidOut> for Inspected {
    fn from(laid_out: LaidOut) -> Self {
        Self { document: laid_out.document }
    }
}

impl Inspected {
    /// The grid of the table with a label, header first; cells covered by a wider one are empty.
    pub fn table(&self, label: &str) -> Option<Vec<Vec<String>>> {
        let label = Label::new(PicoStr::intern(label))?;
        let found = self.document.introspector().query(&Selector::Label(label));
        let table = found.first()?.to_packed::<TableElem>()?.clone();
        Some(grid(&table))
    }

    /// What is read out in place of each chart.
    pub fn charts(&self) -> Vec<String> {
        let figures = Selector::Elem(FigureElem::ELEM, None);
        let found = self.document.introspector().query(&figures);
        let figures = found.iter().filter_map(|figure| figure.to_packed::<FigureElem>());
        let alt = figures.filter_map(|figure| figure.alt.get_cloned(StyleChain::default()));
        alt.map(String::from).collect()
    }

    /// Headings, paragraphs and cells in reading order, one a line.
    pub fn lines(&self) -> Vec<String> {
        let mut text = String::new();
        for page in self.document.pages() {
            walk(&page.frame, &mut text, &mut None);
        }
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// The lines of all pages, as they are printed; what stands side by side in a table is one line.
    pub fn lines_on_pages(&self) -> Vec<LineOnPage> {
        let mut lines = Vec::new();
        for (number, page) in self.document.pages().iter().enumerate() {
            place(&page.frame, number, Point::zero(), &mut lines);
        }
        lines
    }
}

/// Headings, paragraphs and cells of a page in reading order.
pub(super) fn lines_of(frame: &Frame) -> Vec<String> {
    let mut text = String::new();
    walk(frame, &mut text, &mut None);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// One line as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct LineOnPage {
    /// The page, from 0.
    pub page: usize,
    /// How far the baseline is below the top of the page, in points.
    pub baseline: f64,
    /// From where to where it goes, from the left of the page, in points.
    pub span: (f64, f64),
    /// The words.
    pub text: String,
}

/// Adds the lines of a frame that stands at a point of a page.
fn place(frame: &Frame, page: usize, origin: Point, lines: &mut Vec<LineOnPage>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                place(&group.frame, page, at + shift, lines);
            }
            FrameItem::Text(run) => {
                let (left, baseline) = (at.x.to_pt(), at.y.to_pt());
                let right = left + run.width().to_pt();
                let same = |line: &&mut LineOnPage| {
                    line.page == page && (line.baseline - baseline).abs() < 0.5
                };
                if let Some(line) = lines.last_mut().filter(same) {
                    line.span = (line.span.0.min(left), line.span.1.max(right));
                    line.text.push_str(&run.text);
                } else {
                    let text = run.text.to_string();
                    lines.push(LineOnPage { page, baseline, span: (left, right), text });
                }
            }
            _ => {}
        }
    }
}

/// Adds the text of a frame; every heading, entry of the contents, paragraph and cell begins a line. Headers, footers and other
/// decoration are left out; `decoration` is the one that the walk is inside of.
fn walk(frame: &Frame, text: &mut String, decoration: &mut Option<Location>) {
    let blocks = [HeadingElem::ELEM, OutlineEntry::ELEM, ParElem::ELEM, TableCell::ELEM];
    let is_block = |elem| blocks.contains(&elem);
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, text, decoration),
            FrameItem::Tag(Tag::End(location, ..)) if *decoration == Some(*location) => {
                *decoration = None;
            }
            _ if decoration.is_some() => {}
            FrameItem::Tag(Tag::Start(content, _)) if content.is::<ArtifactElem>() => {
                *decoration = content.location();
            }
            FrameItem::Tag(Tag::Start(content, _)) if is_block(content.elem()) => text.push('\n'),
            FrameItem::Text(run) => text.push_str(&run.text),
            _ => {}
        }
    }
}

/// The cells of a table in rows and columns.
fn grid(table: &Packed<TableElem>) -> Vec<Vec<String>> {
    let columns = table.columns.get_ref(StyleChain::default()).0.len().max(1);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut covered: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut next = 0;
    for cell in cells(table) {
        while covered.contains(&(next / columns, next % columns)) {
            next += 1;
        }
        let (row, column) = (next / columns, next % columns);
        let height = cell.rowspan.get(StyleChain::default()).get();
        let width = cell.colspan.get(StyleChain::default()).get();
        for y in row..row + height {
            covered.extend((column..column + width).map(|x| (y, x)));
        }
        while rows.len() < row + height {
            rows.push(vec![String::new(); columns]);
        }
        if let Some(place) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            *place = cell.body.plain_text().to_string();
        }
    }
    rows
}

/// The cells of a table in order, those of its header first.
fn cells(table: &TableElem) -> Vec<&Packed<TableCell>> {
    let children = table.children.iter().flat_map(|child| match child {
        TableChild::Header(header) => header.children.iter().collect::<Vec<_>>(),
        TableChild::Footer(footer) => footer.children.iter().collect(),
        TableChild::Item(item) => vec![item],
    });
    children
        .filter_map(|item| match item {
            TableItem::Cell(cell) => Some(cell),
            _ => None,
        })
        .collect()
}
