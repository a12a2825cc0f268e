//! Facts, layout and fonts → PDF; the only module that knows Typst.

mod blocks;
mod compile;
mod failure;
mod finish;
mod font_file;
mod font_tables;
mod fonts;
mod glyphs;
mod headings;
mod inspect;
mod library;
mod opened;
mod pack;
mod pdf;
mod printed;
mod reach;
mod svg;
mod typeset;
mod usual;
mod words;
mod world;

pub use blocks::Spot;
pub(crate) use blocks::{Block, BlockKind, blocks, labelled_blocks};
pub use compile::{Engine, LaidOut, export, finished, forget};
pub(crate) use compile::{guarded, is_ours};
pub(crate) use failure::BROKEN;
pub(crate) use finish::Finishing;
pub use fonts::Fonts;
pub(crate) use fonts::{font_files, font_folders};
pub(crate) use headings::Heading;
pub use inspect::{Inspected, LineOnPage};
pub(crate) use opened::{OpenedPdf, Run, differences};
pub(crate) use printed::{PrintedCell, PrintedLine, PrintedStatement, Side, printed_statements};
pub(crate) use typeset::{Public, Typeset};
pub(crate) use usual::is_usual;
pub(crate) use words::{Words, words};
