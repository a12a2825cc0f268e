//! 更正说明: what a correction changed in a published report, as the layout's notice is given it.

use serde::Serialize;

use crate::editions::diff::{
    Called, CellDifference, Difference, InputDifference, Part, Side, WordDifference, parts,
};
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
    /// The names that are corrected in all places.
    pub names: Vec<Name>,
    /// What is corrected in the tables.
    pub cells: Vec<Cell>,
    /// What is corrected in the text.
    pub words: Vec<Words>,
}

/// A name that is corrected in all places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Name {
    /// Whose it is.
    pub of: Whose,
    /// The name before.
    pub before: String,
    /// The name now.
    pub after: String,
    /// How often it is printed.
    pub count: usize,
}

/// Whose name is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Whose {
    /// The unit's or department's whose report it is.
    Own,
    /// That of a unit which the report adds up.
    Member,
}

/// What is corrected in a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Cell {
    /// The title of the table.
    pub table: String,
    /// What the row is called.
    pub row: Line,
    /// What the column is called.
    pub column: Line,
    /// What stood in it; none where there was no such cell.
    pub before: Option<String>,
    /// What stands in it now.
    pub after: Option<String>,
    /// On which page.
    pub page: Page,
}

/// What is corrected in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Words {
    /// The heading that they stand under; none before the first one.
    pub section: Option<String>,
    /// What they said, in parts; none where they are new.
    pub before: Option<Vec<Part>>,
    /// What they say now.
    pub after: Option<Vec<Part>>,
    /// On which page.
    pub page: Page,
}

/// What a row or a column is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Line {
    /// Its words from the left, or from the top of the head; none where nothing names it.
    pub words: Vec<String>,
    /// Its place in the table, from 1.
    pub number: usize,
}

/// Where something is printed: in the report as it is now or, if it is there no more, in the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Page {
    /// The number that stands on the page; none on a page that is not numbered, such as the cover.
    pub number: Option<u64>,
    /// Which page of the file it is, from 1.
    pub sheet: Option<usize>,
    /// Whether it is a page of the report before, because nothing stands there now.
    pub is_old: bool,
}

impl Notice {
    /// The notice of a correction of an edition; `difference` is between that, `old`, and the report as it is now, `new`.
    pub(crate) fn of(
        edition: &Edition,
        reason: &str,
        (old, new): (&Side, &Side),
        difference: &Difference,
    ) -> Option<Self> {
        let Difference { inputs, figures: _, cells, words, moved: _, unchanged: _ } = difference;
        let mut names: Vec<Name> = inputs.iter().filter_map(renamed).collect();
        let page = |before: Option<usize>, now: Option<usize>| page_of(old, new, before, now);
        let mut listed_cells = Vec::new();
        for cell in cells {
            if !is_renamed(&mut names, cell.old.as_ref(), cell.new.as_ref()) {
                listed_cells.push(of_cell(cell, page(cell.old_page, cell.new_page)));
            }
        }
        let mut listed_words = Vec::new();
        for words in words.iter().filter(|words| !is_of_contents(words)) {
            if !is_renamed(&mut names, words.old.as_ref(), words.new.as_ref()) {
                listed_words.push(of_words(words, page(words.old_page, words.new_page)));
            }
        }
        names.retain(|name| name.count > 0);
        Some(Self {
            published: edition.date.parse().ok()?,
            edition: edition.edition,
            name: edition.name.clone(),
            reason: reason.to_owned(),
            names,
            cells: listed_cells,
            words: listed_words,
        })
    }

    /// Whether nothing that is printed is corrected.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.cells.is_empty() && self.words.is_empty()
    }
}

/// A name of the unit or of a member that is corrected; how often it is printed is not counted yet.
fn renamed(input: &InputDifference) -> Option<Name> {
    let InputDifference { file, is_of_member, path, term: _, old, new } = input;
    let is_name = path == "name" && file.ends_with("unit.toml");
    let of = if *is_of_member { Whose::Member } else { Whose::Own };
    let (before, after) = (old.clone()?, new.clone()?);
    is_name.then_some(Name { of, before, after, count: 0 })
}

/// Whether nothing differs but a name, which is counted then.
fn is_renamed(names: &mut [Name], before: Option<&String>, after: Option<&String>) -> bool {
    let Some((before, after)) = before.zip(after) else { return false };
    let found = names.iter_mut().find(|name| before.replace(&name.before, &name.after) == *after);
    found.is_some_and(|name| {
        name.count += before.matches(&name.before).count();
        true
    })
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
fn of_cell(cell: &CellDifference, page: Page) -> Cell {
    let CellDifference { table, row, column, old, new, old_page: _, new_page: _, spots: _ } = cell;
    Cell {
        table: table.clone(),
        row: line(row),
        column: line(column),
        before: old.clone(),
        after: new.clone(),
        page,
    }
}

/// What a row or a column is called.
fn line(called: &Called) -> Line {
    let Called { line: _, words, number } = called;
    Line { words: words.clone(), number: *number }
}

/// What is corrected in the text.
fn of_words(words: &WordDifference, page: Page) -> Words {
    let WordDifference {
        kind: _,
        section,
        old,
        new,
        marked: _,
        old_page: _,
        new_page: _,
        spots: _,
    } = words;
    let (before, after) =
        parts(old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default());
    Words {
        section: Some(section.clone()).filter(|section| !section.is_empty()),
        before: old.is_some().then_some(before),
        after: new.is_some().then_some(after),
        page,
    }
}

/// Where something is printed now, or was.
fn page_of(old: &Side, new: &Side, before: Option<usize>, now: Option<usize>) -> Page {
    let (side, sheet) = if now.is_some() { (new, now) } else { (old, before) };
    let number = sheet.and_then(|sheet| side.number_of(sheet));
    Page { number, sheet, is_old: now.is_none() }
}
