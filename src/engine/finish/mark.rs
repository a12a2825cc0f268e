//! The mark of a draft, drawn: its characters are outlines, so that nothing can be done to them as text.

use std::fmt::Write;

use ttf_parser::{Face, OutlineBuilder};

use crate::engine::Fonts;
use crate::problem::Problem;

/// What stands on every page of a draft.
const WORDS: &str = "草稿";

/// How wide the rim is, in parts of a character's size.
const RIM: f32 = 0.01;

/// The words drawn.
#[derive(Debug)]
pub(super) struct Outlines {
    /// The path in the notation of PDF, with the colours that it is painted in.
    pub(super) drawing: Vec<u8>,
    /// The size of a character, in the units of the path.
    pub(super) size: f32,
    /// Its edges with the rim: left, bottom, right, top.
    pub(super) edges: [f32; 4],
}

/// Draws the words with the first of some families that has them, or else with any font.
pub(super) fn outlines(fonts: &Fonts, families: &[String]) -> Result<Outlines, Problem> {
    let face = fonts.face_for(families, WORDS).ok_or_else(|| lacking(families))?;
    let face = Face::parse(face.data(), face.index()).map_err(|_| lacking(families))?;
    let size = f32::from(face.units_per_em());
    let mut path = Path::default();
    for character in WORDS.chars() {
        let glyph = face.glyph_index(character).ok_or_else(|| lacking(families))?;
        face.outline_glyph(glyph, &mut path);
        path.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or(face.units_per_em()));
    }
    let Path { text, edges: Some([left, bottom, right, top]), .. } = path else {
        return Err(lacking(families));
    };
    let rim = size * RIM;
    // A light rim around the dark words, so that they show on a dark page as well.
    let drawing = format!("/Mark gs 0 g 1 G 1 j {rim} w\n{text}B\n").into_bytes();
    Ok(Outlines { drawing, size, edges: [left - rim, bottom - rim, right + rim, top + rim] })
}

/// The problem of words that no font has.
fn lacking(families: &[String]) -> Problem {
    Problem::error("missing-glyph", format!("字体中没有草稿标记“{WORDS}”这两个字")).help(format!(
        "一级标题的字体是：{}；请把含有这两个字的字体放进 fonts 文件夹",
        families.join("、")
    ))
}

/// A path as it grows.
#[derive(Debug, Default)]
struct Path {
    /// Its operators.
    text: String,
    /// How far the next character stands to the right.
    x: f32,
    /// Where it ends so far.
    at: (f32, f32),
    /// Its edges so far: left, bottom, right, top.
    edges: Option<[f32; 4]>,
}

impl Path {
    /// Adds an operator with its points.
    fn add(&mut self, points: &[(f32, f32)], operator: char) {
        for (x, y) in points {
            // Writing to a string cannot fail.
            let _ = write!(self.text, "{} {} ", rounded(*x), rounded(*y));
            let [left, bottom, right, top] = self.edges.unwrap_or([*x, *y, *x, *y]);
            self.edges = Some([left.min(*x), bottom.min(*y), right.max(*x), top.max(*y)]);
            self.at = (*x, *y);
        }
        self.text.push(operator);
        self.text.push('\n');
    }

    /// A point of a character where the words stand.
    fn moved(&self, x: f32, y: f32) -> (f32, f32) {
        (x + self.x, y)
    }
}

/// A number with two decimals at most.
fn rounded(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(&[self.moved(x, y)], 'm');
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(&[self.moved(x, y)], 'l');
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((fx, fy), (cx, cy), (x, y)) = (self.at, self.moved(x1, y1), self.moved(x, y));
        let between = |end: f32, control: f32| end + (control - end) * 2.0 / 3.0;
        let first = (between(fx, cx), between(fy, cy));
        self.add(&[first, (between(x, cx), between(y, cy)), (x, y)], 'c');
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add(&[self.moved(x1, y1), self.moved(x2, y2), self.moved(x, y)], 'c');
    }

    fn close(&mut self) {
        self.add(&[], 'h');
    }
}
