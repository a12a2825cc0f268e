//! What the process that sets pages is told to do, and the pages that it answers with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::serve::pages::edition::EditionOrder;
use crate::serve::pages::traces::TraceOrder;

/// What is to be set and drawn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct Order {
    /// The unit's folder.
    pub folder: String,
    /// The year.
    pub year: u16,
    /// What the files are known by as they are now.
    pub edition: String,
    /// The page that is wanted, from 0, and as what.
    pub page: Option<(usize, Wanted)>,
    /// The texts of files, by path, that are about to be written: what will be asked for then is to be set, the pages that
    /// were looked at last are to be drawn, and nothing is answered.
    pub ahead: Option<BTreeMap<String, String>>,
}

/// As what a page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::serve) enum Wanted {
    /// As lines, which are sharp however large they are shown.
    Lines,
    /// As a picture so many pixels wide.
    Pixels(u32),
    /// As the words on it.
    Words,
}

/// A page as it was wanted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) enum Drawn {
    /// As SVG.
    Lines(String),
    /// As PNG, in the letters of base 64.
    Pixels(String),
    /// Its lines to be read out.
    Words(String),
}

/// What came of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::serve) struct Pages {
    /// What the pages were set from.
    pub edition: String,
    /// How wide and high each page is, in points.
    pub sizes: Vec<(f64, f64)>,
    /// What begins where.
    pub headings: Vec<Begins>,
    /// The page that was asked for.
    pub drawn: Option<Drawn>,
    /// Why the files as they are now could not be set, where they could not.
    pub why: Option<String>,
}

/// A statement or a section of a report that begins on a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct Begins {
    /// The page, from 1.
    pub page: usize,
    /// How far below the top of the page, in points.
    pub top: f64,
    /// What it is called.
    pub words: String,
}

/// What the process is told to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Job {
    /// Pages are to be set and drawn.
    Draw(Order),
    /// Something is to be done with editions.
    Edition(EditionOrder),
    /// Something on the pages is to be traced.
    Trace(TraceOrder),
}
