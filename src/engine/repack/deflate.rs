//! Flate.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Some bytes compressed as far as it goes.
pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
