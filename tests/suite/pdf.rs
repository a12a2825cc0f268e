//! The PDF file itself.

use std::collections::BTreeMap;
use std::fs;

use juesuan::project::Purpose;
use lopdf::{Dictionary, Document, Object};

use crate::support::{REFERENCE, Sandbox, pdf_of, repository, some};

/// The reference report's PDF and the project that it was made in.
fn reference() -> (Sandbox, Vec<u8>, Document) {
    let sandbox = Sandbox::reference().without_reports();
    marked(&sandbox);
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    let bytes = fs::read(sandbox.report()).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    (sandbox, bytes, document)
}

/// Writes a file as Windows' Notepad does: byte order mark, carriage returns.
fn marked(sandbox: &Sandbox) {
    let unit = format!("data/{REFERENCE}/unit.toml");
    let text = fs::read_to_string(sandbox.path(&unit)).unwrap();
    sandbox.write(&unit, format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes());
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

/// Checks that data files which are attached as they are come out of the PDF as they went in, with the facts.
#[test]
fn the_attachments_are_the_data_files() {
    let sandbox = Sandbox::reference();
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    sandbox.write("juesuan.toml", format!("attach = \"source\"\n{settings}").as_bytes());
    marked(&sandbox);
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    let document = Document::load(sandbox.report()).unwrap();
    let mut attached = attached(&document);
    let made = attached.remove("made.json").map(|made| String::from_utf8(made).unwrap());
    assert!(made.unwrap().contains("\"name\": \"shanxi\""));
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

/// Pages of layouts that try to be rid of the attachments.
const TRIED: [(&str, &str); 6] = [
    ("nothing on the page", ""),
    ("nothing that is attached", "#show pdf.attach: none\n正文。"),
    ("nothing at all", "#show: it => none\n正文。"),
    ("no list of them", "#let facts = (..facts, attachments: ())\n正文。"),
    ("no context", "#show metadata: none\n#set document(keywords: ())\n正文。"),
    (
        "one of its own",
        "#pdf.attach(\"/说明.txt\", bytes(\"话\"), mime-type: \"text/plain\", description: \"说明\")\n正文。",
    ),
];

/// A project with one unit whose layout's pages are given.
fn project(pages: &str) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/projects/branches"));
    sandbox.write("layouts/bad/layout.toml", b"name = \"bad\"\nextends = \"shanxi\"\n");
    let nothing = b"#let attach-files(facts) = none\n";
    sandbox.write("layouts/common/attach.typ", nothing);
    sandbox.replace("data/sparse/unit.toml", "name", "layout = \"bad\"\nname");
    let report = format!(
        "#import \"/layouts/common/document.typ\": with-properties\n\
         #import \"/layouts/common/text.typ\": text-style\n\
         #let report(facts) = {{\n  show: with-properties.with(facts, \"报告\")\n  \
         show: text-style.with(facts.fonts)\n  [\n{pages}\n  ]\n}}\n"
    );
    sandbox.write("layouts/bad/report.typ", report.as_bytes());
    sandbox
}

/// Checks that the attachments are there whatever a layout does, and that its own are left to it.
#[test]
fn no_layout_removes_the_attachments() {
    for (case, pages) in some(TRIED, 3) {
        let sandbox = project(pages);
        for purpose in [Purpose::Publication, Purpose::Draft] {
            let pdf = pdf_of(sandbox.root(), "sparse", 2022, purpose).unwrap();
            let document = Document::load_mem(&pdf).unwrap();
            let attached = attached(&document);
            for name in ["unit.toml", "2022.toml", "facts.json"] {
                assert!(attached.contains_key(name), "{case}: {name}");
            }
            assert_eq!(attached.contains_key("说明.txt"), case == "one of its own");
            assert_listed(&document, &attached);
        }
    }
}

/// Checks that a layout cannot put a file of its own in the place of one of the program's.
#[test]
fn no_layout_replaces_an_attachment() {
    for name in ["unit.toml", "facts.json"] {
        let pages = format!(
            "#pdf.attach(\"/{name}\", bytes(\"假\"), mime-type: \"text/plain\", description: \"x\")"
        );
        let sandbox = project(&pages);
        let made = pdf_of(sandbox.root(), "sparse", 2022, Purpose::Publication);
        let said = made.unwrap_err();
        assert!(said.contains("attachment-taken") && said.contains(name), "{said}");
    }
}

/// Checks that the attached files stand in the name tree in order, each with all that PDF/A-3 wants, and are associated.
fn assert_listed(document: &Document, attached: &BTreeMap<String, Vec<u8>>) {
    let catalog = document.catalog().unwrap();
    let names = dictionary(document, catalog.get(b"Names").unwrap());
    let tree = dictionary(document, names.get(b"EmbeddedFiles").unwrap());
    let pairs = tree.get(b"Names").unwrap().as_array().unwrap();
    let keys: Vec<&[u8]> = pairs.iter().step_by(2).map(|key| key.as_str().unwrap()).collect();
    assert!(keys.is_sorted() && keys.len() == attached.len(), "{keys:?}");
    let associated = catalog.get(b"AF").unwrap().as_array().unwrap();
    assert_eq!(associated.len(), attached.len());
    for file in associated {
        let file = dictionary(document, file);
        for key in ["F", "UF", "Desc", "AFRelationship"] {
            assert!(file.has(key.as_bytes()), "no {key}");
        }
        let name = lopdf::decode_text_string(file.get(b"UF").unwrap()).unwrap();
        let stream = dictionary(document, file.get(b"EF").unwrap()).get(b"F").unwrap();
        let stream = document.get_object(stream.as_reference().unwrap()).unwrap();
        let stream = &stream.as_stream().unwrap().dict;
        assert!(stream.has(b"Subtype"));
        let parameters = dictionary(document, stream.get(b"Params").unwrap());
        let size = parameters.get(b"Size").unwrap().as_i64().unwrap();
        assert_eq!(usize::try_from(size).unwrap(), attached[&name].len());
        let date = parameters.get(b"ModDate").unwrap().as_str().unwrap();
        assert!(date.starts_with(b"D:20230915"), "{date:?}");
    }
}

/// Checks that the cover's title is read as the first heading, and that no level is left out below it.
#[test]
fn the_title_is_the_first_heading() {
    let reports = [
        (".", REFERENCE, 2022),
        (".", "putuo-finance", 2024),
        ("tests/projects/everything", "qingyu-affairs", 2022),
        ("tests/projects/department", "education", 2024),
    ];
    for (project, unit, year) in some(reports, 3) {
        let pdf = pdf_of(&repository().join(project), unit, year, Purpose::Publication).unwrap();
        let document = Document::load_mem(&pdf).unwrap();
        let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let root = dictionary(&document, root);
        let mut tags = Vec::new();
        walk(&document, root.get(b"K").unwrap(), &mut tags);
        let titles: Vec<usize> = (0..tags.len()).filter(|tag| tags[*tag] == "Title").collect();
        assert_eq!(titles.len(), 1, "{unit}");
        let roles = dictionary(&document, root.get(b"RoleMap").unwrap());
        assert_eq!(roles.get(b"Title").unwrap().as_name().unwrap(), b"H1");
        let levels: Vec<u32> = tags
            .iter()
            .map(|tag| if tag == "Title" { "H1" } else { tag })
            .filter_map(|tag| tag.strip_prefix('H')?.parse().ok())
            .collect();
        assert!(levels.len() > 10, "{unit}: {levels:?}");
        assert!(
            levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "{levels:?}"
        );
        let before = &tags[..titles[0]];
        assert!(!before.iter().any(|tag| ["P", "H1", "H2"].contains(&tag.as_str())), "{before:?}");
    }
}

/// The tags of the structure in reading order.
fn walk(document: &Document, node: &Object, tags: &mut Vec<String>) {
    match document.dereference(node).unwrap().1 {
        Object::Array(kids) => kids.iter().for_each(|kid| walk(document, kid, tags)),
        Object::Dictionary(element) => {
            if let Ok(tag) = element.get(b"S") {
                tags.push(String::from_utf8_lossy(tag.as_name().unwrap()).into_owned());
            }
            if let Ok(kids) = element.get(b"K") {
                walk(document, kids, tags);
            }
        }
        _ => {}
    }
}

/// The attached files by name.
pub(crate) fn attached(document: &Document) -> BTreeMap<String, Vec<u8>> {
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
