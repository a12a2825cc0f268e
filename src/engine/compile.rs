//! A folder and fonts → PDF.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use memchr::memmem;
use typst::World;
use typst::diag::Warned;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::engine::failure::{self, BROKEN};
use crate::engine::finish::{Finishing, finish};
use crate::engine::fonts::Fonts;
use crate::engine::headings::{Heading, headings};
use crate::engine::pack::pack;
use crate::engine::pdf::File;
use crate::engine::world::ReportWorld;
use crate::layout::Folder;
use crate::problem::{Problem, Sources, any_error};

/// What PDF says of the program that made it.
const CREATOR: &str = concat!("juesuan ", env!("CARGO_PKG_VERSION"));

/// What stands in every PDF of this program, whatever its version.
const MARK: &[u8] = b"CreatorTool>juesuan ";

/// Whether some bytes are a PDF that this program made.
pub(crate) fn is_ours(pdf: &[u8]) -> bool {
    pdf.starts_with(b"%PDF-") && memmem::find(pdf, MARK).is_some()
}

/// The engine with its fonts. It sets one report after another and parses anew only what differs between them.
///
/// What it remembers besides is shared by all engines of a process and grows with each report: who lays out reports says
/// when it is dropped, with [`forget`].
#[derive(Debug)]
pub struct Engine {
    /// The fonts.
    fonts: Arc<Fonts>,
    /// The files of the last report; none if there can be no world at all.
    world: Option<ReportWorld>,
}

/// A report that was laid out.
#[derive(Debug)]
pub struct LaidOut {
    /// The files that it was laid out from.
    world: ReportWorld,
    /// Its pages.
    pub(super) document: PagedDocument,
    /// What the engine warned of.
    warnings: Vec<Problem>,
}

impl Engine {
    /// An engine that has not set anything yet.
    pub fn new(fonts: Arc<Fonts>) -> Self {
        let world = ReportWorld::new(Arc::clone(&fonts));
        Self { fonts, world }
    }

    /// Its fonts.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Lays a report out; a layout that did not settle is an error.
    pub fn lay_out(
        &mut self,
        folder: &Folder,
        sources: &mut Sources,
    ) -> Result<LaidOut, Vec<Problem>> {
        let laid_out = guarded(|| {
            let Some(world) = self.world.as_mut().and_then(|world| world.enter(folder)) else {
                return Err(vec![Problem::error("broken-layout", "版式中有不能用的文件名")]);
            };
            lay_out(world, sources)
        });
        if laid_out.as_ref().is_err_and(|problems| problems.iter().any(|p| p.id == BROKEN)) {
            self.world = ReportWorld::new(Arc::clone(&self.fonts));
        }
        laid_out
    }
}

impl LaidOut {
    /// How many pages it has.
    pub(crate) fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// The numbers that its pages are counted by; none of a page that is not numbered.
    pub(crate) fn page_numbers(&self) -> Vec<Option<u64>> {
        let pages = self.document.pages().iter();
        pages.map(|page| page.numbering.as_ref().map(|_| page.number)).collect()
    }

    /// Its headings, in the order of the pages.
    pub(crate) fn headings(&self) -> Vec<Heading> {
        headings(&self.document)
    }

    /// What the engine warned of, when nothing more is wanted of it.
    pub(crate) fn into_warnings(self) -> Vec<Problem> {
        self.warnings
    }
}

/// Does what could meet a fault inside the engine, which is a problem then and ends nothing else.
pub(crate) fn guarded<T>(
    work: impl FnOnce() -> Result<T, Vec<Problem>>,
) -> Result<T, Vec<Problem>> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(vec![failure::panicked()]))
}

/// Lays out the files of a world.
fn lay_out(world: &ReportWorld, sources: &mut Sources) -> Result<LaidOut, Vec<Problem>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world as &dyn World);
    let document = output.map_err(|errors| failure::problems(world, errors.iter(), sources))?;
    let warnings = failure::problems(world, warnings.iter(), sources);
    let world = world.clone();
    if any_error(&warnings) { Err(warnings) } else { Ok(LaidOut { world, document, warnings }) }
}

/// Makes the PDF of a report that was laid out, as the exporter writes it.
pub fn export(laid_out: &LaidOut, sources: &mut Sources) -> Result<Vec<u8>, Vec<Problem>> {
    guarded(|| {
        let options = options().map_err(|problem| vec![problem])?;
        typst_pdf::pdf(&laid_out.document, &options)
            .map_err(|errors| failure::problems(&laid_out.world, errors.iter(), sources))
    })
}

/// Finishes and packs a PDF that was exported.
pub fn finished(
    exported: &[u8],
    finishing: &Finishing,
    fonts: &Fonts,
) -> Result<Vec<u8>, Vec<Problem>> {
    guarded(|| {
        let finished = finish(exported, finishing, fonts).map_err(|problem| vec![problem])?;
        smallest(&finished, pack).map_err(|problem| vec![problem])
    })
}

/// A finished PDF packed, or as it is where it cannot be: a larger file is better than none.
fn smallest(
    file: &File<'_>,
    pack: impl Fn(&File<'_>) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Problem> {
    pack(file).or_else(|| file.write()).ok_or_else(failure::unwritten)
}

/// Drops what all engines of the process remember and did not use in the last so many rounds, of which each call ends one:
/// all of it with none, as is right where the next report is another unit's and uses hardly any of it.
pub fn forget(rounds: usize) {
    comemo::evict(rounds);
}

/// The standards and names that every PDF gets.
fn options() -> Result<PdfOptions, Problem> {
    let standards = [PdfStandard::V_1_7, PdfStandard::A_3a, PdfStandard::Ua_1];
    Ok(PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(&standards).map_err(|_| failure::standards())?,
        tagged: true,
        pretty: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF of one object.
    const ONE: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n29\n%%EOF\n";

    #[test]
    fn a_fault_inside_the_engine_is_a_problem() {
        let broken = guarded::<()>(|| panic!("a fault")).unwrap_err();
        assert_eq!(broken.iter().map(|problem| problem.id).collect::<Vec<_>>(), [BROKEN]);
        assert_eq!(guarded(|| Ok(1)).unwrap(), 1);
    }

    #[test]
    fn the_standards_go_together() {
        assert!(options().is_ok());
    }

    #[test]
    fn what_cannot_be_packed_is_left_as_it_is() {
        let file = File::read(ONE).unwrap();
        assert_eq!(smallest(&file, |_| None).unwrap(), ONE);
        let packed = smallest(&file, pack).unwrap();
        assert_ne!(packed, ONE);
        assert!(packed.windows(7).any(|word| word == b"/ObjStm"));
    }
}
