//! Pages of a report that was laid out, as pictures.

use typst_svg::SvgOptions;

use crate::engine::compile::{LaidOut, guarded};
use crate::engine::inspect::lines_of;
use crate::problem::Problem;

impl LaidOut {
    /// How wide and how high each page is, in points.
    pub(crate) fn sizes(&self) -> Vec<(f64, f64)> {
        let sizes = self.document.pages().iter().map(|page| page.frame.size());
        sizes.map(|size| (size.x.to_pt(), size.y.to_pt())).collect()
    }

    /// A page by its number from 0 as SVG; none where there is no such page.
    pub(crate) fn svg(&self, page: usize) -> Result<Option<String>, Vec<Problem>> {
        guarded(|| {
            let page = self.document.pages().get(page);
            Ok(page.map(|page| typst_svg::svg(page, &SvgOptions::default())))
        })
    }

    /// The lines of a page to be read out; none where there is no such page.
    pub(crate) fn text(&self, page: usize) -> Option<String> {
        let page = self.document.pages().get(page)?;
        Some(lines_of(&page.frame).join("\n"))
    }
}
