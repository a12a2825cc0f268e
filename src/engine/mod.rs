//! Facts, layout and fonts → PDF; the only module that knows Typst.

mod compile;
mod failure;
mod fonts;
mod repack;
mod world;

pub use compile::{Typeset, cells, typeset};
pub use fonts::Fonts;
