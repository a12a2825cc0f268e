//! A finished PDF read again, whoever wrote it: what is attached.

mod attached;

use std::collections::BTreeMap;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Dict;

/// A PDF that was opened.
pub(crate) struct OpenedPdf {
    /// The file.
    pdf: Pdf,
}

impl OpenedPdf {
    /// Opens a PDF; nothing where it cannot be read, or only with a password.
    pub(crate) fn open(bytes: Vec<u8>) -> Option<Self> {
        Some(Self { pdf: Pdf::new(bytes).ok()? })
    }

    /// What is attached to it, by name; nothing where that is nested or large beyond measure, or cannot be read.
    pub(crate) fn attachments(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        attached::attachments(self)
    }

    /// The catalogue.
    fn catalog(&self) -> Option<Dict<'_>> {
        let xref = self.pdf.xref();
        xref.get::<Dict<'_>>(xref.root_id())
    }
}
