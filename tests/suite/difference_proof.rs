//! What a comparison of two reports tells, held against the structure trees of their PDFs and against their figures: it knows
//! nothing of how they are compared.

use std::collections::BTreeMap;

use juesuan::editions::Side;
use juesuan::engine::Engine;
use juesuan::figures::register::{Value as Figure, register};
use juesuan::project::{Purpose, Selected};
use lopdf::Document;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::pdf::attached;
use crate::structure::{Kind, Piece, pieces};
use crate::support::{Sandbox, amounts, fonts, open, pdf_of};

/// A correction of a data file.
pub(crate) struct Correction {
    /// The file as it is then.
    pub text: String,
    /// What stood in its place.
    pub old: String,
    /// What is written there.
    pub new: String,
}

/// A year's file with one of its amounts, or the first words of one of its reasons, corrected.
pub(crate) fn corrected(text: &str, number: u64) -> Correction {
    let tables = [
        "income",
        "expenditure",
        "economic",
        "budget",
        "carry-over",
        "three-public",
        "procurement",
        "prior",
    ];
    let amounts = amounts(text, &tables);
    let reasons: Vec<usize> =
        text.match_indices("change = \"").map(|(at, found)| at + found.len()).collect();
    let pick = usize::try_from(number >> 33).unwrap() % (amounts.len() + reasons.len());
    let (range, new) = match amounts.get(pick) {
        Some((range, amount)) => {
            let by = Decimal::from(1 + (number >> 7) % 9_999);
            (range.clone(), format!("{:.2}", amount + by))
        }
        None => {
            let start = reasons[pick - amounts.len()];
            let end = start + text[start..].find('"').unwrap();
            (start..end, format!("据实调整，{}", &text[start..end]))
        }
    };
    let old = text[range.clone()].to_owned();
    let mut changed = text.to_owned();
    changed.replace_range(range, &new);
    Correction { text: changed, old, new }
}

/// A report: what is compared, and what its PDF and its data say without that.
pub(crate) struct Read {
    /// What is compared.
    pub side: Side,
    /// What stands in its PDF.
    pub pieces: Vec<Piece>,
    /// The facts that are attached to it, each by its path.
    facts: BTreeMap<String, String>,
    /// What its data come to, by the ids of the figures.
    figures: BTreeMap<String, String>,
}

impl Read {
    /// The report of a unit.
    pub(crate) fn of(sandbox: &Sandbox, unit: &str, year: u16) -> Self {
        // What the engine remembers of the PDF, the comparison need not lay out again.
        let pdf = pdf_of(sandbox.root(), unit, year, Purpose::Publication).unwrap();
        let project = open(sandbox.root());
        let selected = Selected { folder: unit.to_owned(), year };
        let side = Side::of_data(unit.to_owned(), &project, &selected, &mut Engine::new(fonts()));
        let derived = project.examine(&selected).derived.unwrap();
        let figures = register(&derived.report, &derived.figures).into_iter().map(|figure| {
            let value = match figure.value {
                Figure::Money(amount) => format!("{amount} 元"),
                Figure::Rate(Some(rate)) => rate.to_string(),
                Figure::Rate(None) => "（无意义）".to_owned(),
                Figure::Count(count) => count.to_string(),
            };
            (figure.id.to_string(), value)
        });
        let mut facts = BTreeMap::new();
        let attached = attached(&Document::load_mem(&pdf).unwrap());
        leaves("", &serde_json::from_slice(&attached["facts.json"]).unwrap(), &mut facts);
        Self { side: side.unwrap(), pieces: pieces(&pdf), facts, figures: figures.collect() }
    }
}

/// The leaves of a JSON value, each by its path.
fn leaves(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| leaves(&format!("{path}.{key}"), value, found));
        }
        Value::Array(rows) => {
            rows.iter()
                .enumerate()
                .for_each(|(at, row)| leaves(&format!("{path}[{at}]"), row, found));
        }
        Value::String(text) => drop(found.insert(path.to_owned(), text.clone())),
        other => drop(found.insert(path.to_owned(), other.to_string())),
    }
}

/// How often something is met.
type Counted<T> = BTreeMap<T, usize>;

/// How often each is met.
fn counted<T: Ord>(all: impl Iterator<Item = T>) -> Counted<T> {
    let mut counted = Counted::new();
    all.for_each(|one| *counted.entry(one).or_default() += 1);
    counted
}

/// What one count has more than another.
fn more<T: Ord + Clone>(one: &Counted<T>, other: &Counted<T>) -> Counted<T> {
    let rest = one.iter().map(|(key, count)| {
        (key.clone(), count.saturating_sub(other.get(key).copied().unwrap_or_default()))
    });
    rest.filter(|(_, count)| *count > 0).collect()
}

/// A piece as it is named: what it is, its table or section, what it says, its page.
type Named = (String, String, String, usize);

/// How a piece is to be named.
fn named(piece: &Piece) -> Named {
    let kind = match piece.kind {
        Kind::Heading => "heading",
        Kind::Paragraph => "paragraph",
        Kind::Cell { .. } => "cell",
        Kind::Entry => "entry",
        Kind::Other => "other",
    };
    (kind.to_owned(), piece.section.clone(), piece.text.clone(), piece.page)
}

/// What a comparison names of a side.
fn named_by(told: &Value, side: &str) -> Vec<Named> {
    let of = |part: &str, place: &str| -> Vec<Named> {
        let differences = told[part].as_array().unwrap().iter();
        let named = differences.filter_map(|one| {
            let kind = one["kind"].as_str().unwrap_or("cell").to_owned();
            let page = usize::try_from(one[format!("{side}-page")].as_u64()?).unwrap();
            Some((kind, one[place].as_str()?.to_owned(), one[side].as_str()?.to_owned(), page))
        });
        named.collect()
    };
    [of("cells", "table"), of("words", "section")].concat()
}

/// What a comparison says only stands on another page: how many pieces, by section and pages.
fn moved_by(told: &Value) -> Counted<(String, usize, usize)> {
    let moved = told["moved"].as_array().unwrap().iter().map(|moved| {
        let number = |key: &str| usize::try_from(moved[key].as_u64().unwrap()).unwrap();
        let section = moved["section"].as_str().unwrap().to_owned();
        ((section, number("from"), number("to")), number("pieces"))
    });
    moved.collect()
}

/// Checks that a comparison names exactly what differs between two structure trees, where it stands, and nothing that does not;
/// and what only stands on another page.
pub(crate) fn assert_named(told: &Value, before: &[Piece], now: &[Piece], case: &str) {
    for part in ["cells", "words"] {
        for difference in told[part].as_array().unwrap() {
            assert_ne!(difference["old"], difference["new"], "{case}");
        }
    }
    let [old, new] = ["old", "new"].map(|side| named_by(told, side));
    let moved = moved_by(told);
    let shape = |pieces: &[Piece]| pieces.iter().map(|piece| piece.kind).collect::<Vec<_>>();
    if shape(before) == shape(now) {
        // Piece by piece.
        let pairs: Vec<(&Piece, &Piece)> = before.iter().zip(now).collect();
        let (same, differ): (Vec<_>, Vec<_>) =
            pairs.into_iter().partition(|(was, is)| was.text == is.text);
        let gone = counted(differ.iter().map(|(was, _)| named(was)));
        assert_eq!(counted(old.into_iter()), gone, "{case}: what is gone");
        assert_eq!(
            counted(new.into_iter()),
            counted(differ.iter().map(|(_, is)| named(is))),
            "{case}: what is new"
        );
        let elsewhere = same.iter().filter(|(was, is)| was.page != is.page);
        let elsewhere = counted(elsewhere.map(|(was, is)| (is.section.clone(), was.page, is.page)));
        assert_eq!(moved, elsewhere, "{case}: what moved");
    } else {
        // What is named on either side stands there, and what is left is the same on both, on the pages that are told.
        let [was, is] = [before, now].map(|pieces| counted(pieces.iter().map(named)));
        let [old, new] = [old, new].map(|named| counted(named.into_iter()));
        assert_eq!((more(&old, &was), more(&new, &is)), Default::default(), "{case}: not there");
        let said = |counted: &Counted<Named>| -> Counted<(String, String)> {
            let mut said = Counted::new();
            for ((kind, _, text, _), count) in counted {
                *said.entry((kind.clone(), text.clone())).or_default() += count;
            }
            said
        };
        let (gone, added) = (more(&said(&was), &said(&is)), more(&said(&is), &said(&was)));
        assert_eq!(more(&said(&old), &said(&new)), gone, "{case}: what is gone");
        assert_eq!(more(&said(&new), &said(&old)), added, "{case}: what is new");
        let pages = |left: Counted<Named>, moved: Vec<(usize, usize)>| {
            let mut pages = Counted::new();
            let left = left.into_iter().map(|((.., page), count)| (page, count));
            left.chain(moved).for_each(|(page, count)| *pages.entry(page).or_default() += count);
            pages
        };
        let from = moved.iter().map(|((_, from, _), pieces)| (*from, *pieces)).collect();
        let to = moved.iter().map(|((_, _, to), pieces)| (*to, *pieces)).collect();
        assert_eq!(pages(more(&was, &old), to), pages(more(&is, &new), from), "{case}: what moved");
    }
    for cell in told["cells"].as_array().unwrap() {
        let (side, pieces) = if cell["new"].is_null() { ("old", before) } else { ("new", now) };
        assert!(is_so_called(cell, side, pieces), "{case}: {cell}");
    }
}

/// Whether a cell that is named stands in the row and in the column that it is said to stand in.
fn is_so_called(cell: &Value, side: &str, pieces: &[Piece]) -> bool {
    let page = cell[format!("{side}-page")].as_u64().unwrap();
    let (row, column) = (cell["row"].as_str().unwrap(), cell["column"].as_str().unwrap());
    let mut such = pieces.iter().filter(|piece| {
        piece.section == cell["table"].as_str().unwrap()
            && piece.text == cell[side].as_str().unwrap()
            && u64::try_from(piece.page).unwrap() == page
    });
    such.any(|piece| {
        let Kind::Cell { table, row: own } = piece.kind else { return false };
        let mut rest = row;
        let mut heads = Vec::new();
        for other in pieces {
            let Kind::Cell { table: its, row: at } = other.kind else { continue };
            if its == table && at == own {
                rest = rest.strip_prefix(other.text.as_str()).map_or(rest, str::trim_start);
            } else if its == table && at < own {
                heads.push(other.text.as_str());
            }
        }
        let is_counted = |name: &str| name.starts_with("第 ");
        (rest.is_empty() || is_counted(row))
            && (is_counted(column) || column.split('／').all(|part| heads.contains(&part)))
    })
}

/// Checks that a comparison names exactly the figures that differ; those that the form does not print may be left out.
pub(crate) fn assert_figures(told: &Value, before: &Read, now: &Read, case: &str) {
    let differing = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        let all = one.keys().chain(other.keys());
        let pair = |key: &String| (one.get(key).cloned(), other.get(key).cloned());
        let pairs = all.map(|key| (key.clone(), pair(key)));
        let differ = pairs.filter(|(_, (was, is))| was != is);
        differ.collect::<BTreeMap<_, _>>()
    };
    let differ = differing(&before.figures, &now.figures);
    let mut named = Vec::new();
    for figure in told["figures"].as_array().unwrap() {
        let text = |key: &str| figure[key].as_str().map(str::to_owned);
        let pair = (text("old"), text("new"));
        assert_eq!(differ.get(&text("id").unwrap()), Some(&pair), "{case}: {figure}");
        named.push(pair);
    }
    let with_unit = |text: &Option<String>| text.as_ref().map(|text| format!("{text} 元"));
    for (path, (was, is)) in differing(&before.facts, &now.facts) {
        for pair in [(with_unit(&was), with_unit(&is)), (was, is)] {
            let is_figure = differ.values().any(|figure| *figure == pair);
            assert!(!is_figure || named.contains(&pair), "{case}: {path} {pair:?}");
        }
    }
}

/// Checks that a comparison names the one field that was corrected, as it stood and as it stands; nothing where it is printed
/// nowhere.
pub(crate) fn assert_input(
    told: &Value,
    correction: &Correction,
    file: &str,
    is_printed: bool,
    case: &str,
) {
    let inputs = told["inputs"].as_array().unwrap();
    assert!(inputs.len() == 1 || !is_printed && inputs.is_empty(), "{case}: {inputs:?}");
    for input in inputs {
        assert_eq!(input["file"], file, "{case}");
        for (side, said) in [("old", &correction.old), ("new", &correction.new)] {
            let text = input[side].as_str().unwrap();
            let is_said = match (text.parse::<Decimal>(), said.parse::<Decimal>()) {
                (Ok(one), Ok(other)) => one == other,
                _ => text == said,
            };
            assert!(is_said, "{case}: {input}");
        }
    }
}
