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

pub use compile::{Engine, LaidOut, Typeset, export, finished, forget, guarded};
pub use failure::BROKEN;
pub use finish::Finishing;
pub use fonts::{Fonts, font_files, font_folders};
pub use inspect::Inspected;
pub use words::{Words, words};
