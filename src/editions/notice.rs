//! 更正说明: what a correction changed in a published report, as the layout's notice says it.

use serde::Serialize;

use crate::editions::diff::{CellDifference, Difference, InputDifference, WordDifference};
use crate::editions::index::Edition;
use crate::model::date::Date;

/// What a notice is made from, as the layout sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Notice {
    /// The day on which the report was published that is corrected.
    pub published: Date,
    /// Its edition.
    pub edition: usize,
    /// The name of the unit in it.
    pub name: String,
    /// Why it is corrected.
    pub reason: String,
    /// What is corrected in all places.
    pub everywhere: Vec<Item>,
    /// What is corrected in the tables.
    pub cells: Vec<Item>,
    /// What is corrected in the text.
    pub words: Vec<Item>,
}

/// One thing that is corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Item {
    /// What it is.
    pub item: String,
    /// What was there; none where there was nothing.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
    /// Where it is printed now, or was.
    pub place: String,
}

/// A name that is corrected in all places.
struct Renamed<'a> {
    /// What it is called.
    term: &'a str,
    /// The name before.
    before: &'a str,
    /// The name now.
    after: &'a str,
}

impl Notice {
    /// The notice of a correction of an edition; `difference` is between that and the report as it is now.
    pub(crate) fn of(edition: &Edition, reason: &str, difference: &Difference) -> Option<Self> {
        let Difference { inputs, figures: _, cells, words, moved: _, unchanged: _ } = difference;
        let renamed: Vec<Renamed<'_>> = inputs.iter().filter_map(renamed).collect();
        let is_renamed = |before: Option<&String>, after: Option<&String>| {
            let (before, after) = before.zip(after)?;
            renamed.iter().position(|name| before.replace(name.before, name.after) == *after)
        };
        let mut counts = vec![Vec::new(); renamed.len()];
        let mut listed_cells = Vec::new();
        for cell in cells {
            match is_renamed(cell.old.as_ref(), cell.new.as_ref()) {
                Some(name) => count(&mut counts, name, cell.new_page),
                None => listed_cells.push(of_cell(cell)),
            }
        }
        let mut listed_words = Vec::new();
        for words in words.iter().filter(|words| !is_of_contents(words)) {
            match is_renamed(words.old.as_ref(), words.new.as_ref()) {
                Some(name) => count(&mut counts, name, words.new_page),
                None => listed_words.push(of_words(words)),
            }
        }
        let everywhere = renamed.iter().zip(&counts).filter(|(_, pages)| !pages.is_empty());
        let everywhere = everywhere.map(|(name, pages)| Item {
            item: name.term.to_owned(),
            before: Some(name.before.to_owned()),
            after: Some(name.after.to_owned()),
            place: format!("全文共{}处", pages.len()),
        });
        Some(Self {
            published: edition.date.parse().ok()?,
            edition: edition.edition,
            name: edition.name.clone(),
            reason: reason.to_owned(),
            everywhere: everywhere.collect(),
            cells: listed_cells,
            words: listed_words,
        })
    }

    /// Whether nothing that is printed is corrected.
    pub(crate) fn is_empty(&self) -> bool {
        self.everywhere.is_empty() && self.cells.is_empty() && self.words.is_empty()
    }
}

/// Notes a page on which a name is corrected.
fn count(counts: &mut [Vec<usize>], name: usize, page: Option<usize>) {
    if let Some(pages) = counts.get_mut(name) {
        pages.push(page.unwrap_or_default());
    }
}

/// A name of the unit or of a member that is corrected.
fn renamed(input: &InputDifference) -> Option<Renamed<'_>> {
    let InputDifference { file, path, term, old, new } = input;
    let is_name = path == "name" && file.ends_with("unit.toml");
    let (before, after) = (old.as_deref()?, new.as_deref()?);
    is_name.then_some(Renamed { term, before, after })
}

/// Whether words stand before the first heading and only say where others stand, or that the report is corrected.
fn is_of_contents(words: &WordDifference) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|c| !c.is_ascii_digit() && !".…· ".contains(*c)).collect::<String>()
    };
    let is_same = match (&words.old, &words.new) {
        (Some(old), Some(new)) => letters(old) == letters(new),
        (None, Some(_)) => true,
        (Some(old), None) => letters(old).is_empty(),
        (None, None) => true,
    };
    words.section.is_empty() && is_same
}

/// What is corrected in a cell.
fn of_cell(cell: &CellDifference) -> Item {
    let CellDifference { table, row, column, old, new, old_page, new_page } = cell;
    Item {
        item: format!("{row}，{column}"),
        before: old.clone(),
        after: new.clone(),
        place: place(&format!("《{table}》"), new_page.or(*old_page)),
    }
}

/// What is corrected in the text.
fn of_words(words: &WordDifference) -> Item {
    let WordDifference { kind: _, section, old, new, marked: _, old_page, new_page } = words;
    Item {
        item: section.clone(),
        before: old.clone(),
        after: new.clone(),
        place: place("", new_page.or(*old_page)),
    }
}

/// Where something is printed.
fn place(within: &str, page: Option<usize>) -> String {
    match page {
        Some(page) => format!("{within}第{page}页"),
        None => within.to_owned(),
    }
}
