//! The streams of a PDF, each compressed as far as it goes.

use std::borrow::Cow;

use crate::engine::repack::deflate::{deflated, inflated};
use crate::engine::repack::objects::{File, Object, after};

/// Compresses every stream anew that gets shorter by it; what they say stays the same to the byte.
pub(super) fn shorten(file: &mut File<'_>) {
    file.objects.iter_mut().for_each(compress);
}

/// Compresses one stream anew if that makes it shorter.
fn compress(object: &mut Object<'_>) {
    let is_deflated = after(object.value, b"/Filter/FlateDecode").is_some();
    let Some(stream) = object.stream.as_ref().filter(|_| is_deflated) else { return };
    let shorter = inflated(stream).map(|contents| deflated(&contents));
    if let Some(shorter) = shorter.filter(|shorter| shorter.len() < stream.len()) {
        object.stream = Some(Cow::Owned(shorter));
    }
}
