//! The words on a page as they are drawn.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};

use crate::engine::opened::OpenedPdf;

/// Words that are drawn one after another on one line and belong together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// How far below the top of the page they stand, in points.
    pub top: f64,
    /// How far from its left they begin.
    pub left: f64,
    /// The words.
    pub words: String,
}

/// The words on a page, from 0.
pub(super) fn runs(pdf: &OpenedPdf, page: usize) -> Vec<Run> {
    let pages = pdf.pdf.pages();
    let Some(page) = pages.get(page) else { return Vec::new() };
    let whole = page.crop_box();
    let box_ = Rect::new(whole.x0, whole.y0, whole.x1, whole.y1);
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let cache = InterpreterCache::default();
    let settings = InterpreterSettings::default();
    let turned = Affine::new([a, b, c, d, e, f]);
    let mut context = Context::new(turned, box_, &cache, page.xref(), settings);
    let mut drawn = Drawn::default();
    interpret_page(page, &mut context, &mut drawn);
    drawn.runs.retain(|run| !run.words.trim().is_empty());
    drawn.runs
}

/// What was drawn so far.
#[derive(Default)]
struct Drawn {
    /// The words.
    runs: Vec<Run>,
    /// Whether what comes next belongs to something else than what came before.
    apart: bool,
}

impl<'a> Device<'a> for Drawn {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let words = match glyph.as_unicode() {
            Some(BfString::Char(one)) => one.to_string(),
            Some(BfString::String(several)) => several,
            None => "\u{FFFD}".to_owned(),
        };
        let at = (transform * glyph_transform).translation();
        match self.runs.last_mut().filter(|last| !self.apart && (last.top - at.y).abs() < 0.5) {
            Some(last) => last.words.push_str(&words),
            None => self.runs.push(Run { top: at.y, left: at.x, words }),
        }
        self.apart = false;
    }

    fn begin_marked_content(&mut self, _: &[u8], _: Option<i32>) {
        self.apart = true;
    }

    fn end_marked_content(&mut self) {
        self.apart = true;
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
