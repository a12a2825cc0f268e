//! Files of a project, which links do not lead out of.

use std::path::Path;

use crate::files::{Most, Unread, bad_link, is_absent, read};

/// Reads a file of a folder whole. It is missing only where nothing at all stands in its place.
pub(crate) fn read_within(root: &Path, below: &str, most: Most) -> Result<Vec<u8>, Unread> {
    let path = root.join(below);
    match (read(&path, most), bad_link(root, below)) {
        // What it leads to says more than that it is a link.
        (Err(unread @ (Unread::NotPlain(_) | Unread::TooLarge(..))), _) => Err(unread),
        (_, Some(link)) => Err(Unread::Link(link)),
        (Err(Unread::Missing), None) => match is_absent(&path) {
            Ok(_) => Err(Unread::Missing),
            Err(error) => Err(Unread::Failed(error)),
        },
        (read, None) => read,
    }
}
