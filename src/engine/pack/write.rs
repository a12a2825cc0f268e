//! A PDF written with object streams and a cross-reference stream.

use flate2::Compression;

use crate::engine::pdf::{File, Object, deflated};

/// How many objects go into one stream.
const TOGETHER: usize = 1000;
/// The bytes of a row of the cross-reference: kind, place, index.
const ROW: usize = 7;

/// Where an object is found.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere.
    Free,
    /// At an offset.
    Offset(usize),
    /// In an object stream, at an index.
    Packed(usize, usize),
}

/// Writes a PDF; every object keeps its number. Tagged PDFs shrink to about half. Nothing if it is too large for that.
pub(in crate::engine) fn pack(file: &File<'_>) -> Option<Vec<u8>> {
    let mut out = file.header.to_vec();
    let count = file.objects.len();
    let numbered = || file.objects.iter().enumerate().map(|(index, object)| (index + 1, object));
    let packed: Vec<(usize, &Object<'_>)> =
        numbered().filter(|(_, object)| object.stream.is_none()).collect();
    let chunks: Vec<_> = packed.chunks(TOGETHER).collect();
    let mut places = vec![Place::Free; count + 1];
    for (number, object) in numbered() {
        if object.stream.is_some() {
            *places.get_mut(number)? = Place::Offset(out.len());
            object.write(number, &mut out);
        }
    }
    for (chunk, holder) in chunks.iter().zip(count + 1..) {
        for (index, (number, _)) in chunk.iter().enumerate() {
            *places.get_mut(*number)? = Place::Packed(holder, index);
        }
        places.push(Place::Offset(out.len()));
        let (contents, first) = packed_objects(chunk);
        let rest = format!("/Filter/FlateDecode/Type/ObjStm/N {}/First {first}", chunk.len());
        stream(holder, rest.into_bytes(), safely_deflated(contents)?, &mut out);
    }
    let (number, start) = (places.len(), out.len());
    places.push(Place::Offset(start));
    let contents = loop {
        let contents = deflated(&rows(&places)?, Compression::best())?;
        if !contents.ends_with(b"\r") {
            break contents;
        }
        // One number more that is not used, and the checksum is another.
        places.push(Place::Free);
    };
    let mut rest = format!(
        "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>/Type/XRef/W[1 4 2]/Size {}",
        places.len()
    )
    .into_bytes();
    rest.extend_from_slice(&file.trailer);
    stream(number, rest, contents, &mut out);
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    Some(out)
}

/// Writes a stream object; `rest` is its dictionary besides the length.
fn stream(number: usize, rest: Vec<u8>, contents: Vec<u8>, out: &mut Vec<u8>) {
    Object { value: rest.into(), stream: Some(contents.into()) }.write(number, out);
}

/// The contents of an object stream compressed so that they do not end in a carriage return.
fn safely_deflated(mut contents: Vec<u8>) -> Option<Vec<u8>> {
    loop {
        let packed = deflated(&contents, Compression::best())?;
        if !packed.ends_with(b"\r") {
            return Some(packed);
        }
        contents.push(b'\n');
    }
}

/// The contents of an object stream, and where in it the first object begins.
fn packed_objects(objects: &[(usize, &Object<'_>)]) -> (Vec<u8>, usize) {
    let mut index = String::new();
    let mut values = Vec::new();
    for (number, object) in objects {
        index.push_str(&format!("{number} {} ", values.len()));
        values.extend_from_slice(&object.value);
        values.push(b'\n');
    }
    let first = index.len();
    ([index.into_bytes(), values].concat(), first)
}

/// The rows of the cross-reference, each as its difference from the one above; nothing if a place does not fit.
fn rows(places: &[Place]) -> Option<Vec<u8>> {
    let mut rows = Vec::with_capacity(places.len() * (ROW + 1));
    let mut above = [0; ROW];
    for place in places {
        let (kind, at, index) = match place {
            Place::Free => (0, 0, u16::MAX),
            Place::Offset(offset) => (1, u32::try_from(*offset).ok()?, 0),
            Place::Packed(holder, index) => {
                (2, u32::try_from(*holder).ok()?, u16::try_from(*index).ok()?)
            }
        };
        let [a, b, c, d] = at.to_be_bytes();
        let [e, f] = index.to_be_bytes();
        let row = [kind, a, b, c, d, e, f];
        // The filter that the predictor calls "up".
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_does_not_fit_is_not_written_as_another() {
        assert!(
            rows(&[Place::Free, Place::Offset(4_000_000_000), Place::Packed(9, 999)]).is_some()
        );
        for place in [
            Place::Offset(5_000_000_000),
            Place::Packed(5_000_000_000, 0),
            Place::Packed(1, 70_000),
        ] {
            assert!(rows(&[Place::Free, place]).is_none());
        }
    }

    #[test]
    fn no_object_stream_ends_in_a_carriage_return() {
        // Whatever the checksum comes to.
        for length in 0..2000 {
            let packed = safely_deflated(vec![b'x'; length]).unwrap();
            assert!(!packed.ends_with(b"\r"), "{length}");
        }
    }
}
