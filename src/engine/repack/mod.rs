//! The finished PDF made small: its objects packed into streams.

mod deflate;
mod objects;
mod write;

use crate::engine::repack::objects::File;

/// Writes a PDF of the exporter again; tagged PDFs shrink to about half. Nothing if it is not what the exporter writes.
pub fn repack(pdf: &[u8]) -> Option<Vec<u8>> {
    File::read(pdf).map(|file| write::write(&file))
}
