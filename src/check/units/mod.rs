//! Whether amounts were written in 万元 instead of 元: what cannot be so in 元, and what agrees but for the unit.

mod agreement;
mod counts;
pub(super) mod pairs;
mod sections;
pub(super) mod slip;
mod staff;
mod texts;

use crate::catalog::Catalog;
use crate::check::quantities::trace::Traced;
use crate::check::subject::Subject;
use crate::model::check::Written;
use crate::model::place::Place;
use crate::model::report::YearReport;
use crate::model::unit::Unit;

/// One thing that speaks for 万元.
#[derive(Debug, Clone)]
pub(super) struct Clue {
    /// What cannot be, with its arithmetic.
    pub(super) said: String,
    /// Where it stands.
    pub(super) place: Place,
    /// How much it weighs: what can hardly be by chance weighs two.
    pub(super) weight: u32,
    /// The unit of a department whose file it is in.
    pub(super) member: Option<Place>,
}

impl Clue {
    /// A clue of a report's own files.
    fn new(said: impl Into<String>, place: Place, weight: u32) -> Self {
        Self { said: said.into(), place, weight, member: None }
    }
}

/// What one unit wrote.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    /// The unit.
    unit: &'a Unit,
    /// Its year.
    year: &'a YearReport,
    /// Words, also of other files.
    written: &'a [Written],
    /// The classification.
    catalog: &'a Catalog,
}

/// Everything that speaks for 万元 in a report, and in those of a department's units.
pub(super) fn clues(subject: &Subject<'_>, traced: &[Traced<'_>]) -> Vec<Clue> {
    let (report, catalog) = (subject.report, subject.catalog);
    let own = report.own.as_ref().map_or(&report.year, |own| &own.year);
    let own = Part { unit: &report.unit, year: own, written: subject.written, catalog };
    let mut clues = of_part(own);
    clues.extend(texts::clues(traced));
    for member in &report.members {
        let (unit, year) = (&member.report.unit, &member.report.year);
        let part = Part { unit, year, written: &member.written, catalog };
        let of_member = of_part(part).into_iter();
        clues.extend(of_member.map(|clue| Clue { member: Some(member.place), ..clue }));
    }
    clues
}

/// What speaks for 万元 in one unit's figures.
fn of_part(part: Part<'_>) -> Vec<Clue> {
    let mut clues = sections::clues(part);
    clues.extend(counts::clues(part.year));
    clues.extend(staff::clues(part));
    clues.extend(agreement::clues(part));
    clues
}
