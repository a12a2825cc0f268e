//! The statements of a report that was laid out: each table with its cells, and the lines above and below it.

use std::collections::BTreeSet;

use typst::foundations::{Label, Packed, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::resolve::{CellGrid, Entry};
use typst::layout::{Abs, Frame, FrameItem, HAlignment, Point, Sizing};
use typst::model::{HeadingElem, TableCell, TableElem};
use typst::pdf::ArtifactElem;

use crate::engine::compile::LaidOut;

/// How the labels of the statements' tables begin; the statement's key follows.
const MARK: &str = "statement-";

/// A statement as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PrintedStatement {
    /// Its key in the layout's settings.
    pub key: String,
    /// The lines above the table, the title first.
    pub above: Vec<PrintedLine>,
    /// The lines below it.
    pub below: Vec<PrintedLine>,
    /// Whether its page lies on its side.
    pub landscape: bool,
    /// The widths of its columns, as parts of the whole.
    pub widths: Vec<f64>,
    /// How many rows at the top are its head.
    pub head: usize,
    /// Its cells, row by row.
    pub cells: Vec<PrintedCell>,
}

/// A cell of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PrintedCell {
    /// Its first row, from 0.
    pub row: usize,
    /// Its first column, from 0.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// Its words.
    pub text: String,
    /// Where in the cell they stand.
    pub side: Side,
}

/// Words outside of a table that stand on one line, from left to right.
pub(crate) type PrintedLine = Vec<(Side, String)>;

/// Where words stand between left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// At the left.
    Left,
    /// In the middle.
    Middle,
    /// At the right.
    Right,
}

/// A run of text outside of the tables.
struct Run {
    /// Where it begins, from the left.
    from: Abs,
    /// Where it ends.
    to: Abs,
    /// Its base line, from the top.
    line: Abs,
    /// How large it is.
    size: Abs,
    /// Its words.
    text: String,
}

/// What has been met on the way through the pages.
#[derive(Default)]
struct Walk {
    /// The statements so far.
    statements: Vec<PrintedStatement>,
    /// The tables that were met; those of several pages are met again.
    met: BTreeSet<String>,
    /// The runs since the last heading or table.
    runs: Vec<Run>,
    /// Whether these stand below the last statement's table.
    below: bool,
    /// What is not read until it ends: a table, a page's head or foot.
    inside: Option<Location>,
}

/// The statements of a report, in the order of its pages.
pub(crate) fn printed_statements(laid_out: &LaidOut) -> Vec<PrintedStatement> {
    let mut walk = Walk::default();
    for page in laid_out.document.pages() {
        on_page(&page.frame, Point::zero(), page.frame.width(), page.frame.height(), &mut walk);
        end_lines(page.frame.width(), &mut walk);
        walk.below = false;
    }
    walk.statements
}

/// Goes through a frame at a place of a page.
fn on_page(frame: &Frame, at: Point, width: Abs, height: Abs, walk: &mut Walk) {
    for (place, item) in frame.items() {
        let at = at + *place;
        match item {
            FrameItem::Group(group) => on_page(&group.frame, at, width, height, walk),
            FrameItem::Text(text) if walk.inside.is_none() => walk.runs.push(Run {
                from: at.x,
                to: at.x + text.width(),
                line: at.y,
                size: text.size,
                text: text.text.to_string(),
            }),
            FrameItem::Tag(Tag::Start(content, _)) if walk.inside.is_none() => {
                if content.is::<HeadingElem>() {
                    end_lines(width, walk);
                    walk.below = false;
                } else if content.is::<ArtifactElem>() {
                    walk.inside = content.location();
                } else if let Some(table) = content.to_packed::<TableElem>() {
                    walk.inside = content.location();
                    enter_table(table, content.label(), width, height, walk);
                }
            }
            FrameItem::Tag(Tag::End(location, ..)) if walk.inside == Some(*location) => {
                walk.inside = None;
            }
            FrameItem::Text(_)
            | FrameItem::Tag(_)
            | FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..) => {}
        }
    }
}

/// Takes a table that is a statement's, with the lines above it.
fn enter_table(
    table: &Packed<TableElem>,
    label: Option<Label>,
    width: Abs,
    height: Abs,
    walk: &mut Walk,
) {
    let name = label.map(|label| label.resolve().to_string()).unwrap_or_default();
    let Some(key) = name.strip_prefix(MARK) else { return };
    let above = if walk.below { Vec::new() } else { lines(&mut walk.runs, width) };
    walk.below = true;
    if !walk.met.insert(name.clone()) {
        return;
    }
    let Some(grid) = table.grid.as_ref() else { return };
    walk.statements.push(PrintedStatement {
        key: key.to_owned(),
        above,
        below: Vec::new(),
        landscape: width > height,
        widths: widths(grid, width),
        head: grid.headers.iter().map(|header| header.range.end).max().unwrap_or_default(),
        cells: cells(grid),
    });
}

/// Gives what was read to the statement that it stands below, or to none.
fn end_lines(width: Abs, walk: &mut Walk) {
    let read = lines(&mut walk.runs, width);
    if walk.below
        && let Some(statement) = walk.statements.last_mut()
    {
        statement.below.extend(read);
    }
}

/// The runs, which are used up, as lines.
fn lines(runs: &mut Vec<Run>, width: Abs) -> Vec<PrintedLine> {
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for run in runs.drain(..) {
        match lines.iter_mut().find(|line| line.iter().any(|other| is_level(other, &run))) {
            Some(line) => line.push(run),
            None => lines.push(vec![run]),
        }
    }
    let top = |line: &Vec<Run>| line.first().map_or(Abs::zero(), |run| run.line);
    lines.sort_by_key(top);
    lines.into_iter().map(|line| pieces(line, width)).filter(|line| !line.is_empty()).collect()
}

/// Whether two runs stand on one line.
fn is_level(one: &Run, other: &Run) -> bool {
    (one.line - other.line).abs() < one.size.min(other.size) * 0.5
}

/// The runs of a line as words that stand apart.
fn pieces(mut runs: Vec<Run>, width: Abs) -> PrintedLine {
    runs.sort_by_key(|run| run.from);
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.from - last.to < run.size * 0.8 => {
                last.to = run.to;
                last.text.push_str(&run.text);
            }
            _ => joined.push(run),
        }
    }
    let piece = |run: Run| {
        let text = run.text.trim().to_owned();
        // Where the room at both sides is alike, words stand in the middle.
        let (left, right) = (run.from, width - run.to);
        let side = if (left - right).abs() < width * 0.05 {
            Side::Middle
        } else if left < right {
            Side::Left
        } else {
            Side::Right
        };
        (side, text)
    };
    joined.into_iter().map(piece).filter(|(_, text)| !text.is_empty()).collect()
}

/// The widths of a table's columns as parts of the whole; those that share what is left share what the page has.
fn widths(grid: &CellGrid, page: Abs) -> Vec<f64> {
    /// What both margins of a page take.
    const MARGINS: f64 = 110.0;
    let page = page - Abs::pt(MARGINS);
    let fixed = |sizing: &Sizing| match sizing {
        Sizing::Rel(rel) => Some(rel.abs.abs + rel.rel.of(page)),
        Sizing::Auto | Sizing::Fr(_) => None,
    };
    let share = |sizing: &Sizing| match sizing {
        Sizing::Fr(part) => part.get(),
        Sizing::Auto => 1.0,
        Sizing::Rel(_) => 0.0,
    };
    let columns = grid.cols.iter().step_by(if grid.has_gutter { 2 } else { 1 });
    let used: Abs = columns.clone().filter_map(fixed).sum();
    let left = (page - used).max(Abs::zero());
    let shares: f64 = columns.clone().map(share).sum();
    let width = |sizing: &Sizing| match fixed(sizing) {
        Some(width) => width,
        None => left * (share(sizing) / shares.max(1.0)),
    };
    let whole: Abs = columns.clone().map(width).sum();
    columns.map(|sizing| width(sizing) / whole.max(Abs::pt(1.0))).collect()
}

/// The cells of a table.
fn cells(grid: &CellGrid) -> Vec<PrintedCell> {
    let step = if grid.has_gutter { 2 } else { 1 };
    let columns = grid.cols.len().max(1);
    let cell = |(index, entry): (usize, &Entry)| {
        let cell = entry.as_cell()?;
        let (row, column) = (index / columns / step, index % columns / step);
        Some(PrintedCell {
            row,
            column,
            rows: cell.rowspan.get(),
            columns: cell.colspan.get(),
            text: words_of(&cell.body.plain_text()),
            side: side(cell.body.to_packed::<TableCell>()),
        })
    };
    grid.entries.iter().enumerate().filter_map(cell).collect()
}

/// Words on one line.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the words of a cell stand.
fn side(cell: Option<&Packed<TableCell>>) -> Side {
    let align = cell.map(|cell| cell.align.get(StyleChain::default()));
    let Some(Smart::Custom(align)) = align else { return Side::Left };
    match align.x() {
        Some(HAlignment::Center) => Side::Middle,
        Some(HAlignment::Right | HAlignment::End) => Side::Right,
        Some(HAlignment::Left | HAlignment::Start) | None => Side::Left,
    }
}
