//! What comes of a report that was set.

use crate::engine::headings::Heading;
use crate::engine::printed::PrintedStatement;
use crate::layout::Attachment;
use crate::problem::Problem;

/// A report that was set.
#[derive(Debug)]
pub struct Typeset {
    /// The PDF: 1.7, PDF/A-3a, PDF/UA-1, finished and packed.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What is attached to it.
    pub(crate) attachments: Vec<Attachment>,
    /// What public data are made of, where the project wants them.
    pub(crate) public: Option<Public>,
    /// Its headings, in the order of the pages.
    pub(crate) headings: Vec<Heading>,
    /// What the engine warned of.
    pub warnings: Vec<Problem>,
}

/// What the public data of a report are made of.
#[derive(Debug)]
pub(crate) struct Public {
    /// Its statements as they are printed.
    pub statements: Vec<PrintedStatement>,
    /// Its clean facts, the same as are attached.
    pub facts: Vec<u8>,
}
