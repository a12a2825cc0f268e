//! `verify`: a PDF is what its own data yield, or it is told where not; what was made to do harm ends in a message.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use serde_json::Value;

use crate::support::{Sandbox, cases, repository};

/// A project of which all reports or some were built, and these.
fn built(sandbox: Sandbox, select: &[&str]) -> (Sandbox, Vec<PathBuf>) {
    let run = sandbox.run(&[&["build"], select].concat());
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let mut pdfs = Vec::new();
    for year in fs::read_dir(sandbox.path("out")).unwrap() {
        let year = year.unwrap().path();
        if year.is_dir() {
            pdfs.extend(fs::read_dir(year).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    pdfs.sort();
    (sandbox, pdfs)
}

/// Two units whose reports have few pages where time is short, and these; their layout is the project's own then.
fn two() -> (Sandbox, Vec<PathBuf>) {
    built(
        Sandbox::of(&repository().join("tests/projects/branches")).shortened(),
        &["new-unit", "managed"],
    )
}

/// What is said of some files, in their order, with the exit status.
fn verified(sandbox: &Sandbox, arguments: &[&str]) -> (Vec<Value>, i32) {
    let run = sandbox.run(&[&["verify", "--format", "json"], arguments].concat());
    let said: Value =
        serde_json::from_str(&run.stdout()).unwrap_or_else(|_| panic!("{}", run.stderr()));
    (said["files"].as_array().unwrap().clone(), run.status())
}

/// All words that are said of a file.
fn words(said: &Value) -> String {
    said.to_string()
}

/// Checks that reports of the examples are proved by their own data alone, from any folder.
#[test]
fn reports_are_proved_by_their_own_data() {
    let projects = [
        "tests/findings/base",
        "tests/projects/department",
        "tests/projects/everything",
        "tests/projects/branches-shanghai",
        "tests/projects/clean",
        ".",
    ];
    let some = usize::try_from(cases(1, 100)).unwrap();
    for project in projects.iter().take(some) {
        let (_made, pdfs) = built(Sandbox::of_data(&repository().join(project)), &[]);
        let elsewhere = Sandbox::empty();
        for pdf in &pdfs {
            elsewhere.add(pdf, &format!("收到的/{}", pdf.file_name().unwrap().to_str().unwrap()));
        }
        let (said, status) = verified(&elsewhere, &["收到的"]);
        assert_eq!((said.len(), status), (pdfs.len(), 0), "{project}: {said:?}");
        assert!(said.iter().all(|file| file["verdict"] == "same"), "{project}: {said:?}");
    }
}

/// What is done to a PDF.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Harm {
    /// Letters of a page are others.
    Letters,
    /// Something is drawn over a page.
    Drawn,
    /// A page is gone.
    Page,
    /// The title in the properties is another.
    Metadata,
    /// An amount of the attached data is another.
    Data,
    /// The facts are others.
    Facts,
    /// The data are another unit's.
    Other,
    /// An attachment is gone.
    Gone,
    /// A note is put on a page.
    Note,
    /// The end of the file is missing.
    Cut,
}

impl Harm {
    /// All of them.
    const ALL: [Self; 10] = [
        Self::Letters,
        Self::Drawn,
        Self::Page,
        Self::Metadata,
        Self::Data,
        Self::Facts,
        Self::Other,
        Self::Gone,
        Self::Note,
        Self::Cut,
    ];
}

/// The stream of an attached file.
fn attachment<'d>(document: &'d mut Document, wanted: &str) -> (ObjectId, &'d mut Stream) {
    let files = document.objects.values().filter_map(|object| object.as_dict().ok());
    let mut files = files.filter(|d| d.get(b"UF").is_ok());
    let file = files.find(|d| lopdf::decode_text_string(d.get(b"UF").unwrap()).unwrap() == wanted);
    let embedded = file.unwrap().get(b"EF").unwrap().as_dict().unwrap();
    let id = embedded.get(b"F").unwrap().as_reference().unwrap();
    (id, document.get_object_mut(id).unwrap().as_stream_mut().unwrap())
}

/// Changes an attached file.
fn change(document: &mut Document, name: &str, change: impl Fn(String) -> String) {
    let (_, stream) = attachment(document, name);
    let old = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    let new = change(old.clone());
    assert_ne!(old, new, "{name}");
    stream.dict.remove(b"Filter");
    stream.set_plain_content(new.into_bytes());
}

/// Puts other letters of the page's own fonts in place of some; the page, from 1, or none where it has too few.
fn other_letters(document: &mut Document, number: usize) -> Option<usize> {
    let pages: Vec<(u32, ObjectId)> = document.get_pages().into_iter().collect();
    let (page, id) = pages[number % pages.len()];
    let mut content = Content::decode(&document.get_page_content(id)).unwrap();
    let mut shown: Vec<&mut Vec<u8>> = Vec::new();
    for operation in &mut content.operations {
        for operand in &mut operation.operands {
            match operand {
                Object::String(letters, _) if operation.operator == "Tj" => shown.push(letters),
                Object::Array(parts) if operation.operator == "TJ" => {
                    shown.extend(parts.iter_mut().filter_map(|part| match part {
                        Object::String(letters, _) => Some(letters),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
    }
    let mut at =
        shown.into_iter().filter(|letters| letters.len() >= 4 && letters[..2] != letters[2..4]);
    let chosen = at.nth(number % 3)?;
    let first: Vec<u8> = chosen[..2].to_vec();
    chosen[2..4].copy_from_slice(&first);
    let bytes = content.encode().unwrap();
    document.change_page_content(id, bytes).unwrap();
    Some(usize::try_from(page).unwrap())
}

/// A PDF to which something was done, and the page where that should be told.
fn harmed(pdf: &[u8], other: &[u8], harm: Harm, number: usize) -> (Vec<u8>, Option<usize>) {
    if harm == Harm::Cut {
        let cut = pdf.len() * (number % 9 + 1) / 10;
        return (pdf[..cut].to_vec(), None);
    }
    let mut document = Document::load_mem(pdf).unwrap();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let at = number % pages.len();
    let mut page = None;
    match harm {
        Harm::Letters => {
            page = (0..50).find_map(|more| other_letters(&mut document, number + more));
            assert!(page.is_some());
        }
        Harm::Drawn => {
            let mut content = document.get_page_content(pages[at]);
            content.extend_from_slice(b"\nq 1 1 1 rg 100 400 200 20 re f Q\n");
            document.change_page_content(pages[at], content).unwrap();
            page = Some(at + 1);
        }
        Harm::Page => document.delete_pages(&[u32::try_from(at + 1).unwrap()]),
        Harm::Metadata => {
            let id = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
            let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
            let text = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
            stream.set_plain_content(text.replace("决算", "预算").into_bytes());
        }
        Harm::Data => change(&mut document, "2022.toml", |text| {
            let (before, amount) = text.split_once("basic = ").unwrap();
            format!("{before}basic = 1{amount}")
        }),
        Harm::Facts => change(&mut document, "facts.json", |text| text.replacen(".", "1.", 1)),
        Harm::Other => {
            let other = Document::load_mem(other).unwrap();
            for name in ["unit.toml", "2022.toml", "facts.json"] {
                let text = crate::pdf::attached(&other)[name].clone();
                change(&mut document, name, |_| String::from_utf8(text.clone()).unwrap());
            }
        }
        Harm::Gone => {
            let catalog = document.catalog_mut().unwrap();
            catalog.remove(b"Names");
            catalog.remove(b"AF");
        }
        Harm::Note => {
            let note = dictionary! {
                "Type" => "Annot",
                "Subtype" => "FreeText",
                "Rect" => vec![100.into(), 400.into(), 300.into(), 420.into()],
                "Contents" => Object::String(b"1".to_vec(), StringFormat::Literal),
            };
            let note = document.add_object(note);
            let dictionary = document.get_object_mut(pages[at]).unwrap().as_dict_mut().unwrap();
            dictionary.set("Annots", vec![Object::Reference(note)]);
            page = Some(at + 1);
        }
        Harm::Cut => {}
    }
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    (out, page)
}

/// Checks that whatever is done to a PDF is told, and where; and that one which was only stored again is not blamed.
#[test]
fn what_was_done_to_a_pdf_is_told() {
    let (sandbox, pdfs) = two();
    let originals: Vec<Vec<u8>> = pdfs.iter().map(|pdf| fs::read(pdf).unwrap()).collect();
    let count = usize::try_from(cases(10, 200)).unwrap();
    let mut wanted = Vec::new();
    for number in 0..count {
        let harm = Harm::ALL[number % Harm::ALL.len()];
        let at = number % originals.len();
        let other = &originals[(at + 1) % originals.len()];
        let (bytes, page) = harmed(&originals[at], other, harm, number / 3);
        sandbox.write(&format!("altered/{number:03}.pdf"), &bytes);
        wanted.push((harm, page));
    }
    let mut document = Document::load_mem(&originals[0]).unwrap();
    let mut stored = Vec::new();
    document.save_to(&mut stored).unwrap();
    sandbox.write("altered/stored.pdf", &stored);
    let (mut said, status) = verified(&sandbox, &["altered", "--project", "."]);
    assert_eq!((said.len(), status), (count + 1, 1));
    let stored = said.pop().unwrap();
    assert_eq!(stored["verdict"], "same-pages", "{stored:#}");
    for ((harm, page), said) in wanted.into_iter().zip(said) {
        let verdict = said["verdict"].as_str().unwrap();
        assert!(!["same", "same-pages", "failed"].contains(&verdict), "{harm:?} {said:#}");
        if let Some(page) = page {
            let told = said["differences"].as_array().unwrap();
            assert!(
                told.iter().any(|difference| difference["page"] == page),
                "{harm:?} {page} {said:#}"
            );
            assert!(
                told.iter().all(|difference| difference["page"] == page),
                "{harm:?} {page} {said:#}"
            );
        }
        match harm {
            Harm::Letters => {
                let told = &said["differences"][0];
                assert!(told["stands"].is_string() && told["follows"].is_string(), "{said:#}");
            }
            Harm::Page => assert!(words(&said).contains("PDF 里没有数据得出的第"), "{said:#}"),
            Harm::Metadata => assert!(words(&said).contains("文件的属性"), "{said:#}"),
            Harm::Facts => assert!(words(&said).contains("附件 facts.json"), "{said:#}"),
            Harm::Gone => assert_eq!(verdict, "no-data", "{said:#}"),
            Harm::Data | Harm::Other | Harm::Drawn | Harm::Note | Harm::Cut => {}
        }
    }
}

/// How what a report was made with is told otherwise.
type Change = fn(&mut Value);

/// Another digest of the same form.
fn another(digest: &Value) -> Value {
    let digest = digest.as_str().unwrap();
    let is_hash = |c: char| c.is_ascii_hexdigit();
    let kind = digest.trim_end_matches(is_hash);
    format!("{kind}{}", "0".repeat(digest.len() - kind.len())).into()
}

/// Checks that pages which another program, other fonts or another layout made are told as the same where they are, with what
/// was not compared, and as altered or not to be told where they are not.
#[test]
fn the_same_pages_of_another_version_are_told_as_the_same() {
    let (sandbox, pdfs) = two();
    let original = fs::read(&pdfs[0]).unwrap();
    let made = |document: &Document| -> Value {
        serde_json::from_slice(&crate::pdf::attached(document)["made.json"]).unwrap()
    };
    let now = made(&Document::load_mem(&original).unwrap());
    let changes: [(Change, &str, &str); 3] = [
        (|made| made["program"] = "0.0.1".into(), "由 0.0.1 版的程序生成", "altered"),
        (|made| made["fonts"] = another(&made["fonts"]), "字体与这里的不同", "altered"),
        (
            |made| made["layout"]["sha256"] = another(&made["layout"]["sha256"]),
            "与这里的不同",
            "unknown",
        ),
    ];
    for (number, (other, note, with_other_letters)) in changes.into_iter().enumerate() {
        let mut wanted = now.clone();
        other(&mut wanted);
        assert_ne!(now, wanted);
        for is_altered in [false, true] {
            let mut document = Document::load_mem(&original).unwrap();
            change(&mut document, "made.json", |_| wanted.to_string());
            let page = if is_altered { other_letters(&mut document, 2) } else { None };
            assert_eq!(page.is_some(), is_altered);
            let mut bytes = Vec::new();
            document.save_to(&mut bytes).unwrap();
            let name = format!("other/{number}-{is_altered}.pdf");
            sandbox.write(&name, &bytes);
            let (said, status) = verified(&sandbox, &[&name, "--project", "."]);
            let verdict = if is_altered { with_other_letters } else { "same-pages" };
            assert_eq!(said[0]["verdict"], verdict, "{:#}", said[0]);
            assert_eq!(status, i32::from(is_altered), "{:#}", said[0]);
            for words_of_note in [note, "所以只比了各页的字和附件"] {
                assert!(words(&said[0]).contains(words_of_note), "{:#}", said[0]);
            }
            let told = said[0]["differences"].as_array().unwrap();
            assert_eq!(told.is_empty(), !is_altered, "{:#}", said[0]);
            assert!(told.iter().all(|one| one["page"].as_u64() == page.map(|page| page as u64)));
        }
    }
}

/// Checks that a layout which only a project has is not known without it, and is with it.
#[test]
fn a_layout_of_a_project_is_known_with_the_project() {
    let sandbox = Sandbox::nine();
    sandbox.write("layouts/own/layout.toml", b"name = \"own\"\nextends = \"shanxi\"\nstatements = [\"totals\"]\nsections = [\"totals\"]\n");
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let line = settings.lines().find(|line| line.starts_with("layout")).unwrap().to_owned();
    sandbox.replace("juesuan.toml", &line, "layout = \"own\"");
    let (sandbox, pdfs) = built(sandbox, &["new-unit"]);
    let pdf = pdfs[0].to_str().unwrap();
    let (said, status) = verified(&Sandbox::empty(), &[pdf]);
    assert_eq!((said[0]["verdict"].as_str(), status), (Some("unknown"), 1), "{said:?}");
    assert!(words(&said[0]).contains("不能在这里核实"), "{said:?}");
    let (said, status) = verified(&sandbox, &[pdf, "--project", "."]);
    assert_eq!((said[0]["verdict"].as_str(), status), (Some("same"), 0), "{said:?}");
    let sha256 = said[0]["sha256"].as_str().unwrap().to_owned();
    let index = format!("{{\"editions\": [{{\"sha256\": \"{sha256}\"}}]}}");
    sandbox.write("published/2022/某单位/index.json", index.as_bytes());
    let arguments = [pdf, "--project", ".", "--published", "published"];
    let (said, status) = verified(&sandbox, &arguments);
    assert_eq!((said[0]["published"].as_bool(), status), (Some(true), 0));
    sandbox.write("published/2022/某单位/index.json", b"{}");
    let (said, status) = verified(&sandbox, &arguments);
    assert_eq!((said[0]["published"].as_bool(), status), (Some(false), 1));
}

/// Some bytes compressed, once more and once more.
fn compressed(bytes: &[u8], times: usize) -> Vec<u8> {
    (0..times).fold(bytes.to_vec(), |bytes, _| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        std::io::Write::write_all(&mut encoder, &bytes).unwrap();
        encoder.finish().unwrap()
    })
}

/// Gives an attached file other contents, as they stand in the PDF.
fn with_contents(pdf: &[u8], name: &str, filters: usize, contents: &[u8]) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    let (_, stream) = attachment(&mut document, name);
    stream.content = contents.to_vec();
    stream.dict.set("Length", i64::try_from(contents.len()).unwrap());
    let filter = Object::Name(b"FlateDecode".to_vec());
    match filters {
        0 => drop(stream.dict.remove(b"Filter")),
        _ => stream.dict.set("Filter", vec![filter; filters]),
    }
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// Checks that hostile attachments end in a message, in bounded time, and lead nowhere.
#[test]
fn hostile_files_end_in_a_message() {
    let (sandbox, pdfs) = two();
    let pdf = fs::read(&pdfs[0]).unwrap();
    let named = |from: &str, to: &str| {
        let mut document = Document::load_mem(&pdf).unwrap();
        for object in document.objects.values_mut() {
            let Ok(dictionary) = object.as_dict_mut() else { continue };
            for key in ["F", "UF"] {
                let is_it = dictionary
                    .get(key.as_bytes())
                    .is_ok_and(|name| name.as_str().is_ok_and(|name| name == from.as_bytes()));
                if is_it {
                    let name = Object::String(to.as_bytes().to_vec(), StringFormat::Literal);
                    dictionary.set(key, name);
                }
            }
            for key in ["Names", "EmbeddedFiles"] {
                let Ok(Object::Dictionary(tree)) = dictionary.get_mut(key.as_bytes()) else {
                    continue;
                };
                renamed(tree, from, to);
            }
        }
        let mut out = Vec::new();
        document.save_to(&mut out).unwrap();
        out
    };
    let mut circle = Document::load_mem(&pdf).unwrap();
    let node = circle.new_object_id();
    circle.objects.insert(node, dictionary! { "Kids" => vec![Object::Reference(node); 3] }.into());
    circle.catalog_mut().unwrap().set("Names", dictionary! { "EmbeddedFiles" => node });
    let mut round = Vec::new();
    circle.save_to(&mut round).unwrap();
    let deep = |open: &str, close: &str, count: usize| {
        (open.repeat(count) + &close.repeat(count)).into_bytes()
    };
    let nested = [
        b"%PDF-1.7\n1 0 obj\n".to_vec(),
        deep("[", "]", 200_000),
        b"\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF".to_vec(),
    ]
    .concat();
    let zeros = vec![b'\n'; if cases(0, 1) == 0 { 80 << 20 } else { 400 << 20 }];
    let hostile: Vec<(&str, Vec<u8>)> = vec![
        ("path", named("2022.toml", "../../../2022.toml")),
        ("absolute", named("unit.toml", "/tmp/unit.toml")),
        ("bomb", with_contents(&pdf, "2022.toml", 1, &compressed(&zeros, 1))),
        ("bomb-in-bomb", with_contents(&pdf, "2022.toml", 2, &compressed(&zeros, 2))),
        ("deep-facts", with_contents(&pdf, "facts.json", 0, &deep("[", "]", 100_000))),
        (
            "deep-data",
            with_contents(
                &pdf,
                "2022.toml",
                0,
                &[b"x = ".to_vec(), deep("[", "]", 100_000)].concat(),
            ),
        ),
        ("broken-stream", with_contents(&pdf, "2022.toml", 1, b"no zlib at all")),
        ("circle", round),
        ("nested", nested),
        ("empty", b"%PDF-1.7\n%%EOF".to_vec()),
        ("no-pdf", b"year = 2022".to_vec()),
    ];
    for (name, bytes) in &hostile {
        sandbox.write(&format!("hostile/{name}.pdf"), bytes);
    }
    let begun = Instant::now();
    let (said, status) = verified(&sandbox, &["hostile", "--project", "."]);
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
    assert_eq!((said.len(), status), (hostile.len(), 1));
    for said in said {
        let verdict = said["verdict"].as_str().unwrap();
        assert!(["no-data", "unreadable", "altered"].contains(&verdict), "{said:#}");
        assert!(!said["notes"].as_array().unwrap().is_empty() || verdict == "altered", "{said:#}");
    }
    assert!(!Path::new("/tmp/unit.toml").exists());
}

/// Gives an attached file another name in a tree of names.
fn renamed(tree: &mut lopdf::Dictionary, from: &str, to: &str) {
    if let Ok(Object::Dictionary(inner)) = tree.get_mut(b"EmbeddedFiles") {
        renamed(inner, from, to);
    }
    let Ok(Object::Array(names)) = tree.get_mut(b"Names") else { return };
    for name in names {
        if name.as_str().is_ok_and(|name| name == from.as_bytes()) {
            *name = Object::String(to.as_bytes().to_vec(), StringFormat::Literal);
        }
    }
}

/// Checks what is said to people: of one file, of many, of what is not there.
#[test]
fn the_verdict_is_said_in_words() {
    let (sandbox, pdfs) = two();
    let pdf = pdfs[0].to_str().unwrap();
    let run = sandbox.run(&["verify", pdf, "--project", "."]);
    assert_eq!(run.status(), 0);
    for words in ["逐字节相同", "附件里的数据：", "sha256："] {
        assert!(run.stdout().contains(words), "{}", run.stdout());
    }
    assert!(run.stderr().contains("不证明是谁公开的"), "{}", run.stderr());
    let (altered, page) = harmed(&fs::read(pdf).unwrap(), b"", Harm::Letters, 2);
    sandbox.write("altered.pdf", &altered);
    let run = sandbox.run(&["verify", "altered.pdf", pdf, "--project", "."]);
    assert_eq!(run.status(), 1);
    let wanted = format!("第 {} 页", page.unwrap());
    for words in ["与数据不符", "PDF 上是“", "数据得出“", "共 2 份：", &wanted] {
        assert!(run.stdout().contains(words), "{}", run.stdout());
    }
    for missing in ["nowhere.pdf", "data"] {
        let run = sandbox.run(&["verify", missing]);
        assert_eq!(run.status(), 1, "{missing}");
        assert!(run.stderr().contains("错误[missing-pdf]"), "{}", run.stderr());
    }
}
