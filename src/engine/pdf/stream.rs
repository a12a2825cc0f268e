//! The contents of streams: Flate, and what they may end in.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::engine::pdf::dictionary::{Dictionary, array};
use crate::engine::pdf::file::Object;

/// How much a stream may grow when it is unpacked, in bytes.
const LARGEST: u64 = 1 << 30;

/// Some bytes compressed.
pub(in crate::engine) fn deflated(bytes: &[u8], level: Compression) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), level);
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// The contents of a stream that has no filter but Flate; nothing for others.
pub(in crate::engine) fn inflated(object: &Object<'_>) -> Option<Vec<u8>> {
    let contents = object.stream.as_ref()?;
    let dictionary = Dictionary::entries(&object.value)?;
    match dictionary.value("Filter") {
        None => Some(contents.to_vec()),
        Some(b"/FlateDecode") if dictionary.value("DecodeParms").is_none() => {
            let mut out = Vec::with_capacity(contents.len() * 3);
            ZlibDecoder::new(contents.as_ref()).take(LARGEST).read_to_end(&mut out).ok()?;
            Some(out)
        }
        Some(_) => None,
    }
}

/// Packs the contents of a stream once more if they end in a carriage return: with the line feed before `endstream`
/// it would look like one end of line. Whether it could be done.
pub(in crate::engine) fn without_return(object: &mut Object<'_>) -> Option<()> {
    while object.stream.as_ref().is_some_and(|contents| contents.ends_with(b"\r")) {
        let contents = object.stream.take()?;
        let mut dictionary = Dictionary::entries(&object.value)?;
        for (key, first) in [("Filter", "/FlateDecode"), ("DecodeParms", "null ")] {
            let others = match dictionary.value(key) {
                // Parameters that no filter has need no place for the new filter either.
                None if key == "DecodeParms" => continue,
                None => Vec::new(),
                Some(value) => match array(value) {
                    Some(values) => values.join(&b' '),
                    None => value.to_vec(),
                },
            };
            dictionary.set(key, [b"[", first.as_bytes(), &others, b"]"].concat());
        }
        let value = dictionary.bare();
        // Without compressing: the contents are compressed already, and another checksum is all that is wanted.
        object.stream = Some(deflated(&contents, Compression::none())?.into());
        object.value = value.into();
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_deflated_is_inflated() {
        let bytes = b"2022".repeat(1000);
        let packed = deflated(&bytes, Compression::best()).unwrap();
        assert!(packed.len() < 100);
        let object = |value: &'static [u8]| Object {
            value: value.into(),
            stream: Some(packed.clone().into()),
        };
        assert_eq!(inflated(&object(b"/Filter/FlateDecode")), Some(bytes));
        assert_eq!(inflated(&object(b"/A 1")), Some(packed.clone()));
        assert_eq!(inflated(&object(b"/Filter/DCTDecode")), None);
        assert_eq!(inflated(&object(b"/Filter[/FlateDecode/FlateDecode]")), None);
        let spoilt =
            Object { stream: Some(b"no zlib".as_slice().into()), ..object(b"/Filter/FlateDecode") };
        assert_eq!(inflated(&spoilt), None);
    }

    #[test]
    fn no_stream_ends_in_a_carriage_return() {
        for (value, wanted) in [
            ("/Filter/FlateDecode", "/Filter[/FlateDecode/FlateDecode]"),
            ("/A 1", "/A 1/Filter[/FlateDecode]"),
            (
                "/Filter[/ASCII85Decode/FlateDecode]",
                "/Filter[/FlateDecode/ASCII85Decode /FlateDecode]",
            ),
            (
                "/Filter/FlateDecode/DecodeParms<</Predictor 12>>",
                "/Filter[/FlateDecode/FlateDecode]/DecodeParms[null <</Predictor 12>>]",
            ),
        ] {
            let mut object =
                Object { value: value.as_bytes().into(), stream: Some(b"ab\r".as_slice().into()) };
            without_return(&mut object).unwrap();
            assert_eq!(str::from_utf8(&object.value).unwrap(), wanted);
            let contents = object.stream.unwrap();
            assert!(!contents.ends_with(b"\r"));
            let mut unpacked = Vec::new();
            ZlibDecoder::new(contents.as_ref()).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, b"ab\r");
        }
        for contents in ["ab\n", "ab", "", "\rab"] {
            let mut object = Object {
                value: b"/A 1".as_slice().into(),
                stream: Some(contents.as_bytes().into()),
            };
            without_return(&mut object).unwrap();
            assert_eq!(object.value.as_ref(), b"/A 1");
            assert_eq!(object.stream.as_deref(), Some(contents.as_bytes()));
        }
    }
}
