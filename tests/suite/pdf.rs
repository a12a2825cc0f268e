//! The PDF file itself.

use std::collections::BTreeMap;
use std::fs;

use lopdf::{Dictionary, Document, Object};

use crate::support::{REFERENCE, Sandbox};

/// The reference report's PDF and the project that it was made in.
fn reference() -> (Sandbox, Vec<u8>, Document) {
    let sandbox = Sandbox::reference();
    // As Windows' Notepad writes it: byte order mark, carriage returns.
    let unit = format!("data/{REFERENCE}/unit.toml");
    let text = fs::read_to_string(sandbox.path(&unit)).unwrap();
    sandbox.write(&unit, format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes());
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    let bytes = fs::read(sandbox.report()).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    (sandbox, bytes, document)
}

/// Checks version, conformance, title, language, tags, bookmarks and packing.
#[test]
fn the_file_is_archivable_accessible_and_packed() {
    let (_, bytes, document) = reference();
    let catalog = document.catalog().unwrap();
    assert_eq!(document.version, "1.7");
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"));
    let marked = dictionary(&document, catalog.get(b"MarkInfo").unwrap()).get(b"Marked").unwrap();
    assert!(marked.as_bool().unwrap());
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = document.get_object(metadata).unwrap().as_stream().unwrap();
    let metadata = metadata.get_plain_content().unwrap();
    let metadata = String::from_utf8(metadata).unwrap();
    for part in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "汾阳市社会保险中心2022年度单位决算公开",
    ] {
        assert!(metadata.contains(part), "no {part} in {metadata}");
    }
    assert!(bytes.windows(7).any(|w| w == b"/ObjStm"), "no object streams");
    assert!(bytes.len() < 900_000, "{} bytes", bytes.len());
}

/// Checks that the data files come out of the PDF as they went in, with the facts.
#[test]
fn the_attachments_are_the_data_files() {
    let (sandbox, _, document) = reference();
    let attached = attached(&document);
    let data = sandbox.path("data").join(REFERENCE);
    let mut expected: BTreeMap<String, Vec<u8>> = ["unit.toml", "2021.toml", "2022.toml"]
        .into_iter()
        .map(|name| (name.to_owned(), fs::read(data.join(name)).unwrap()))
        .collect();
    for entry in fs::read_dir(data.join("2022")).unwrap() {
        let entry = entry.unwrap();
        let name = format!("2022-{}", entry.file_name().to_str().unwrap());
        expected.insert(name, fs::read(entry.path()).unwrap());
    }
    let facts = sandbox.run(&["facts", REFERENCE]).stdout();
    expected.insert("facts.json".to_owned(), facts.into_bytes());
    assert_eq!(expected.len(), 15);
    assert_eq!(attached.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(attached == expected);
}

/// The attached files by name.
fn attached(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let files = dictionaries
        .filter(|d| d.get(b"Type").is_ok_and(|t| t.as_name().ok() == Some(b"Filespec")));
    files
        .map(|file| {
            let name = lopdf::decode_text_string(file.get(b"UF").unwrap()).unwrap();
            let embedded = dictionary(document, file.get(b"EF").unwrap());
            let stream = embedded.get(b"F").unwrap().as_reference().unwrap();
            let stream = document.get_object(stream).unwrap().as_stream().unwrap();
            (name, stream.get_plain_content().unwrap())
        })
        .collect()
}

/// A dictionary, wherever it stands.
fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => document.get_object(*id).unwrap().as_dict().unwrap(),
        object => object.as_dict().unwrap(),
    }
}
