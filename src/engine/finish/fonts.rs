//! The embedded fonts without their FontMatrix, where it is the one that holds anyway.
//!
//! Some readers do not know the real number 0.001 and take it for 0, and every glyph with it. The exporter's subsets all
//! have this matrix in their Top DICT and the identity in their Font DICTs, which together is the default of both.

use std::ops::Range;

use flate2::Compression;

use crate::engine::pdf::{Dictionary, File, deflated, inflated};

/// FontMatrix.
const FONT_MATRIX: u16 = 0x0C07;
/// FDArray: where the Font DICTs are.
const FD_ARRAY: u16 = 0x0C24;

/// The matrix of the Top DICT that is left out.
const OUTER: [f64; 6] = [0.001, 0.0, 0.0, 0.001, 0.0, 0.0];
/// The matrix of each Font DICT that is left out.
const INNER: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Operators whose default is 0 that take the place of a matrix: isFixedPitch, ItalicAngle, PaintType, StrokeWidth.
const FILLERS: [u8; 4] = [1, 2, 5, 8];

/// An operator with what stands before it.
struct Entry {
    /// The operator; of two bytes, the first is the escape 12.
    operator: u16,
    /// Its operands.
    operands: Vec<f64>,
    /// Where both stand.
    place: Range<usize>,
}

/// Leaves the matrix out of the embedded CFF fonts. A font that is packed or built in another way, or is scaled otherwise,
/// stays as it is. Nothing only if a font cannot be packed again.
pub(super) fn without_matrix(file: &mut File<'_>) -> Option<()> {
    for object in file.objects.iter_mut().filter(|object| object.stream.is_some()) {
        let kind = Dictionary::entries(&object.value);
        let kind = kind.as_ref().and_then(|dictionary| dictionary.value("Subtype"));
        if kind != Some(b"/CIDFontType0C") {
            continue;
        }
        let Some(mut font) = inflated(object) else { continue };
        let Some(matrices) = matrices(&font) else { continue };
        for place in matrices {
            let filler = filler(place.len());
            let old = font.get_mut(place);
            if let (Some(old), Some(filler)) = (old, filler) {
                old.copy_from_slice(&filler);
            }
        }
        let mut dictionary = Dictionary::entries(&object.value)?;
        dictionary.set("Filter", *b"/FlateDecode");
        let value = dictionary.bare();
        object.stream = Some(deflated(&font, Compression::default())?.into());
        object.value = value.into();
    }
    Some(())
}

/// Where the matrices of a font stand, if together they are the default.
fn matrices(font: &[u8]) -> Option<Vec<Range<usize>>> {
    let (_, names_end) = index(font, usize::from(*font.get(2)?))?;
    let (tops, _) = index(font, names_end)?;
    let top = dict(font, tops.first()?.clone())?;
    let outer = top.iter().find(|entry| entry.operator == FONT_MATRIX)?;
    let array = top.iter().find(|entry| entry.operator == FD_ARRAY)?;
    let (inner, _) = index(font, offset(*array.operands.first()?)?)?;
    let mut matrices = vec![outer.place.clone()];
    let mut default = outer.operands == OUTER;
    for font_dict in inner {
        let entries = dict(font, font_dict)?;
        let matrix = entries.into_iter().find(|entry| entry.operator == FONT_MATRIX);
        default &= matrix.as_ref().is_none_or(|matrix| matrix.operands == INNER);
        matrices.extend(matrix.map(|matrix| matrix.place));
    }
    let fillable = matrices.iter().all(|place| filler(place.len()).is_some());
    (default && fillable).then_some(matrices)
}

/// A number that is an offset.
fn offset(number: f64) -> Option<usize> {
    let whole = number.fract() == 0.0 && (0.0..f64::from(u32::MAX)).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    whole.then_some(number as usize)
}

/// Where the parts of an INDEX stand, and where it ends.
fn index(font: &[u8], at: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let count = big_endian(font, at, 2)?;
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let size = usize::from(*font.get(at + 2)?);
    let first = at + 3;
    let data = first + (count + 1) * size - 1;
    let bound = |number: usize| Some(data + big_endian(font, first + number * size, size)?);
    let parts = (0..count).map(|number| Some(bound(number)?..bound(number + 1)?));
    Some((parts.collect::<Option<_>>()?, bound(count)?))
}

/// A number of a few bytes.
fn big_endian(font: &[u8], at: usize, size: usize) -> Option<usize> {
    let bytes = font.get(at..at + size).filter(|_| (1..=4).contains(&size))?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The operators of a DICT.
fn dict(font: &[u8], place: Range<usize>) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut operands = Vec::new();
    let (mut at, mut start) = (place.start, place.start);
    while at < place.end {
        let first = *font.get(at)?;
        let (number, end) = match first {
            0..=21 => {
                let escaped = first == 12;
                let end = at + 1 + usize::from(escaped);
                let second = if escaped { u16::from(*font.get(at + 1)?) | 0x0C00 } else { 0 };
                let operator = if escaped { second } else { u16::from(first) };
                let operands = std::mem::take(&mut operands);
                entries.push(Entry { operator, operands, place: start..end });
                (at, start) = (end, end);
                continue;
            }
            28 => (signed(font, at + 1, 2)?, at + 3),
            29 => (signed(font, at + 1, 4)?, at + 5),
            30 => real(font, at + 1)?,
            32..=246 => (f64::from(first) - 139.0, at + 1),
            247..=250 => {
                let second = f64::from(*font.get(at + 1)?);
                (f64::from(first - 247) * 256.0 + second + 108.0, at + 2)
            }
            251..=254 => {
                let second = f64::from(*font.get(at + 1)?);
                (-f64::from(first - 251) * 256.0 - second - 108.0, at + 2)
            }
            22..=27 | 31 | 255 => return None,
        };
        operands.push(number);
        at = end;
    }
    (at == place.end).then_some(entries)
}

/// A whole number with a sign, of two or four bytes.
fn signed(font: &[u8], at: usize, size: usize) -> Option<f64> {
    let number = i64::try_from(big_endian(font, at, size)?).ok()?;
    let range = 1_i64 << (8 * size);
    let number = if number >= range / 2 { number - range } else { number };
    i32::try_from(number).ok().map(f64::from)
}

/// A real number, two characters in each byte, and where it ends.
fn real(font: &[u8], at: usize) -> Option<(f64, usize)> {
    let mut text = String::new();
    for (byte, place) in font.get(at..)?.iter().zip(at..) {
        for half in [byte >> 4, byte & 15] {
            match half {
                0..=9 => text.push(char::from(b'0' + half)),
                10 => text.push('.'),
                11 => text.push('E'),
                12 => text.push_str("E-"),
                14 => text.push('-'),
                15 => return Some((text.parse().ok()?, place + 1)),
                _ => return None,
            }
        }
    }
    None
}

/// Operators that say what holds anyway, of a length together; nothing for a length that cannot be had.
fn filler(length: usize) -> Option<Vec<u8>> {
    // A zero can be written in one byte, in three or in five; the operator takes two more.
    let fits = |count: &usize| {
        (3 * count..=7 * count).contains(&length) && (length - 3 * count).is_multiple_of(2)
    };
    let count = (1..=FILLERS.len()).find(fits)?;
    let mut spare = length - 3 * count;
    let mut out = Vec::with_capacity(length);
    for operator in FILLERS.iter().take(count) {
        let zero: &[u8] = match spare {
            0 => &[139],
            2 => &[28, 0, 0],
            _ => &[29, 0, 0, 0, 0],
        };
        spare -= zero.len() - 1;
        out.extend_from_slice(zero);
        out.extend([12, *operator]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font without glyphs: header, names, a Top DICT, and one Font DICT behind it.
    fn font(top: &[u8], inner: &[u8]) -> Vec<u8> {
        let index = |data: &[u8]| {
            let end = u8::try_from(data.len() + 1).unwrap();
            [&[0, 1, 1, 1, end], data].concat()
        };
        let names = index(b"Name");
        // The place of the Font DICTs, in five bytes.
        let at = 4 + names.len() + 5 + top.len() + 7;
        let array =
            [&[29], u32::try_from(at).unwrap().to_be_bytes().as_slice(), &[12, 36]].concat();
        let tops = index(&[top, &array].concat());
        [&[1, 0, 4, 4], names.as_slice(), &tops, &index(inner)].concat()
    }

    /// The matrix as the exporter writes it.
    const TOP: &[u8] = &[30, 0x0A, 0x00, 0x1F, 139, 139, 30, 0x0A, 0x00, 0x1F, 139, 139, 12, 7];
    /// The identity as the exporter writes it.
    const IDENTITY: &[u8] = &[140, 139, 139, 140, 139, 139, 12, 7];
    /// The same in real numbers.
    const REAL_IDENTITY: &[u8] =
        &[30, 0x1F, 30, 0x0F, 30, 0x0F, 30, 0x1F, 30, 0x0F, 30, 0x0F, 12, 7];
    /// A private DICT, which stays.
    const PRIVATE: &[u8] = &[29, 0, 0, 0, 0, 29, 0, 0, 0, 9, 18];

    #[test]
    fn default_matrices_are_found() {
        // 1E-3 and .001 in place of 0.001.
        let exponent: &[u8] = &[30, 0x1C, 0x3F, 139, 139, 30, 0xA0, 0x01, 0xFF, 139, 139, 12, 7];
        for (top, inner) in
            [(TOP, IDENTITY), (TOP, REAL_IDENTITY), (TOP, PRIVATE), (exponent, IDENTITY)]
        {
            let font = font(top, &[inner, PRIVATE].concat());
            let found = matrices(&font).unwrap();
            assert_eq!(found.len(), if inner == PRIVATE { 1 } else { 2 });
            for place in found {
                assert_eq!(font[place.end - 2..place.end], [12, 7]);
            }
        }
    }

    #[test]
    fn other_matrices_stay() {
        let thousandths = TOP;
        let half: &[u8] =
            &[30, 0x0A, 0x00, 0x05, 0xFF, 139, 139, 30, 0x0A, 0x00, 0x05, 0xFF, 139, 139, 12, 7];
        let slanted: &[u8] = &[140, 139, 140, 140, 139, 139, 12, 7];
        for (top, inner) in [
            (half, IDENTITY),
            (PRIVATE, IDENTITY),
            (PRIVATE, thousandths),
            (TOP, thousandths),
            (TOP, slanted),
        ] {
            assert_eq!(matrices(&font(top, inner)), None, "{top:?} {inner:?}");
        }
    }

    #[test]
    fn damaged_fonts_are_left_alone() {
        let whole = font(TOP, IDENTITY);
        for length in 0..whole.len() {
            assert_eq!(matrices(&whole[..length]), None, "{length}");
        }
        for at in 0..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[at] = 255;
            // Whatever is found stands in the font.
            assert!(matrices(&spoilt).into_iter().flatten().all(|p| p.end <= spoilt.len()));
        }
    }

    #[test]
    fn fillers_have_the_length_of_what_they_replace() {
        let lengths: Vec<usize> = (1..=28).filter(|length| filler(*length).is_some()).collect();
        assert_eq!(lengths, [vec![3], (5..=22).collect(), vec![24, 26, 28]].concat());
        for length in lengths {
            let filler = filler(length).unwrap();
            assert_eq!(filler.len(), length);
            let entries = dict(&filler, 0..length).unwrap();
            assert!(entries.iter().all(|entry| entry.operands == [0.0]));
            let mut operators: Vec<u16> = entries.iter().map(|entry| entry.operator).collect();
            operators.dedup();
            assert_eq!(operators.len(), entries.len(), "none is said twice");
        }
    }
}
