//! A folder and fonts → PDF.

use std::panic::{self, AssertUnwindSafe};

use typst::World;
use typst::diag::Warned;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::engine::failure;
use crate::engine::fonts::Fonts;
use crate::engine::repack::repack;
use crate::engine::world::ReportWorld;
use crate::layout::Folder;
use crate::problem::{Problem, Sources, any_error};

/// What PDF says of the program that made it.
const CREATOR: &str = concat!("juesuan ", env!("CARGO_PKG_VERSION"));

/// A report that was set.
#[derive(Debug)]
pub struct Typeset {
    /// The PDF: 1.7, PDF/A-3a, PDF/UA-1, with object streams.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What the engine warned of.
    pub warnings: Vec<Problem>,
}

/// Sets a report; layout files that problems point into are added to `sources`.
pub fn typeset(
    folder: Folder,
    fonts: &Fonts,
    sources: &mut Sources,
) -> Result<Typeset, Vec<Problem>> {
    let Some(world) = ReportWorld::new(folder, fonts) else {
        return Err(vec![Problem::error("broken-layout", "版式中有不能用的文件名")]);
    };
    // A fault inside the engine costs this report, not the batch.
    let result = panic::catch_unwind(AssertUnwindSafe(|| pdf(&world, sources)))
        .unwrap_or_else(|_| Err(vec![failure::panicked()]));
    // The re-exported comemo is the one that Typst uses; another copy would evict nothing.
    typst::comemo::evict(0);
    result
}

/// Lays a report out and makes its PDF.
fn pdf(world: &ReportWorld<'_>, sources: &mut Sources) -> Result<Typeset, Vec<Problem>> {
    let (document, warnings) = document(world, sources)?;
    let pdf = typst_pdf::pdf(&document, &options())
        .map_err(|errors| failure::problems(world, errors.iter(), sources))?;
    let pdf = repack(&pdf).ok_or_else(|| vec![failure::repacking()])?;
    Ok(Typeset { pdf, pages: document.pages().len(), warnings })
}

/// Lays a report out; a layout that did not settle is an error.
fn document(
    world: &ReportWorld<'_>,
    sources: &mut Sources,
) -> Result<(PagedDocument, Vec<Problem>), Vec<Problem>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world as &dyn World);
    let document = output.map_err(|errors| failure::problems(world, errors.iter(), sources))?;
    let warnings = failure::problems(world, warnings.iter(), sources);
    if any_error(&warnings) { Err(warnings) } else { Ok((document, warnings)) }
}

/// The standards and names that every PDF gets.
fn options() -> PdfOptions {
    let standards = [PdfStandard::V_1_7, PdfStandard::A_3a, PdfStandard::Ua_1];
    PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(&standards).unwrap_or_default(),
        tagged: true,
        pretty: false,
    }
}
