//! A font file: opened, looked through, and its faces made.

use std::path::Path;

use memmap2::Mmap;
use ttf_parser::{RawFace, TableRecord, Tag, fonts_in_collection};
use typst::foundations::Bytes;
use typst::text::Font;

use crate::engine::font_tables::faces;
use crate::files::{self, Digest, Most, Opened, shown_path};
use crate::problem::{Problem, reason};

/// The faces of a font file; one that cannot be used is named.
pub(super) fn load(path: &Path) -> Result<Vec<Font>, Problem> {
    let name = shown_path(path);
    let file = files::open(path, Most::Font).map_err(|unread| unread.problem(&name))?;
    let data = contents(&file).map_err(|error| damaged(&name, &reason(&error)))?;
    // Before the engine reads it: it would make as many faces and characters as the file says that there are.
    let count = faces(&data).map_err(|why| damaged(&name, &why))?;
    let faces = (0..count).map(|number| Font::new(data.clone(), number));
    let faces: Option<Vec<Font>> = faces.collect();
    faces.ok_or_else(|| damaged(&name, "排版引擎读不了"))
}

/// The digest of a font file: of its size and of the lists of tables in it, which hold the checksum of each table; of all
/// bytes where it is no font file or holds no checksums. None where it cannot be read.
pub(crate) fn digest(path: &Path) -> Option<Digest> {
    let data = contents(&files::open(path, Most::Font).ok()?).ok()?;
    let parts = tables(&data).unwrap_or_else(|| vec![data.to_vec()]);
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

/// The contents of a font file, mapped so that all workers have them in memory once.
fn contents(file: &Opened) -> std::io::Result<Bytes> {
    if file.metadata()?.len() == 0 {
        return Ok(Bytes::new(Vec::new()));
    }
    // SAFETY: a font that somebody writes to while reports are set would break this; fonts are put in place before, and a
    // process that dies of it costs the reports that it works on.
    let mapped = unsafe { Mmap::map(file) }?;
    Ok(Bytes::new(mapped))
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
