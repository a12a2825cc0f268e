//! Facts, layout and fonts → PDF; the only module that knows Typst.

mod compile;
mod failure;
mod finish;
mod font_file;
mod font_tables;
mod fonts;
mod inspect;
mod library;
mod pack;
mod pdf;
mod words;
mod world;

pub use compile::{LaidOut, Typeset, export, finished, forget, guarded, lay_out};
pub use failure::BROKEN;
pub use finish::Finishing;
pub use fonts::{Fonts, font_files, font_folders};
pub use inspect::{Inspected, inspect};
pub use words::{Words, words};
