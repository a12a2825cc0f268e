//! Pages of a report that was laid out, as pictures in pixels: what a window shows, where drawing lines would take it longer.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use typst_render::RenderOptions;

use crate::engine::compile::{LaidOut, guarded};
use crate::problem::Problem;

/// How many pixels a picture has at most.
const MOST: f64 = 16e6;

impl LaidOut {
    /// A page by its number from 0 as PNG so many pixels wide, fewer where it would be too large; none where there is no such
    /// page.
    pub(crate) fn png(&self, page: usize, width: u32) -> Result<Option<Vec<u8>>, Vec<Problem>> {
        guarded(|| {
            let Some(page) = self.document.pages().get(page) else { return Ok(None) };
            let size = page.frame.size();
            let (wide, high) = (size.x.to_pt(), size.y.to_pt());
            let scale = (f64::from(width) / wide).min((MOST / (wide * high)).sqrt());
            let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
            let drawn = typst_render::render(page, &options);
            Ok(encoded(drawn.width(), drawn.height(), drawn.data()))
        })
    }
}

/// Opaque pixels of red, green, blue and cover as PNG: in shades of grey where there are no others.
fn encoded(width: u32, height: u32, pixels: &[u8]) -> Option<Vec<u8>> {
    let (pixels, _) = pixels.as_chunks::<4>();
    let is_grey = pixels.iter().all(|[red, green, blue, _]| red == green && green == blue);
    let (color, data): (_, Vec<u8>) = if is_grey {
        (ColorType::Grayscale, pixels.iter().map(|[grey, ..]| *grey).collect())
    } else {
        (
            ColorType::Rgb,
            pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect(),
        )
    };
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    encoder.write_header().ok()?.write_image_data(&data).ok()?;
    Some(png)
}
