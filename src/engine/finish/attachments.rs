//! The files attached to a report.

use std::collections::BTreeMap;

use flate2::Compression;

use crate::engine::finish::failed;
use crate::engine::finish::structure::catalog;
use crate::engine::pdf::{Dictionary, File, array, deflated};
use crate::layout::Attachment;
use crate::model::date::Date;
use crate::problem::Problem;

/// Attaches files beside those that a layout attached itself.
pub(super) fn attached(
    file: &mut File<'_>,
    attachments: &[Attachment],
    date: Date,
) -> Result<(), Problem> {
    if attachments.is_empty() {
        return Ok(());
    }
    let broken = || failed("附件加不上");
    let mut listed = Listed::read(file).ok_or_else(broken)?;
    for attachment in attachments {
        let specification = specification(file, attachment, date).ok_or_else(broken)?;
        if listed.names.insert(text(&attachment.name), specification).is_some() {
            return Err(taken(&attachment.name));
        }
    }
    listed.write(file).ok_or_else(broken)
}

/// The attached files of a catalogue.
struct Listed {
    /// The number of the catalogue.
    catalog: usize,
    /// The names as they are written, in order, with the reference to each file.
    names: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The other names of the catalogue.
    others: Vec<u8>,
}

impl Listed {
    /// Those that are there.
    fn read(file: &File<'_>) -> Option<Self> {
        let catalog = catalog(file)?;
        let dictionary = Dictionary::read(&file.object(catalog)?.value)?;
        let others = dictionary.value("Names").and_then(|names| file.resolved(names));
        let others = others.unwrap_or(b"<<>>");
        let tree = Dictionary::read(others)?;
        let tree = tree.value("EmbeddedFiles").and_then(|tree| file.resolved(tree));
        let mut names = BTreeMap::new();
        if let Some(tree) = tree {
            let pairs = Dictionary::read(tree)?;
            let pairs = array(pairs.value("Names")?)?;
            for pair in pairs.chunks_exact(2) {
                let [name, reference] = pair else { return None };
                names.insert(name.to_vec(), reference.to_vec());
            }
        }
        Some(Self { catalog, names, others: others.to_vec() })
    }

    /// Writes them into the catalogue: in the name tree, and as associated files.
    fn write(self, file: &mut File<'_>) -> Option<()> {
        // The tree is sorted by the characters of the names, which is not how they are written.
        let mut pairs: Vec<_> = self.names.into_iter().collect();
        pairs.sort_by_key(|(name, _)| decoded(name));
        let files: Vec<&[u8]> = pairs.iter().map(|(_, file)| file.as_slice()).collect();
        let files = [b"[", files.join(&b' ').as_slice(), b"]"].concat();
        let tree: Vec<Vec<u8>> =
            pairs.iter().map(|(name, file)| [name.as_slice(), file].concat()).collect();
        let tree = [b"<</Names[", tree.concat().as_slice(), b"]>>"].concat();
        let mut names = Dictionary::read(&self.others)?;
        names.set("EmbeddedFiles", tree);
        let value = file.object(self.catalog)?.value.clone();
        let mut dictionary = Dictionary::read(&value)?;
        dictionary.set("Names", names.written());
        dictionary.set("AF", files);
        let value = dictionary.written();
        file.object_mut(self.catalog)?.value = value.into();
        Some(())
    }
}

/// Adds an attachment to a file; the reference to what specifies it.
fn specification(file: &mut File<'_>, attachment: &Attachment, date: Date) -> Option<Vec<u8>> {
    let Attachment { name, description, mime, bytes } = attachment;
    let Date { year, month, day } = date;
    let kind = mime.replace('/', "#2F");
    let mut dictionary = format!(
        "/Type/EmbeddedFile/Subtype/{kind}/Params<</Size {}/ModDate(D:{year:04}{month:02}{day:02}000000Z)>>",
        bytes.len()
    );
    let packed = deflated(bytes, Compression::best())?;
    let contents = if packed.len() < bytes.len() {
        dictionary.push_str("/Filter/FlateDecode");
        packed
    } else {
        bytes.clone()
    };
    let stream = file.add(dictionary.into_bytes(), Some(contents));
    let (name, description) = (text(name), text(description));
    let contents = format!("/EF<</F {stream} 0 R/UF {stream} 0 R>>/AFRelationship/Source/Desc");
    let specification = [
        b"<</Type/Filespec/F",
        name.as_slice(),
        b"/UF",
        &name,
        contents.as_bytes(),
        &description,
        b">>",
    ];
    Some(format!("{} 0 R", file.add(specification.concat(), None)).into_bytes())
}

/// Words as PDF writes them: as they are where they are plain ASCII, otherwise in UTF-16.
fn text(words: &str) -> Vec<u8> {
    let plain = |c: char| c.is_ascii_graphic() && !"()\\".contains(c) || c == ' ';
    if words.chars().all(plain) {
        return format!("({words})").into_bytes();
    }
    let digits: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{digits}>").into_bytes()
}

/// The characters of a name that is written as words or in hexadecimal digits.
fn decoded(name: &[u8]) -> Vec<u8> {
    let digit =
        |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match name {
        [b'<', digits @ .., b'>'] => {
            let digits: Vec<u8> = digits.iter().filter_map(digit).collect();
            digits
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
                .collect()
        }
        [b'(', words @ .., b')'] => words.to_vec(),
        other => other.to_vec(),
    }
}

/// The problem of two attachments of one name.
fn taken(name: &str) -> Problem {
    Problem::error("attachment-taken", format!("两个附件的名字都是“{name}”")).help(
        "版式自己附了文件（pdf.attach）的，请换一个名字；没有的，请把数据文件改名，使它们的名字互不相同",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_for_every_reader() {
        assert_eq!(text("2022-01.toml"), b"(2022-01.toml)");
        assert_eq!(text("经费.toml"), b"<FEFF7ECF8D39002E0074006F006D006C>");
        assert_eq!(
            text("a(b).toml"),
            b"<FEFF006100280062>"
                .iter()
                .chain(b"")
                .copied()
                .collect::<Vec<u8>>()
                .strip_suffix(b">")
                .map(|start| [start, b"0029002E0074006F006D006C>"].concat())
                .unwrap()
        );
        assert_eq!(decoded(&text("经")), [0xFE, 0xFF, 0x7E, 0xCF]);
        assert_eq!(decoded(&text("a")), b"a");
    }
}
