//! What the structure tree of a PDF says stands in it, read by another library than the one that wrote it: every heading,
//! paragraph, cell of a table and entry of the contents, with its words and its page.

use std::collections::{BTreeMap, HashMap};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A piece of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Its words, on one line; of an entry of the contents, without the dots and the page behind them.
    pub text: String,
    /// The page on which it begins, from 1.
    pub page: usize,
    /// The last heading before it or, of a heading, itself; empty before the first.
    pub section: String,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A cell of a table.
    Cell {
        /// Which table of the report it is in, from 0.
        table: usize,
        /// Which row of the table it is in, from 0.
        row: usize,
    },
    /// An entry of the contents.
    Entry,
    /// Words that are none of these.
    Other,
}

/// The pieces of a PDF, in reading order; those without words are left out.
pub(crate) fn pieces(pdf: &[u8]) -> Vec<Piece> {
    let document = Document::load_mem(pdf).unwrap();
    let pages = document.get_pages();
    let mut marked = HashMap::new();
    let mut fonts = HashMap::new();
    for (number, page) in &pages {
        on_page(&document, *page, usize::try_from(*number).unwrap(), &mut fonts, &mut marked);
    }
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = dictionary(&document, root);
    let mut walk = Walk { document: &document, marked, pieces: Vec::new(), table: 0, row: 0 };
    walk.node(root.get(b"K").unwrap(), None, &mut None);
    // Words that are nothing else are one piece a page, until something else follows.
    let mut joined: Vec<Piece> = Vec::new();
    for piece in walk.pieces {
        let goes_on = |last: &&mut Piece| {
            (last.kind, piece.kind) == (Kind::Other, Kind::Other) && last.page == piece.page
        };
        match joined.last_mut().filter(goes_on) {
            Some(last) => last.text.push_str(&piece.text),
            None => joined.push(piece),
        }
    }
    let mut section = String::new();
    let pieces = joined.into_iter().filter_map(|mut piece| {
        piece.text = piece.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if piece.kind == Kind::Entry {
            piece.text = without_page(&piece.text).trim_end().to_owned();
        }
        if piece.kind == Kind::Heading && !piece.text.is_empty() {
            section.clone_from(&piece.text);
        }
        piece.section.clone_from(&section);
        (!piece.text.is_empty()).then_some(piece)
    });
    pieces.collect()
}

/// An entry of the contents without the page behind it, which is joined to it; the dots between are decoration.
fn without_page(entry: &str) -> &str {
    let before = entry.trim_end_matches(|c: char| c.is_ascii_digit());
    before.strip_suffix('\u{2060}').unwrap_or(entry)
}

/// Words that are marked on a page: by the page and the number of the mark.
type Marked = HashMap<(ObjectId, i64), (String, usize)>;

/// A font's letters by code.
type Letters = HashMap<u16, String>;

/// What is known on the way through the structure.
struct Walk<'a> {
    /// The file.
    document: &'a Document,
    /// The words on its pages.
    marked: Marked,
    /// The pieces so far.
    pieces: Vec<Piece>,
    /// How many tables were met.
    table: usize,
    /// How many rows of the last table were met.
    row: usize,
}

impl Walk<'_> {
    /// Goes through a node and what is below; `page` is the one its words stand on, `open` the piece that they belong to.
    fn node(&mut self, node: &Object, page: Option<ObjectId>, open: &mut Option<usize>) {
        match node {
            Object::Reference(id) => {
                let document = self.document;
                self.node(document.get_object(*id).unwrap(), page, open);
            }
            Object::Array(kids) => kids.iter().for_each(|kid| self.node(kid, page, open)),
            Object::Integer(mark) => self.words(page.unwrap(), *mark, open),
            Object::Dictionary(element) => {
                let page =
                    element.get(b"Pg").ok().map(|page| page.as_reference().unwrap()).or(page);
                if let Ok(mark) = element.get(b"MCID") {
                    self.words(page.unwrap(), mark.as_i64().unwrap(), open);
                } else if element.has(b"S") {
                    self.element(element, page, open);
                }
            }
            other => panic!("{other:?} in the structure"),
        }
    }

    /// Goes through an element.
    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>, open: &mut Option<usize>) {
        let tag = element.get(b"S").unwrap().as_name().unwrap();
        let is_inside = open.is_some();
        let kind = match tag {
            b"Table" => {
                (self.table, self.row) = (self.table + 1, 0);
                None
            }
            b"TR" => {
                self.row += 1;
                None
            }
            b"TD" | b"TH" => Some(Kind::Cell { table: self.table - 1, row: self.row - 1 }),
            b"TOCI" => Some(Kind::Entry),
            b"P" => Some(Kind::Paragraph),
            _ if tag.len() == 2 && tag[0] == b'H' && tag[1].is_ascii_digit() => Some(Kind::Heading),
            _ => None,
        };
        let Ok(kids) = element.get(b"K") else { return };
        match kind {
            // What stands in a cell or in an entry is part of it.
            Some(Kind::Paragraph | Kind::Heading) if is_inside => {
                self.apart(open);
                self.node(kids, page, open);
            }
            Some(kind) => {
                let mut own = Some(self.begin(kind));
                self.node(kids, page, &mut own);
            }
            None => self.node(kids, page, open),
        }
    }

    /// Begins a piece; its place.
    fn begin(&mut self, kind: Kind) -> usize {
        self.pieces.push(Piece { kind, text: String::new(), page: 0, section: String::new() });
        self.pieces.len() - 1
    }

    /// Sets what follows apart from what an open piece says so far.
    fn apart(&mut self, open: &Option<usize>) {
        if let Some(piece) = open.and_then(|open| self.pieces.get_mut(open)) {
            piece.text.push(' ');
        }
    }

    /// Adds marked words to the piece that is open, or to one of their own.
    fn words(&mut self, page: ObjectId, mark: i64, open: &mut Option<usize>) {
        let Some((text, number)) = self.marked.get(&(page, mark)).cloned() else { return };
        let at = match *open {
            Some(open) => open,
            None => self.begin(Kind::Other),
        };
        let piece = &mut self.pieces[at];
        if piece.page == 0 && !text.trim().is_empty() {
            piece.page = number;
        }
        piece.text.push_str(&text);
    }
}

/// Reads the marked words of a page.
fn on_page(
    document: &Document,
    page: ObjectId,
    number: usize,
    fonts: &mut HashMap<ObjectId, Letters>,
    marked: &mut Marked,
) {
    let own = fonts_of(document, page, fonts);
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let mut font = None;
    // The marks that are open, innermost last: the number of each, and the words that are to be read instead.
    let mut open: Vec<(Option<i64>, Option<String>)> = Vec::new();
    for Operation { operator, operands } in &content.operations {
        match operator.as_str() {
            "Tf" => font = own.get(operands[0].as_name().unwrap()),
            "BMC" => open.push((None, None)),
            "BDC" => {
                let said = operands[1].as_dict().unwrap();
                let mark = said.get(b"MCID").ok().map(|mark| mark.as_i64().unwrap());
                let instead = said.get(b"ActualText").ok();
                let instead = instead.map(|text| lopdf::decode_text_string(text).unwrap());
                if let Some(text) = &instead {
                    add(marked, page, number, &open, text);
                }
                open.push((mark, instead));
            }
            "EMC" => drop(open.pop().unwrap()),
            "Tj" | "TJ" => {
                if open.iter().any(|(_, instead)| instead.is_some()) {
                    continue;
                }
                let text = shown(&operands[0], &fonts[font.unwrap()]);
                add(marked, page, number, &open, &text);
            }
            "'" | "\"" => panic!("text shown by {operator}"),
            _ => {}
        }
    }
}

/// Adds words to the innermost mark that is open and has a number; what has none is decoration.
fn add(
    marked: &mut Marked,
    page: ObjectId,
    number: usize,
    open: &[(Option<i64>, Option<String>)],
    text: &str,
) {
    if let Some(mark) = open.iter().rev().find_map(|(mark, _)| *mark) {
        let (words, _) = marked.entry((page, mark)).or_insert((String::new(), number));
        words.push_str(text);
    }
}

/// What is shown by an operand, in a font.
fn shown(operand: &Object, letters: &Letters) -> String {
    match operand {
        Object::Array(parts) => parts.iter().map(|part| shown(part, letters)).collect(),
        Object::String(codes, _) => {
            let codes = codes.chunks(2).map(|code| u16::from_be_bytes([code[0], code[1]]));
            codes.filter_map(|code| letters.get(&code)).map(String::as_str).collect()
        }
        _ => String::new(),
    }
}

/// The fonts of a page by name; the letters of those that were not met before are read.
fn fonts_of(
    document: &Document,
    page: ObjectId,
    fonts: &mut HashMap<ObjectId, Letters>,
) -> BTreeMap<Vec<u8>, ObjectId> {
    let page = document.get_object(page).unwrap().as_dict().unwrap();
    let resources = dictionary(document, page.get(b"Resources").unwrap());
    let Ok(named) = resources.get(b"Font") else { return BTreeMap::new() };
    let named = dictionary(document, named).iter();
    named
        .map(|(name, font)| {
            let id = font.as_reference().unwrap();
            fonts.entry(id).or_insert_with(|| {
                let font = document.get_object(id).unwrap().as_dict().unwrap();
                assert_eq!(font.get(b"Encoding").unwrap().as_name().unwrap(), b"Identity-H");
                let map = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
                let map = document.get_object(map).unwrap().as_stream().unwrap();
                letters(&String::from_utf8(map.get_plain_content().unwrap()).unwrap())
            });
            (name.clone(), id)
        })
        .collect()
}

/// The letters by code of a map that begins with `beginbfchar` or `beginbfrange`.
fn letters(map: &str) -> Letters {
    let mut letters = Letters::new();
    let number = |hex: &str| u16::from_str_radix(hex.trim_matches(['<', '>']), 16).unwrap();
    let text = |hex: &str| {
        let digits: Vec<char> = hex.trim_matches(['<', '>']).chars().collect();
        let units = digits.chunks(4).map(|unit| number(&unit.iter().collect::<String>()));
        String::from_utf16(&units.collect::<Vec<u16>>()).unwrap()
    };
    let mut section = "";
    for line in map.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match (section, words.as_slice()) {
            (_, [_, begins @ ("beginbfchar" | "beginbfrange")]) => section = begins,
            (_, ["endbfchar" | "endbfrange"]) => section = "",
            ("beginbfchar", [code, said]) => drop(letters.insert(number(code), text(said))),
            ("beginbfrange", [first, last, said]) => {
                let begin = number(said);
                for code in number(first)..=number(last) {
                    let unit = begin + (code - number(first));
                    letters.insert(code, String::from_utf16(&[unit]).unwrap());
                }
            }
            ("", _) => {}
            (section, words) => panic!("{words:?} in {section}"),
        }
    }
    letters
}

/// A dictionary, wherever it stands.
fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => document.get_object(*id).unwrap().as_dict().unwrap(),
        object => object.as_dict().unwrap(),
    }
}
