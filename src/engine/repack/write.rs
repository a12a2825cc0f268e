//! A PDF written with object streams and a cross-reference stream.

use crate::engine::repack::deflate::deflated;
use crate::engine::repack::objects::{File, Object};

/// How many objects go into one stream.
const TOGETHER: usize = 1000;
/// The bytes of a row of the cross-reference: kind, place, index.
const ROW: usize = 7;

/// Where an object is found.
#[derive(Clone, Copy)]
enum Place {
    /// At an offset.
    Offset(usize),
    /// In an object stream, at an index.
    Packed(usize, usize),
}

/// Writes a PDF; every object keeps its number.
pub(super) fn write(file: &File<'_>) -> Vec<u8> {
    let mut out = file.header.to_vec();
    let count = file.objects.len();
    let numbered = || file.objects.iter().enumerate().map(|(index, object)| (index + 1, object));
    let packed: Vec<(usize, &Object<'_>)> =
        numbered().filter(|(_, object)| object.stream.is_none()).collect();
    let chunks: Vec<_> = packed.chunks(TOGETHER).collect();
    // Number 0 is free.
    let mut places = vec![Place::Offset(0); count + 1];
    for (number, object) in numbered() {
        if let Some(contents) = &object.stream
            && let Some(place) = places.get_mut(number)
        {
            *place = Place::Offset(out.len());
            stream(number, object.value, contents, &mut out);
        }
    }
    for (chunk, holder) in chunks.iter().zip(count + 1..) {
        for (index, (number, _)) in chunk.iter().enumerate() {
            if let Some(place) = places.get_mut(*number) {
                *place = Place::Packed(holder, index);
            }
        }
        places.push(Place::Offset(out.len()));
        let (contents, first) = packed_objects(chunk);
        let rest = format!("/Filter/FlateDecode/Type/ObjStm/N {}/First {first}>>", chunk.len());
        stream(holder, rest.as_bytes(), &deflated(&contents), &mut out);
    }
    let (number, start) = (places.len(), out.len());
    places.push(Place::Offset(start));
    let mut rest = format!(
        "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>/Type/XRef/W[1 4 2]/Size {}",
        places.len()
    )
    .into_bytes();
    rest.extend_from_slice(file.trailer);
    rest.extend_from_slice(b">>");
    stream(number, &rest, &deflated(&rows(&places)), &mut out);
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    out
}

/// A stream object; `rest` is its dictionary after the length.
fn stream(number: usize, rest: &[u8], contents: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{number} 0 obj\n<</Length {}", contents.len()).as_bytes());
    for part in [rest, b"\nstream\n", contents, b"\nendstream\nendobj\n"] {
        out.extend_from_slice(part);
    }
}

/// The contents of an object stream, and where in it the first object begins.
fn packed_objects(objects: &[(usize, &Object<'_>)]) -> (Vec<u8>, usize) {
    let mut index = String::new();
    let mut values = Vec::new();
    for (number, object) in objects {
        index.push_str(&format!("{number} {} ", values.len()));
        values.extend_from_slice(object.value);
        values.push(b'\n');
    }
    let first = index.len();
    ([index.into_bytes(), values].concat(), first)
}

/// The rows of the cross-reference, each as its difference from the one above.
fn rows(places: &[Place]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(places.len() * (ROW + 1));
    let mut above = [0; ROW];
    for (number, place) in places.iter().enumerate() {
        let (kind, at, index) = match place {
            Place::Offset(_) if number == 0 => (0, 0, u16::MAX),
            Place::Offset(offset) => (1, u32::try_from(*offset).unwrap_or_default(), 0),
            Place::Packed(holder, index) => (
                2,
                u32::try_from(*holder).unwrap_or_default(),
                u16::try_from(*index).unwrap_or_default(),
            ),
        };
        let [a, b, c, d] = at.to_be_bytes();
        let [e, f] = index.to_be_bytes();
        let row = [kind, a, b, c, d, e, f];
        // The filter that the predictor calls "up".
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    rows
}
