//! The finished PDF made small: its objects packed into streams, its streams compressed as far as it goes.

mod deflate;
mod objects;
mod streams;
mod write;

use crate::engine::repack::objects::File;

/// Writes a PDF of the exporter again; tagged PDFs shrink to about half. Nothing if it is not what the exporter writes.
pub(super) fn repack(pdf: &[u8]) -> Option<Vec<u8>> {
    let mut file = File::read(pdf)?;
    streams::shorten(&mut file);
    Some(write::write(&file))
}
