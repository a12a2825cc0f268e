//! A finished PDF read again, whoever wrote it: what is attached, what stands on its pages, where it differs from another.

mod attached;
mod objects;
mod pages;
mod runs;

use std::collections::BTreeMap;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, ObjectIdentifier};

pub(crate) use pages::differences;
pub(crate) use runs::Run;

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

    /// How many pages it has.
    pub(crate) fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// What is attached to it, by name; nothing where that is nested or large beyond measure, or cannot be read.
    pub(crate) fn attachments(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        attached::attachments(self)
    }

    /// What stands on a page, from 0, in the order in which it is drawn.
    pub(crate) fn runs(&self, page: usize) -> Vec<Run> {
        runs::runs(self, page)
    }

    /// The catalogue.
    fn catalog(&self) -> Option<Dict<'_>> {
        let xref = self.pdf.xref();
        xref.get::<Dict<'_>>(xref.root_id())
    }

    /// The pages by their objects.
    fn page_numbers(&self) -> BTreeMap<(i32, i32), usize> {
        let pages = self.pdf.pages().iter().enumerate();
        pages.filter_map(|(number, page)| Some((key(page.raw().obj_id()?), number))).collect()
    }
}

/// The number and generation of an object.
fn key(id: ObjectIdentifier) -> (i32, i32) {
    (id.obj_number, id.gen_number)
}
