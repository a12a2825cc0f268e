//! Two reports compared: the data that differ, the figures that follow, the cells and sentences in which they are printed.

mod aligned;
mod called;
mod figures;
mod inputs;
mod marked;
mod sheets;
mod side;
mod tables;
mod words;

use serde::Serialize;

pub(crate) use called::Called;
pub(super) use figures::FigureDifference;
pub(crate) use inputs::InputDifference;
pub(crate) use marked::{Part, parts};
pub(crate) use sheets::{Paper, Sheet};
pub use side::Side;
pub(crate) use tables::CellDifference;
pub(crate) use words::WordDifference;

/// All in which two reports differ.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Difference {
    /// The data.
    pub(crate) inputs: Vec<InputDifference>,
    /// The figures.
    pub(crate) figures: Vec<FigureDifference>,
    /// The cells of tables.
    pub(crate) cells: Vec<CellDifference>,
    /// Headings, paragraphs and other words.
    pub(crate) words: Vec<WordDifference>,
    /// What only stands on another page.
    pub(crate) moved: Vec<Moved>,
    /// What is the same.
    pub(crate) unchanged: Unchanged,
}

/// Pieces that stand on another page and say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Moved {
    /// What they stand under.
    pub section: String,
    /// The page before.
    pub from: usize,
    /// The page now.
    pub to: usize,
    /// How many they are.
    pub pieces: usize,
}

/// What is the same in both reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Unchanged {
    /// How many fields of the data.
    pub inputs: usize,
    /// How many figures.
    pub figures: usize,
    /// The tables of which no cell differs, by their titles.
    pub tables: Vec<String>,
    /// How many headings, paragraphs and other words.
    pub words: usize,
}

impl Difference {
    /// What differs between an old report and a new one.
    pub fn between(old: &Side, new: &Side) -> Self {
        let mut unchanged = Unchanged::default();
        let mut moved = Vec::new();
        let inputs = inputs::differences(old, new, &mut unchanged);
        let figures = figures::differences(old, new, &mut unchanged);
        let cells = tables::differences(old, new, &mut unchanged, &mut moved);
        let words = words::differences(old, new, &mut unchanged, &mut moved);
        moved.sort_by_key(|moved: &Moved| (moved.from, moved.to));
        Self { inputs, figures, cells, words, moved, unchanged }
    }

    /// Whether the reports say the same, be it on other pages.
    pub(crate) fn is_none(&self) -> bool {
        let Self { inputs, figures, cells, words, moved: _, unchanged: _ } = self;
        inputs.is_empty() && figures.is_empty() && cells.is_empty() && words.is_empty()
    }
}

/// Notes a piece that says the same, perhaps on another page.
fn note(moved: &mut Vec<Moved>, section: &str, from: usize, to: usize) {
    if from == to {
        return;
    }
    let same = |one: &&mut Moved| one.section == section && one.from == from && one.to == to;
    match moved.iter_mut().find(same) {
        Some(known) => known.pieces += 1,
        None => moved.push(Moved { section: section.to_owned(), from, to, pieces: 1 }),
    }
}
