//! What is attached to a PDF. Nothing of it is trusted: how deep names are nested, how many and how large files are.

use std::collections::BTreeMap;

use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, Stream};

use crate::engine::opened::OpenedPdf;

/// How deep the tree of names may be.
const DEEPEST: usize = 16;
/// How many files may be attached.
const MOST: usize = 2_000;
/// How many bytes they may have together.
const LARGEST: usize = 64 << 20;

/// The attached files by name; nothing where they are beyond measure, or one of them cannot be read.
pub(super) fn attachments(pdf: &OpenedPdf) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut found = Found::default();
    let catalog = pdf.catalog()?;
    let names = catalog.get::<Dict<'_>>("Names");
    if let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles")) {
        found.take(&tree, DEEPEST)?;
    }
    Some(found.files)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    /// The files.
    files: BTreeMap<String, Vec<u8>>,
    /// How many nodes and names were met.
    met: usize,
    /// How many bytes they have.
    bytes: usize,
}

impl Found {
    /// Takes the files of a part of the tree; nothing where they are beyond measure.
    fn take(&mut self, node: &Dict<'_>, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        if let Some(kids) = node.get::<Array<'_>>("Kids") {
            for kid in kids.iter::<Dict<'_>>() {
                self.count()?;
                self.take(&kid, depth)?;
            }
        }
        let Some(pairs) = node.get::<Array<'_>>("Names") else { return Some(()) };
        let mut values = pairs.iter::<Object<'_>>();
        while let (Some(name), Some(file)) = (values.next(), values.next()) {
            self.count()?;
            let (Object::String(name), Object::Dict(file)) = (name, file) else { return None };
            let stream = file.get::<Dict<'_>>("EF")?.get::<Stream<'_>>("F")?;
            let contents = stream.decoded().ok()?;
            self.bytes += contents.len();
            if self.bytes > LARGEST {
                return None;
            }
            if self.files.insert(words(name.as_bytes()), contents.into_owned()).is_some() {
                return None;
            }
        }
        Some(())
    }

    /// Counts one more node or name.
    fn count(&mut self) -> Option<()> {
        self.met += 1;
        (self.met <= MOST).then_some(())
    }
}

/// The words of a string: in UTF-16 where it begins so, otherwise as they are.
fn words(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let unit = |pair: &[u8]| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0xFFFD,
            };
            String::from_utf16_lossy(&rest.chunks(2).map(unit).collect::<Vec<u16>>())
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}
