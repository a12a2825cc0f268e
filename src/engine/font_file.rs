//! A font file: opened, looked through, and its faces made.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memmap2::Mmap;
use ttf_parser::{RawFace, TableRecord, Tag, fonts_in_collection};
use typst::foundations::Bytes;
use typst::text::Font;
use typst::utils::hash128;

use crate::engine::font_tables::faces;
use crate::files::{self, Digest, Most, Opened, shown_path};
use crate::problem::{Problem, reason};

/// The faces of a font file; one that cannot be used is named.
pub(super) fn load(path: &Path) -> Result<Vec<Font>, Problem> {
    let name = shown_path(path);
    let file = files::open(path, Most::Font).map_err(|unread| unread.problem(&name))?;
    let mapped = contents(&file).map_err(|error| damaged(&name, &reason(&error)))?;
    // Before the engine reads it: it would make as many faces and characters as the file says that there are.
    let count = faces(mapped.as_deref().unwrap_or_default()).map_err(|why| damaged(&name, &why))?;
    let data = mapped.map_or_else(|| Bytes::new(Vec::new()), known);
    let faces = (0..count).map(|number| Font::new(data.clone(), number));
    let faces: Option<Vec<Font>> = faces.collect();
    faces.ok_or_else(|| damaged(&name, "排版引擎读不了"))
}

/// The digest of a font file: of its size and of the lists of tables in it, which hold the checksum of each table; of all
/// bytes where it is no font file or holds no checksums. None where it cannot be read.
pub(crate) fn digest(path: &Path) -> Option<Digest> {
    let mapped = contents(&files::open(path, Most::Font).ok()?).ok()?;
    let data = mapped.as_deref().unwrap_or_default();
    let parts = tables(data).unwrap_or_else(|| vec![data.to_vec()]);
    Some(Digest::of_parts(parts.iter().map(Vec::as_slice)))
}

/// The size of a font file and what it says of each table of each face, with the heads, which hold the checksum of the
/// whole; none where a checksum is lacking.
fn tables(data: &[u8]) -> Option<Vec<Vec<u8>>> {
    let faces = fonts_in_collection(data).unwrap_or(1);
    let mut parts = vec![(data.len() as u64).to_be_bytes().to_vec(), faces.to_be_bytes().to_vec()];
    for number in 0..faces {
        let face = RawFace::parse(data, number).ok()?;
        for TableRecord { tag, check_sum, offset, length } in face.table_records {
            if check_sum == 0 && length > 0 {
                return None;
            }
            parts.push([tag.0, check_sum, offset, length].map(u32::to_be_bytes).concat());
        }
        parts.push(face.table(Tag::from_bytes(b"head"))?.to_vec());
    }
    Some(parts)
}

/// The contents of a font file, mapped so that all workers have them in memory once; none of an empty one.
fn contents(file: &Opened) -> std::io::Result<Option<Mmap>> {
    if file.metadata()?.len() == 0 {
        return Ok(None);
    }
    // SAFETY: a font that somebody writes to while reports are set would break this; fonts are put in place before, and a
    // process that dies of it costs the reports that it works on.
    let mapped = unsafe { Mmap::map(file) }?;
    Ok(Some(mapped))
}

/// The contents of a font file for the engine, which knows them by what the file says of its tables, where it says enough.
fn known(mapped: Mmap) -> Bytes {
    let Some(known_by) = tables(&mapped).map(|parts| parts.concat()) else {
        return Bytes::new(mapped);
    };
    let is_known = Arc::new(AtomicBool::new(false));
    let contents = Bytes::new(Contents { mapped, known_by, is_known: Arc::clone(&is_known) });
    // The hash is kept from here on.
    let _ = hash128(&contents);
    is_known.store(true, Ordering::Relaxed);
    contents
}

/// The contents of a font file. The engine hashes what it is given once, which of whole fonts takes as long as the pages of a
/// small report.
struct Contents {
    /// All bytes.
    mapped: Mmap,
    /// What is hashed in their place.
    known_by: Vec<u8>,
    /// Whether that is done.
    is_known: Arc<AtomicBool>,
}

impl AsRef<[u8]> for Contents {
    fn as_ref(&self) -> &[u8] {
        if self.is_known.load(Ordering::Relaxed) { &self.mapped } else { &self.known_by }
    }
}

/// The problem of a font file that is not what it says.
fn damaged(name: &str, why: &str) -> Problem {
    Problem::error("broken-font", format!("字体文件 {name} 是坏的：{why}"))
        .help("请重新复制这个字体文件；不需要的，把它移出 fonts 文件夹")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The digest of a font file with these bytes.
    fn of(bytes: &[u8]) -> Digest {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.otf");
        fs::write(&path, bytes).unwrap();
        digest(&path).unwrap()
    }

    /// What the engine knows the font file with these bytes by; it reads all of them.
    fn known_by(bytes: &[u8]) -> u128 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.otf");
        fs::write(&path, bytes).unwrap();
        let mapped = contents(&files::open(&path, Most::Font).ok().unwrap()).unwrap();
        let contents = known(mapped.unwrap());
        assert!(contents.as_slice() == bytes);
        hash128(&contents)
    }

    /// The engine tells fonts apart without reading the whole of them, but for those that do not say enough of themselves.
    #[test]
    fn a_font_is_known_by_what_it_says_of_its_tables() {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let font = fs::read(fonts.join("FandolKai-Regular.otf")).unwrap();
        let whole = |bytes: &[u8]| hash128(&Bytes::new(bytes.to_vec()));
        assert_eq!(known_by(&font), known_by(&font));
        assert_ne!(known_by(&font), whole(&font));
        let mut other = font.clone();
        other[16] ^= 1;
        assert_ne!(known_by(&font), known_by(&other));
        assert_ne!(known_by(&font), known_by(&[font.as_slice(), &[0]].concat()));
        other[16..20].fill(0);
        for unsure in [other.as_slice(), b"no font"] {
            assert_eq!(known_by(unsure), whole(unsure));
        }
    }

    /// Another version of a font, another font, one cut off and one without checksums all have digests of their own.
    #[test]
    fn another_font_has_another_digest() {
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let font = fs::read(fonts.join("FandolKai-Regular.otf")).unwrap();
        let mut digests =
            vec![of(&font), of(&fs::read(fonts.join("FandolFang-Regular.otf")).unwrap())];
        assert_eq!(digests[0], of(&font));
        let changed = |at: usize, byte: u8| {
            let mut font = font.clone();
            font[at] ^= byte;
            font
        };
        // The checksum, the place and the length of the first table, then one of the last.
        let count = usize::from(font[5]);
        for at in [16, 20, 24, 12 + 16 * (count - 1) + 7] {
            digests.push(of(&changed(at, 1)));
        }
        // The head, which holds when it was changed and the checksum of the whole.
        let face = RawFace::parse(&font, 0).unwrap();
        let head = face.table_records.into_iter().find(|one| one.tag == Tag::from_bytes(b"head"));
        digests.push(of(&changed(head.unwrap().offset as usize + 11, 1)));
        digests.push(of(&font[..font.len() - 1]));
        digests.push(of(b"no font"));
        digests.push(of(b"no fond"));
        // Without checksums every byte counts.
        let mut bare = font.clone();
        bare[16..20].fill(0);
        digests.push(of(&bare));
        let last = bare.len() - 1;
        bare[last] ^= 1;
        digests.push(of(&bare));
        let count = digests.len();
        digests.sort();
        digests.dedup();
        assert_eq!(digests.len(), count);
    }
}
