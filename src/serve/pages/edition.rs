//! What is done with editions, in the process that sets pages: comparing, publishing, the notice of a correction.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::batch::{Decision, Lock, made};
use crate::editions::{
    CellDifference, CorrectionNotice, Difference, Index, InputDifference, Outcome, Publisher,
    Sheet, Side, Unchanged, WordDifference, correction_notice, published,
};
use crate::engine::{Engine, Fonts, forget};
use crate::files::Files;
use crate::problem::{Problem, Severity};
use crate::project::{Noted, Project, Purpose, Selected, SetNotice};
use crate::serve::overview::workplace;

/// How many pairs of pages are shown side by side at most.
const SHEETS: usize = 16;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::serve) enum Asked {
    /// What differs since the last edition is to be told.
    Compare,
    /// The report is to be published.
    Publish,
    /// The notice of the last correction is to be made.
    Notice,
}

/// An order about the editions of a report.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) struct EditionOrder {
    /// The unit's folder.
    pub folder: String,
    /// The year.
    pub year: u16,
    /// What is to be done.
    pub asked: Asked,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::serve) enum Done {
    /// What differs.
    Compared(Compared),
    /// The edition that was published, or was already.
    Published(usize),
    /// The notice: its name and its PDF.
    Notice(String, Vec<u8>),
}

/// What differs since the last edition.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::serve) struct Compared {
    /// The data: file, path, what it is called, what it said and says.
    pub inputs: Vec<Changed>,
    /// The cells of tables: table, row and column, pages.
    pub cells: Vec<Changed>,
    /// Words: section, what they said and say, with the changes marked.
    pub words: Vec<Changed>,
    /// How many fields, figures, tables and words are the same.
    pub unchanged: [usize; 4],
    /// Pages of both side by side, with what differs marked.
    pub sheets: Vec<Sheet>,
    /// How many more such pairs of pages there are.
    pub more: usize,
    /// Why the report cannot be published as it is, of which a draft was compared then.
    pub unready: Option<String>,
}

/// Something that differs.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::serve) struct Changed {
    /// Where: a file, a table, a section.
    pub place: String,
    /// What in it: a path, a row and column.
    pub what: String,
    /// What it is called.
    pub term: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// The new wording with the changes marked.
    pub marked: String,
    /// On which page.
    pub page: Option<usize>,
}

/// Carries an order out; why not, in a sentence.
pub(super) fn carry_out(
    files: &Files,
    fonts: &Arc<Fonts>,
    order: &EditionOrder,
) -> Result<Done, Problem> {
    let EditionOrder { folder, year, asked } = order;
    let first = |noted: Noted| {
        let (errors, others): (Vec<Problem>, Vec<Problem>) =
            noted.problems.into_iter().partition(|problem| problem.severity == Severity::Error);
        errors
            .into_iter()
            .chain(others)
            .next()
            .unwrap_or_else(|| Problem::error("no-report", "这份报告读不出来"))
    };
    let project = Project::open(files).map_err(first)?;
    let selected = Selected { folder: folder.clone(), year: *year };
    let mut engine = Engine::new(Arc::clone(fonts));
    let done = match asked {
        Asked::Compare => compare(&project, &mut engine, &selected).map_err(first),
        Asked::Publish => publish(&project, engine, &selected),
        Asked::Notice => match correction_notice(&project, &mut engine, &selected) {
            Ok(Some(CorrectionNotice { stem, set, sources: _ })) => {
                let SetNotice { pdf, text: _, pages: _, warnings: _ } = set;
                Ok(Done::Notice(format!("{stem}.pdf"), pdf))
            }
            Ok(None) => Err(Problem::error("no-correction", "还没有写更正")),
            Err(noted) => Err(first(noted)),
        },
    };
    forget(0);
    done
}

/// What differs since the last edition.
fn compare(project: &Project, engine: &mut Engine, selected: &Selected) -> Result<Done, Noted> {
    let alone = |problem| Noted { problems: vec![problem], sources: Default::default() };
    let root = project.files.root();
    let index = Index::read(root, selected).map_err(alone)?;
    let Some(last) = index.editions.last().map(|edition| edition.edition) else {
        return Ok(Done::Compared(Compared::default()));
    };
    let old = Side::of_edition(String::new(), root, selected, &index, last, engine)?;
    let new = Side::of_data(String::new(), project, selected, engine);
    // What changed is wanted while it is not finished yet as well.
    let (new, unready) = match new {
        Ok(new) => (new, None),
        Err(noted) => match Side::of_draft(String::new(), project, selected, engine) {
            Ok(new) => (new, noted.problems.first().map(|problem| problem.headline.clone())),
            Err(noted) => return Err(noted),
        },
    };
    let difference = Difference::between(&old, &new);
    let (sheets, more) = difference
        .sheets(&old, &new, SHEETS)
        .map_err(|problems| Noted { problems, sources: Default::default() })?;
    let Difference { inputs, figures: _, cells, words, moved: _, unchanged } = difference;
    let Unchanged { inputs: fields, figures, tables, words: sentences } = unchanged;
    let input = |InputDifference { file, is_of_member: _, path, term, old, new }| Changed {
        place: file,
        what: path,
        term,
        old,
        new,
        ..Changed::default()
    };
    let cell =
        |CellDifference { table, row, column, old, new, old_page, new_page, spots: _ }| Changed {
            place: table,
            what: format!("{row}，{column}"),
            old,
            new,
            page: new_page.or(old_page),
            ..Changed::default()
        };
    let word =
        |WordDifference { kind: _, section, old, new, marked, old_page, new_page, spots: _ }| {
            Changed {
                place: section,
                old,
                new,
                marked,
                page: new_page.or(old_page),
                ..Changed::default()
            }
        };
    Ok(Done::Compared(Compared {
        inputs: inputs.into_iter().map(input).collect(),
        cells: cells.into_iter().map(cell).collect(),
        words: words.into_iter().map(word).collect(),
        unchanged: [fields, figures, tables.len(), sentences],
        sheets,
        more,
        unready,
    }))
}

/// Publishes the report as it was built.
fn publish(project: &Project, engine: Engine, selected: &Selected) -> Result<Done, Problem> {
    let root = project.files.root();
    let name = format!("{}/{}", selected.folder, selected.year);
    let gone = || Problem::error("no-report", "没有这份报告");
    let (chosen, _) = project.choose(&[name]);
    let chosen = chosen.ok_or_else(gone)?;
    if let Some(problem) = chosen.refused.get(selected) {
        return Err(problem.clone());
    }
    let place = workplace(root, Purpose::Publication);
    let _lock = Lock::whole(&published(root))?;
    let (made, _) = made(project, &chosen, &place, &[selected]);
    let built = made.first().and_then(|(decision, _)| match decision {
        Decision::Keep(entry) => Some(entry.sha256.clone()),
        Decision::Build(_) => None,
    });
    let mut publisher = Publisher { project, engine };
    match publisher.publish(selected, built.as_ref()) {
        Outcome::Published(edition, _) | Outcome::Unchanged(edition) => {
            Ok(Done::Published(edition))
        }
        Outcome::Refused(problems, _) => Err(problems.into_iter().next().unwrap_or_else(gone)),
    }
}
