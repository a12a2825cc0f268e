//! The mark of a draft, whatever a layout does to be rid of it.

use juesuan::project::Purpose;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};

use crate::support::{Sandbox, pdf_of, repository, some};

/// Layouts' pages: what is tried, and how.
const TRIED: [(&str, &str); 18] = [
    ("nothing", "正文。#pagebreak() 第二页。"),
    ("no foreground", "#set page(foreground: none)\n正文。#pagebreak() 第二页。"),
    (
        "a foreground that covers all",
        "#set page(foreground: rect(width: 100%, height: 100%, fill: white))\n正文。",
    ),
    ("a dark page", "#set page(fill: black, background: none)\n#text(fill: white)[正文。]"),
    ("a background", "#set page(background: rect(width: 100%, height: 100%, fill: gray))\n正文。"),
    (
        "a page without margins, full",
        "#page(margin: 0pt, rect(width: 100%, height: 100%, fill: white))",
    ),
    ("a thin page", "#page(width: 3pt, height: 700pt, margin: 0pt)[]"),
    ("a page as long as a scroll", "#page(width: 200pt, height: 9000pt)[正文。]"),
    ("a page of no size", "#page(width: 0pt, height: 0pt, margin: 0pt)[]"),
    ("a page that is as high as its text", "#set page(height: auto)\n正文。"),
    ("a page on its side", "#page(flipped: true)[正文。]"),
    ("a turned page", "#page(width: 297mm, height: 210mm, rotate(90deg, reflow: true)[正文。])"),
    ("no text", "#show text: none\n正文。"),
    ("other text", "#show \"草稿\": \"定稿\"\n#show regex(\".+\"): it => hide(it)\n正文。"),
    ("hidden", "#hide[正文。]"),
    ("a clip", "#box(width: 1pt, height: 1pt, clip: true, scale(1%)[正文。])"),
    ("its own facts", "#let facts = (..facts, draft: false)\n正文。"),
    ("white strokes and fills", "#set text(fill: white)\n#set rect(fill: white)\n正文。#rect()"),
];

/// A project with one unit whose layout's pages are given.
fn project(pages: &str) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/projects/branches"));
    sandbox.write("layouts/bad/layout.toml", b"name = \"bad\"\nextends = \"shanxi\"\n");
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

/// The report of the unit, as a draft or not.
fn built(sandbox: &Sandbox, purpose: Purpose) -> Document {
    let pdf = pdf_of(sandbox.root(), "sparse", 2022, purpose);
    Document::load_mem(&pdf.unwrap_or_else(|problems| panic!("{problems}"))).unwrap()
}

/// The edges of a page: left, bottom, right, top.
fn edges(document: &Document, page: lopdf::ObjectId) -> [f32; 4] {
    let edges =
        document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
    [0, 1, 2, 3].map(|index| edges[index].as_float().unwrap())
}

/// The marks on a page: for each, the place of its middle and how long its diagonal is.
fn marks(document: &Document, page: lopdf::ObjectId) -> Vec<([f32; 2], f32)> {
    let content = document.get_page_content(page);
    let operations = Content::decode(&content).unwrap().operations;
    let Some(start) = operations.iter().rposition(|operation| operation.operator == "BMC") else {
        return Vec::new();
    };
    let is = |operation: &Operation, name: &str| operation.operator == name;
    let (before, last) = operations.split_at(start);
    let drawn = last.iter().any(|operation| is(operation, "Do"));
    if last[0].operands != [Object::Name(b"Artifact".to_vec())] || !drawn {
        return Vec::new();
    }
    let many = |name| before.iter().filter(|operation| is(operation, name)).count();
    assert_eq!(many("q"), many("Q"), "the layout's state holds on");
    assert!(is(&before[0], "q") && is(&before[before.len() - 1], "Q"));
    assert!(is(last.last().unwrap(), "EMC"), "something stands over the mark");
    let (own, _) = document.get_page_resources(page).unwrap();
    let forms = document.dereference(own.unwrap().get(b"XObject").unwrap()).unwrap().1;
    let form = forms.as_dict().unwrap().get(b"Draft").unwrap().as_reference().unwrap();
    let form = document.get_object(form).unwrap().as_stream().unwrap();
    let path = Content::decode(&form.get_plain_content().unwrap()).unwrap().operations;
    assert!(path.iter().filter(|operation| is(operation, "c") || is(operation, "l")).count() > 20);
    assert!(is(path.last().unwrap(), "B"), "nothing is painted");
    let corners = form.dict.get(b"BBox").unwrap().as_array().unwrap();
    let [x0, y0, x1, y1] = [0, 1, 2, 3].map(|index| corners[index].as_float().unwrap());
    let moved = |operation: &&Operation| is(operation, "cm");
    last.iter()
        .filter(moved)
        .map(|operation| {
            let [a, b, c, d, e, f] =
                [0, 1, 2, 3, 4, 5].map(|n| operation.operands[n].as_float().unwrap());
            let at = |x: f32, y: f32| [a * x + c * y + e, b * x + d * y + f];
            let ([left, bottom], [right, top]) = (at(x0, y0), at(x1, y1));
            (at((x0 + x1) / 2.0, (y0 + y1) / 2.0), (right - left).hypot(top - bottom))
        })
        .collect()
}

/// Checks that every page has the mark, in its middle, as large as the page allows.
fn assert_marked(document: &Document, case: &str) {
    for (number, page) in document.get_pages() {
        let [left, bottom, right, top] = edges(document, page);
        let marks = marks(document, page);
        assert!(!marks.is_empty(), "{case}: page {number} has no mark");
        let short = (right - left).min(top - bottom);
        for ([x, y], long) in &marks {
            let inside = (left..=right).contains(x) && (bottom..=top).contains(y);
            assert!(inside, "{case}: page {number} has a mark beside it");
            assert!(
                (short * 0.45..=short * 0.75 + 0.1).contains(long),
                "{case}: {long} of {short}"
            );
        }
        // No stretch as long as a usual page is without one.
        let often = marks.len() as f32 * short * 1.5 + 0.1 >= (right - left).max(top - bottom);
        assert!(often || marks.len() == 64, "{case}: {} marks on page {number}", marks.len());
    }
}

/// Checks that no layout gets rid of the mark, and that a report to be published has none.
#[test]
fn no_layout_removes_the_mark() {
    for (case, pages) in some(TRIED, 4) {
        let sandbox = project(pages);
        assert_marked(&built(&sandbox, Purpose::Draft), case);
        let report = built(&sandbox, Purpose::Publication);
        let pages = report.get_pages();
        assert!(pages.values().all(|page| marks(&report, *page).is_empty()), "{case}");
    }
}

/// Checks that files of the project in place of the program's change nothing.
#[test]
fn no_file_in_place_of_the_programs_removes_the_mark() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/branches"));
    for file in ["draft.typ", "attach.typ"] {
        let nothing = "#let draft-mark(facts, body) = body\n#let attach-files(facts) = none\n";
        sandbox.write(&format!("layouts/common/{file}"), nothing.as_bytes());
    }
    let draft = built(&sandbox, Purpose::Draft);
    assert!(draft.get_pages().len() > 10);
    assert_marked(&draft, "files in place");
}
