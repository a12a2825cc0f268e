//! A second opinion on the widths of embedded fonts: what the glyph programs themselves say.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use read_fonts::ps::cff::CffFontRef;
use read_fonts::types::{Fixed, GlyphId};

/// The embedded CFF fonts of a file: the program, and the width that the file gives for each of its characters.
pub(crate) fn fonts(document: &Document) -> Vec<(Vec<u8>, Widths)> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let kind = |font: &&Dictionary| {
        font.get(b"Subtype").is_ok_and(|kind| kind.as_name().ok() == Some(b"CIDFontType0"))
    };
    let fonts = dictionaries.filter(kind);
    fonts.map(|font| (program(document, font), Widths::of(document, font))).collect()
}

/// The program of a font.
fn program(document: &Document, font: &Dictionary) -> Vec<u8> {
    let descriptor = followed(document, font.get(b"FontDescriptor").unwrap());
    let stream = followed(document, descriptor.as_dict().unwrap().get(b"FontFile3").unwrap());
    stream.as_stream().unwrap().get_plain_content().unwrap()
}

/// The widths that a file gives for the characters of a font.
pub(crate) struct Widths {
    /// Those that are given one by one.
    single: BTreeMap<u16, f32>,
    /// That of all others.
    other: f32,
}

impl Widths {
    /// Those of a font.
    fn of(document: &Document, font: &Dictionary) -> Self {
        let other = font.get(b"DW").map_or(1000.0, |width| width.as_float().unwrap());
        let mut single = BTreeMap::new();
        let list = font.get(b"W").map(|list| followed(document, list).as_array().unwrap().clone());
        let mut list = list.unwrap_or_default().into_iter();
        while let Some(first) = list.next() {
            let first = u16::try_from(first.as_i64().unwrap()).unwrap();
            match list.next().unwrap() {
                Object::Array(widths) => {
                    let widths = widths.iter().map(|width| width.as_float().unwrap());
                    single.extend((first..).zip(widths));
                }
                last => {
                    let last = u16::try_from(last.as_i64().unwrap()).unwrap();
                    let width = list.next().unwrap().as_float().unwrap();
                    single.extend((first..=last).map(|character| (character, width)));
                }
            }
        }
        Self { single, other }
    }

    /// That of a character.
    pub(crate) fn width(&self, character: u16) -> f32 {
        self.single.get(&character).copied().unwrap_or(self.other)
    }
}

/// What a reference leads to.
fn followed<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).unwrap().1
}

/// A CFF font.
pub(crate) struct Program<'a>(CffFontRef<'a>);

impl<'a> Program<'a> {
    /// Reads a font.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        Self(CffFontRef::new_cff(bytes, 0, Some(1000)).unwrap())
    }

    /// Its characters: the exporter numbers them like the glyphs.
    pub(crate) fn characters(&self) -> std::ops::Range<u16> {
        0..u16::try_from(self.0.num_glyphs()).unwrap()
    }

    /// The width of a glyph, in thousandths of the size.
    pub(crate) fn width(&self, glyph: u16) -> f32 {
        let glyph = GlyphId::from(glyph);
        let part = self.0.subfont(self.0.subfont_index(glyph).unwrap(), &[]).unwrap();
        self.0.evaluate_width(&part, glyph, &[]).unwrap().unwrap().to_f32()
    }

    /// How wide a glyph is where its program begins with a move along one axis and the numbers before it are counted
    /// wrongly: an only number, which is how far, is taken for a width; of two, the first of which is the width, none is.
    pub(crate) fn mistaken(&self, glyph: u16) -> Option<f32> {
        let program = self.0.charstrings().get(usize::from(glyph)).unwrap();
        let (numbers, operator) = beginning(program);
        let glyph = GlyphId::from(glyph);
        let part = self.0.subfont(self.0.subfont_index(glyph).unwrap(), &[]).unwrap();
        // hmoveto and vmoveto.
        match (numbers.as_slice(), operator) {
            ([far], Some(22 | 4)) => Some(part.nominal_width().to_f32() + far),
            ([_, _], Some(22 | 4)) => part.default_width().map(Fixed::to_f32),
            _ => None,
        }
    }
}

/// The numbers before the first operator of a glyph's program, and this operator.
fn beginning(mut program: &[u8]) -> (Vec<f32>, Option<u8>) {
    let mut numbers = Vec::new();
    loop {
        let (number, length) = match *program {
            [first @ 32..=246, ..] => (f32::from(first) - 139.0, 1),
            [first @ 247..=250, second, ..] => {
                (f32::from(first - 247) * 256.0 + f32::from(second) + 108.0, 2)
            }
            [first @ 251..=254, second, ..] => {
                (-f32::from(first - 251) * 256.0 - f32::from(second) - 108.0, 2)
            }
            [28, first, second, ..] => (f32::from(i16::from_be_bytes([first, second])), 3),
            [operator, ..] => return (numbers, Some(operator)),
            [] => return (numbers, None),
        };
        numbers.push(number);
        program = &program[length..];
    }
}
