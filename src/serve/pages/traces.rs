//! What is sought on the pages and what is found there, as the page and the process tell each other.

use serde::{Deserialize, Serialize};

use crate::engine::Spot;
use crate::trace::{How, Line, Printed, Said, Sentence, where_is};

/// What is sought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::serve) enum Sought {
    /// What stands at a point of a page: the page from 1, and points from its top left corner.
    Point(usize, f64, f64),
    /// Where the value of a field is printed: its file from the project folder, its path.
    Field(String, String),
    /// Every number of a page that is a figure.
    Page(usize),
    /// The sentences that reasons and uses stand in.
    Sentences,
}

/// An order to trace something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct TraceOrder {
    /// The unit's folder.
    pub folder: String,
    /// The year.
    pub year: u16,
    /// What the files are known by as they are now.
    pub edition: String,
    /// What is sought.
    pub sought: Sought,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct Traced {
    /// What the pages were set from.
    pub edition: String,
    /// What was found; none where the pages cannot be traced.
    pub found: Option<Traces>,
}

/// What was found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) enum Traces {
    /// Nothing stands there.
    Nothing,
    /// A number that is a figure.
    Number(Number),
    /// Words, with the values of the office's that they hold or are part of.
    Words(Mark, Vec<Line>),
    /// A number that is none, and what it is.
    NoFigure(Mark, String),
    /// Where the values of a field are printed, and those values.
    Places(Vec<Mark>, Vec<Line>),
    /// The numbers of a page.
    Page(Vec<Mark>),
    /// The sentences that reasons and uses stand in.
    Sentences(Vec<Sentence>),
}

/// A place on the pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct Mark {
    /// The page, from 1.
    pub page: usize,
    /// The parts of pages that it takes.
    pub spots: Vec<Spot>,
    /// What is printed there.
    pub what: What,
    /// The number, if it is one.
    pub text: String,
    /// Where that is, in few words.
    pub said: String,
}

/// What is printed at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::serve) enum What {
    /// A number.
    Number,
    /// The blank that a table has in place of nil.
    Blank,
    /// Words.
    Words,
    /// A sentence that lacks its words.
    Lacking,
}

/// A figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct Number {
    /// Where it stands.
    pub at: Mark,
    /// What it is called.
    pub name: String,
    /// What it comes to.
    pub value: String,
    /// How it is made.
    pub how: How,
    /// Whether what it is made of is rounded first.
    pub as_printed: bool,
    /// Of what.
    pub operands: Vec<Operand>,
    /// The values that feed it; the operands without names are these in their order.
    pub lines: Vec<Line>,
    /// How it is rounded here, where it is.
    pub rounding: Option<String>,
    /// All places of it.
    pub places: Vec<Mark>,
}

/// Something that a figure is made of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct Operand {
    /// What it is called; none for a value of the data.
    pub name: Option<String>,
    /// What it comes to.
    pub value: String,
    /// How many times it counts.
    pub times: String,
}

impl Mark {
    /// The place of a number.
    pub(super) fn of(printed: &Printed) -> Self {
        Self {
            page: printed.place.page,
            spots: lines(&printed.place.spots),
            what: if printed.text.is_empty() { What::Blank } else { What::Number },
            text: printed.text.clone(),
            said: where_is(printed),
        }
    }

    /// The place of a sentence that lacks its words.
    pub(super) fn of_lacking(said: &Said) -> Self {
        Self { what: What::Lacking, ..Self::of_words(said) }
    }

    /// The place of words.
    pub(super) fn of_words(said: &Said) -> Self {
        let Said { page, section, words: _, spots } = said;
        let said = format!("第 {page} 页 {section}");
        Self {
            page: *page,
            spots: lines(spots),
            what: What::Words,
            text: String::new(),
            said: said.trim().to_owned(),
        }
    }
}

/// The parts of pages that some parts take, those that stand beside each other on a line as one.
fn lines(spots: &[Spot]) -> Vec<Spot> {
    let mut lines: Vec<Spot> = Vec::new();
    for spot in spots {
        // Lines that are set close touch each other.
        let is_beside = |line: &Spot| {
            let shared = line.bottom.min(spot.bottom) - line.top.max(spot.top);
            let lower = (line.bottom - line.top).min(spot.bottom - spot.top);
            line.page == spot.page && shared > lower / 2.0
        };
        match lines.last_mut().filter(|line| is_beside(line)) {
            Some(line) => {
                line.left = line.left.min(spot.left);
                line.right = line.right.max(spot.right);
                line.top = line.top.min(spot.top);
                line.bottom = line.bottom.max(spot.bottom);
            }
            None => lines.push(*spot),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_on_a_line_is_framed_as_one() {
        let spot =
            |page, left, top| Spot { page, left, right: left + 10.0, top, bottom: top + 9.0 };
        let spots = [spot(1, 0.0, 0.0), spot(1, 10.0, 1.0), spot(1, 0.0, 12.0), spot(2, 0.0, 12.0)];
        let found: Vec<(usize, f64, f64)> =
            lines(&spots).iter().map(|one| (one.page, one.right, one.bottom)).collect();
        assert_eq!(found, [(1, 20.0, 10.0), (1, 10.0, 21.0), (2, 10.0, 21.0)]);
        let close = [spot(1, 0.0, 0.0), spot(1, 0.0, 8.0), spot(1, 10.0, 8.0)];
        assert_eq!(lines(&close).len(), 2);
        assert!(lines(&[]).is_empty());
    }
}
