//! The mark of a draft on every page, over all that the layout put there.

use std::collections::BTreeMap;

use flate2::Compression;

use crate::engine::finish::mark::Outlines;
use crate::engine::finish::structure::catalog;
use crate::engine::pdf::{Dictionary, File, array, deflated, numbers, reference};

/// How deep the tree of pages may be.
const DEPTH: usize = 32;

/// The size of a character on a page, in parts of the page's shorter side.
const SIZE: f64 = 0.25;

/// How often the mark stands on a page at most.
const OFTEN: usize = 64;

/// How long a piece of a page with one mark is, in parts of the shorter side: more than of any usual paper.
const PIECE: f64 = 1.5;

/// The sine and cosine of half a right angle.
const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// The name of the mark among a page's resources; the exporter's are one letter and a number.
const NAME: &str = "Draft";

/// Marks every page of a file.
pub(super) fn marked(file: &mut File<'_>, outlines: &Outlines) -> Option<()> {
    let root = Dictionary::read(&file.object(catalog(file)?)?.value)?;
    let root = root.value("Pages").and_then(reference)?;
    let mut pages = Vec::new();
    leaves(file, root, DEPTH, &mut pages)?;
    let drawing = drawing(file, outlines)?;
    let saved = file.add(Vec::new(), Some(b"q\n".to_vec()));
    let mut overlays = BTreeMap::new();
    for page in pages {
        let value = file.object(page)?.value.clone();
        let mut dictionary = Dictionary::read(&value)?;
        let size = dictionary.value("CropBox").or(dictionary.value("MediaBox"))?;
        let overlay = overlay(&numbers(file.resolved(size)?)?, outlines)?;
        let overlay = match overlays.get(&overlay) {
            Some(known) => *known,
            None => {
                let packed = deflated(&overlay, Compression::best())?;
                let added = file.add(b"/Filter/FlateDecode".to_vec(), Some(packed));
                *overlays.entry(overlay).or_insert(added)
            }
        };
        let contents = contents(file, dictionary.value("Contents"))?;
        dictionary.set("Contents", format!("[{saved} 0 R {contents} {overlay} 0 R]"));
        let resources = dictionary.value("Resources").unwrap_or(b"<<>>");
        let resources = with_mark(file, resources, drawing)?;
        dictionary.set("Resources", resources);
        let value = dictionary.written();
        file.object_mut(page)?.value = value.into();
    }
    Some(())
}

/// The pages below a node of the tree.
fn leaves(file: &File<'_>, node: usize, depth: usize, pages: &mut Vec<usize>) -> Option<()> {
    let dictionary = Dictionary::read(&file.object(node)?.value)?;
    match dictionary.value("Kids") {
        None => pages.push(node),
        Some(kids) => {
            let depth = depth.checked_sub(1)?;
            for kid in array(file.resolved(kids)?)? {
                leaves(file, reference(kid)?, depth, pages)?;
            }
        }
    }
    Some(())
}

/// The mark as an object of its own, in the units of its font.
fn drawing(file: &mut File<'_>, outlines: &Outlines) -> Option<usize> {
    let Outlines { drawing, edges: [left, bottom, right, top], .. } = outlines;
    let dictionary = format!(
        "/Type/XObject/Subtype/Form/BBox[{left} {bottom} {right} {top}]\
         /Resources<</ExtGState<</Mark<</Type/ExtGState/ca 0.15/CA 0.3>>>>>>/Filter/FlateDecode"
    );
    Some(file.add(dictionary.into_bytes(), Some(deflated(drawing, Compression::best())?)))
}

/// What is drawn over a page whose edges are given: the layout's own state is dropped, and what follows is no part of the text.
fn overlay(page: &[f64], outlines: &Outlines) -> Option<Vec<u8>> {
    let [x0, y0, x1, y1] = *page else { return None };
    let (left, bottom) = (x0.min(x1), y0.min(y1));
    let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
    let (short, long) = (width.min(height), width.max(height));
    let Outlines { size, edges, .. } = outlines;
    let scale = short * SIZE / f64::from(*size);
    let [middle_x, middle_y] = [0, 1].map(|axis| {
        f64::from(
            edges.get(axis).copied().unwrap_or_default()
                + edges.get(axis + 2).copied().unwrap_or_default(),
        ) / 2.0
    });
    // A page as long as a scroll has the mark on every piece of it.
    let pieces = (1..OFTEN).find(|pieces| long <= short * PIECE * *pieces as f64).unwrap_or(OFTEN);
    let mut out = String::from("Q\n/Artifact BMC\n");
    for piece in 0..pieces {
        let along = (piece as f64 + 0.5) / pieces as f64;
        let (x, y) = if width > height { (along, 0.5) } else { (0.5, along) };
        let turned = scale * SLANT;
        let x = left + width * x - turned * (middle_x - middle_y);
        let y = bottom + height * y - turned * (middle_x + middle_y);
        out.push_str(&format!(
            "q {turned:.6} {turned:.6} {:.6} {turned:.6} {x:.3} {y:.3} cm /{NAME} Do Q\n",
            -turned
        ));
    }
    out.push_str("EMC\n");
    Some(out.into_bytes())
}

/// The streams of a page's contents.
fn contents(file: &File<'_>, value: Option<&[u8]>) -> Option<String> {
    let Some(value) = value else { return Some(String::new()) };
    let number = reference(value)?;
    let streams = match &file.object(number)?.stream {
        Some(_) => vec![value],
        None => array(file.resolved(value)?)?,
    };
    let streams = streams.into_iter().map(str::from_utf8).collect::<Result<Vec<_>, _>>().ok()?;
    Some(streams.join(" "))
}

/// A page's resources with the mark among them.
fn with_mark(file: &File<'_>, resources: &[u8], drawing: usize) -> Option<Vec<u8>> {
    let mut dictionary = Dictionary::read(file.resolved(resources)?)?;
    let objects = match dictionary.value("XObject") {
        Some(objects) => file.resolved(objects)?.to_vec(),
        None => b"<<>>".to_vec(),
    };
    let mut objects = Dictionary::read(&objects)?;
    objects.set(NAME, format!("{drawing} 0 R"));
    let objects = objects.written();
    dictionary.set("XObject", objects);
    Some(dictionary.written())
}
