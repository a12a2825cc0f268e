//! The objects of a PDF as the exporter writes it: a plain cross-reference table, one object after the other.

use std::borrow::Cow;

use crate::engine::pdf::dictionary::reference;

/// A PDF taken apart.
#[derive(Debug)]
pub(in crate::engine) struct File<'a> {
    /// What stands before the first object.
    pub(in crate::engine) header: &'a [u8],
    /// The objects; the first has number 1.
    pub(in crate::engine) objects: Vec<Object<'a>>,
    /// The entries of the trailer without their brackets and the size.
    pub(in crate::engine) trailer: Cow<'a, [u8]>,
}

/// One object.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Object<'a> {
    /// The object itself; of a stream's dictionary, the entries besides the length, without brackets.
    pub(in crate::engine) value: Cow<'a, [u8]>,
    /// The contents of a stream as they stand in the file.
    pub(in crate::engine) stream: Option<Cow<'a, [u8]>>,
}

impl<'a> File<'a> {
    /// Takes a PDF apart; nothing if it is written in some other way.
    pub(in crate::engine) fn read(pdf: &'a [u8]) -> Option<Self> {
        let (body, start) = split_last(pdf, b"startxref\n")?;
        let start: usize = number(start.split(|byte| *byte == b'\n').next()?)?;
        let (table, trailer) = split_last(body.get(start..)?, b"trailer\n<</Size ")?;
        let size_ends = trailer.iter().position(|byte| *byte == b'/')?;
        let size: usize = number(trailer.get(..size_ends)?)?;
        let trailer = trailer.get(size_ends..)?.trim_ascii_end().strip_suffix(b">>")?;
        let mut offsets = Vec::with_capacity(size);
        for entry in
            table.strip_prefix(format!("xref\n0 {size}\n").as_bytes())?.chunks_exact(20).skip(1)
        {
            if entry.get(17) != Some(&b'n') {
                return None;
            }
            offsets.push(number(entry.get(..10)?)?);
        }
        if offsets.len() + 1 != size || !offsets.is_sorted() {
            return None;
        }
        let header = pdf.get(..*offsets.first()?)?;
        let ends = offsets.iter().skip(1).copied().chain([start]);
        let objects = offsets.iter().zip(ends).enumerate();
        let objects = objects.map(|(index, (from, to))| object(pdf.get(*from..to)?, index + 1));
        let trailer = Cow::Borrowed(trailer);
        Some(Self { header, objects: objects.collect::<Option<_>>()?, trailer })
    }

    /// The object of a number.
    pub(in crate::engine) fn object(&self, number: usize) -> Option<&Object<'a>> {
        self.objects.get(number.checked_sub(1)?)
    }

    /// The object of a number, to be changed.
    pub(in crate::engine) fn object_mut(&mut self, number: usize) -> Option<&mut Object<'a>> {
        self.objects.get_mut(number.checked_sub(1)?)
    }

    /// A value, or what it refers to.
    pub(in crate::engine) fn resolved<'v>(&'v self, value: &'v [u8]) -> Option<&'v [u8]> {
        match reference(value) {
            Some(number) => self.object(number).map(|object| object.value.as_ref()),
            None => Some(value),
        }
    }

    /// Puts an object behind the others; its number.
    pub(in crate::engine) fn add(&mut self, value: Vec<u8>, stream: Option<Vec<u8>>) -> usize {
        self.objects.push(Object { value: Cow::Owned(value), stream: stream.map(Cow::Owned) });
        self.objects.len()
    }

    /// Writes the PDF the way in which it was read; nothing if it is too large for that.
    pub(in crate::engine) fn write(&self) -> Option<Vec<u8>> {
        let mut out = self.header.to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", self.objects.len() + 1);
        for (object, number) in self.objects.iter().zip(1..) {
            let offset = format!("{:010} 00000 n\r\n", out.len());
            if offset.len() != 20 {
                return None;
            }
            table.push_str(&offset);
            object.write(number, &mut out);
        }
        let start = out.len();
        out.extend_from_slice(table.as_bytes());
        out.extend_from_slice(format!("trailer\n<</Size {}", self.objects.len() + 1).as_bytes());
        out.extend_from_slice(&self.trailer);
        out.extend_from_slice(format!(">>\nstartxref\n{start}\n%%EOF\n").as_bytes());
        Some(out)
    }
}

impl Object<'_> {
    /// Writes the object under its number.
    pub(in crate::engine) fn write(&self, number: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        match &self.stream {
            None => out.extend_from_slice(&self.value),
            Some(contents) => {
                out.extend_from_slice(format!("<</Length {}", contents.len()).as_bytes());
                for part in [self.value.as_ref(), b">>\nstream\n", contents, b"\nendstream"] {
                    out.extend_from_slice(part);
                }
            }
        }
        out.extend_from_slice(b"\nendobj\n");
    }
}

/// One object from what stands between its offset and the next one's.
fn object(written: &[u8], number: usize) -> Option<Object<'_>> {
    let written = written.strip_prefix(format!("{number} 0 obj\n").as_bytes())?;
    let written = written.trim_ascii_end().strip_suffix(b"\nendobj")?;
    let Some(body) = written.strip_suffix(b"\nendstream") else {
        return Some(Object { value: Cow::Borrowed(written), stream: None });
    };
    let body = body.strip_prefix(b"<</Length ")?;
    let length = self::number(body)?;
    let body = body.get(body.iter().position(|byte| !byte.is_ascii_digit())?..)?;
    let (value, stream) = body.split_at_checked(body.len().checked_sub(length)?)?;
    let value = value.strip_suffix(b"\nstream\n")?.trim_ascii_end().strip_suffix(b">>")?;
    Some(Object { value: Cow::Borrowed(value), stream: Some(Cow::Borrowed(stream)) })
}

/// The number that some text begins with.
fn number(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(text.get(..digits)?).ok()?.parse().ok()
}

/// What stands before and after the last occurrence of a word.
fn split_last<'a>(text: &'a [u8], word: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = text.windows(word.len()).rposition(|window| window == word)?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of two objects, the second a stream.
    pub(super) const SMALL: &[u8] = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n1 0 obj\n<</Type/Catalog>>\nendobj\n\n2 0 obj\n<</Length 3/A/B>>\nstream\na\nb\nendstream\nendobj\n\nxref\n0 3\n0000000000 65535 f\r\n0000000016 00000 n\r\n0000000050 00000 n\r\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n105\n%%EOF";

    #[test]
    fn what_was_read_is_written_again() {
        let file = File::read(SMALL).unwrap();
        assert_eq!(file.objects.len(), 2);
        assert_eq!(file.object(1).unwrap().value.as_ref(), b"<</Type/Catalog>>");
        assert_eq!(file.object(2).unwrap().value.as_ref(), b"/A/B");
        assert_eq!(file.object(2).unwrap().stream.as_deref(), Some(b"a\nb".as_slice()));
        assert!(file.object(0).is_none() && file.object(3).is_none());
        let written = file.write().unwrap();
        let again = File::read(&written).unwrap();
        assert_eq!(again.write().unwrap(), written);
        assert_eq!(again.objects.len(), 2);
    }

    #[test]
    fn an_object_is_added_behind_the_others() {
        let mut file = File::read(SMALL).unwrap();
        assert_eq!(file.add(b"/C/D".to_vec(), Some(b"words".to_vec())), 3);
        let written = file.write().unwrap();
        let again = File::read(&written).unwrap();
        assert_eq!(again.object(3).unwrap().stream.as_deref(), Some(b"words".as_slice()));
        assert_eq!(again.resolved(b"1 0 R"), Some(b"<</Type/Catalog>>".as_slice()));
        assert_eq!(again.resolved(b"/E"), Some(b"/E".as_slice()));
    }

    #[test]
    fn a_damaged_file_is_not_read() {
        for (at, byte) in [(58, b'9'), (113, b'9'), (16, b'7'), (151, b'x')] {
            let mut spoilt = SMALL.to_vec();
            spoilt[at] = byte;
            assert!(File::read(&spoilt).is_none(), "at {at}");
        }
    }
}
