//! The finished PDF with its objects packed into streams.

use lopdf::Document;

/// Writes a PDF again with object and cross-reference streams; tagged PDFs shrink to about a quarter.
pub(super) fn repack(pdf: &[u8]) -> lopdf::Result<Vec<u8>> {
    let mut document = Document::load_mem(pdf)?;
    let mut packed = Vec::new();
    document.save_modern(&mut packed)?;
    Ok(packed)
}
