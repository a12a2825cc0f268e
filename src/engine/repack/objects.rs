//! The objects of a PDF as the exporter writes it: a plain cross-reference table, one object after the other.

/// A PDF taken apart.
pub(super) struct File<'a> {
    /// What stands before the first object.
    pub(super) header: &'a [u8],
    /// The objects; the first has number 1.
    pub(super) objects: Vec<Object<'a>>,
    /// The entries of the trailer without their brackets and the size.
    pub(super) trailer: &'a [u8],
}

/// One object.
pub(super) struct Object<'a> {
    /// The object itself; of a stream's dictionary, what follows the length.
    pub(super) value: &'a [u8],
    /// The contents of a stream as they stand in the file.
    pub(super) stream: Option<&'a [u8]>,
}

impl<'a> File<'a> {
    /// Takes a PDF apart; nothing if it is written in some other way.
    pub(super) fn read(pdf: &'a [u8]) -> Option<Self> {
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
        Some(Self { header, objects: objects.collect::<Option<_>>()?, trailer })
    }
}

/// One object from what stands between its offset and the next one's.
fn object(written: &[u8], number: usize) -> Option<Object<'_>> {
    let written = written.strip_prefix(format!("{number} 0 obj\n").as_bytes())?;
    let written = written.trim_ascii_end().strip_suffix(b"\nendobj")?;
    let Some(body) = written.strip_suffix(b"\nendstream") else {
        return Some(Object { value: written, stream: None });
    };
    let body = body.strip_prefix(b"<</Length ")?;
    let length = self::number(body)?;
    let body = body.get(body.iter().position(|byte| !byte.is_ascii_digit())?..)?;
    let (value, stream) = body.split_at_checked(body.len().checked_sub(length)?)?;
    let value = value.strip_suffix(b"\nstream\n")?;
    Some(Object { value, stream: Some(stream) })
}

/// The number that some text begins with.
pub(super) fn number(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(text.get(..digits)?).ok()?.parse().ok()
}

/// What stands before and after the last occurrence of a word.
fn split_last<'a>(text: &'a [u8], word: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = text.windows(word.len()).rposition(|window| window == word)?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}
