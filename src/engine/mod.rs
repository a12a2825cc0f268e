//! Facts, layout and fonts → PDF; the only module that knows Typst.

mod compile;
mod failure;
mod font_file;
mod font_tables;
mod fonts;
mod inspect;
mod library;
mod repack;
mod world;

pub use compile::{LaidOut, Typeset, export, forget, lay_out, typeset};
pub use fonts::{Fonts, font_files, font_folders};
pub use inspect::{Inspected, inspect};
pub use repack::repack;
