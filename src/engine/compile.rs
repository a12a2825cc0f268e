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

/// A report that was laid out.
#[derive(Debug)]
pub struct LaidOut<'f> {
    /// The files that it was laid out from.
    world: ReportWorld<'f>,
    /// Its pages.
    document: PagedDocument,
    /// What the engine warned of.
    warnings: Vec<Problem>,
}

/// Sets a report; layout files that problems point into are added to `sources`.
pub fn typeset(
    folder: Folder,
    fonts: &Fonts,
    sources: &mut Sources,
) -> Result<Typeset, Vec<Problem>> {
    // A fault inside the engine costs this report, not the batch.
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        let laid_out = lay_out(folder, fonts, sources)?;
        let pdf = export(&laid_out, sources)?;
        let pdf = repack(&pdf).ok_or_else(|| vec![failure::repacking()])?;
        let pages = laid_out.document.pages().len();
        Ok(Typeset { pdf, pages, warnings: laid_out.warnings })
    }))
    .unwrap_or_else(|_| Err(vec![failure::panicked()]));
    forget();
    result
}

/// Lays a report out; a layout that did not settle is an error.
pub fn lay_out<'f>(
    folder: Folder,
    fonts: &'f Fonts,
    sources: &mut Sources,
) -> Result<LaidOut<'f>, Vec<Problem>> {
    let Some(world) = ReportWorld::new(folder, fonts) else {
        return Err(vec![Problem::error("broken-layout", "版式中有不能用的文件名")]);
    };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world as &dyn World);
    let document = output.map_err(|errors| failure::problems(&world, errors.iter(), sources))?;
    let warnings = failure::problems(&world, warnings.iter(), sources);
    if any_error(&warnings) { Err(warnings) } else { Ok(LaidOut { world, document, warnings }) }
}

/// Makes the PDF of a report that was laid out, as the exporter writes it.
pub fn export(laid_out: &LaidOut<'_>, sources: &mut Sources) -> Result<Vec<u8>, Vec<Problem>> {
    typst_pdf::pdf(&laid_out.document, &options())
        .map_err(|errors| failure::problems(&laid_out.world, errors.iter(), sources))
}

/// Drops what the engine remembers of the last report; the next one uses hardly any of it.
pub fn forget() {
    // The re-exported comemo is the one that Typst uses; another copy would evict nothing.
    typst::comemo::evict(0);
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
