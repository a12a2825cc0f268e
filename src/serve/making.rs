//! How far one report is on the way from its data to the public: what its page's main button does next, and what is there already.

use crate::batch::{Decision, Pdf, ReportState, Row, made};
use crate::editions::Since;
use crate::exchange::fill::Part;
use crate::files::Files;
use crate::project::{Project, Purpose, Selected};
use crate::serve::building::{Said, Work};
use crate::serve::office::Office;
use crate::serve::overview::workplace;
use crate::serve::unit::Now;

/// How far a report is.
#[derive(Debug)]
pub(super) struct Making {
    /// What is done next.
    pub next: Next,
    /// How many pages its PDF has, where that is as the data are.
    pub pages: Option<usize>,
    /// The same of its draft, which nobody needs once there is the PDF.
    pub draft: Option<usize>,
    /// The last edition that is registered.
    pub edition: Option<usize>,
    /// Why it was not made the last time, of data as they are now: in a few words, and in a sentence.
    pub not_made: Option<(String, Option<String>)>,
}

/// What is done next with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// To wait until it is made, or registered.
    Wait(Work),
    /// To begin with its year: there is nothing yet that could be set.
    Begin,
    /// To mend its files: as they are not even a draft can be set.
    Mend,
    /// To make a draft: something keeps the proper report from being made.
    Draft,
    /// To make its PDF.
    Build,
    /// To register what is made as its first edition.
    Publish,
    /// To register it as a correction; the reason may have to be written before.
    Correct,
    /// Nothing: what is registered is as the data are.
    Nothing,
}

impl Making {
    /// How far a report is; none where there is no such report.
    pub(super) fn of(office: &Office, report: &Selected) -> Option<Self> {
        let building = office.building();
        let said = building.as_ref().and_then(|building| building.said_of(report));
        let row = office.row(report)?;
        let next = match (&building, &said) {
            (Some(building), Some(Said::Waits | Said::Begun)) if building.goes_on() => {
                Next::Wait(building.work)
            }
            _ => next(&row),
        };
        let not_made = match (&building, said) {
            (Some(building), Some(Said::Not(why, sentence))) => {
                let is_of_now = building.sources == office.sources();
                let is_build = matches!(building.work, Work::Build(_));
                (is_of_now && is_build).then_some((why, sentence))
            }
            _ => None,
        };
        let pages = match &row.pdf {
            Pdf::Current(_, pages) => Some(*pages),
            Pdf::Stale(..) | Pdf::Missing => None,
        };
        let draft = match pages {
            None => draft(office, report).map(|(_, pages)| pages),
            Some(_) => None,
        };
        let edition = row.out.map(|out| out.edition);
        Some(Self { next, pages, draft, edition, not_made })
    }

    /// How far a report is of which something was just written, by what was found of it: what was made of it is old. None where
    /// nothing was written, or where it is being made.
    pub(super) fn of_written(office: &Office, now: &Now) -> Option<Self> {
        let has_year = now.part(Part::Year).next().is_some();
        let is_making = office.building().is_some_and(|building| {
            building.goes_on() && building.said_of(&now.selected).is_some()
        });
        let is_kept = now.broken.is_some() || now.found.iter().any(|found| found.is_in_the_way);
        let next = match is_kept {
            true if now.has_draft => Next::Draft,
            true => Next::Mend,
            false => Next::Build,
        };
        let (pages, draft, edition, not_made) = Default::default();
        let is_known = has_year && !is_making && !now.undo.is_empty();
        is_known.then_some(Self { next, pages, draft, edition, not_made })
    }
}

/// What is done next with a report of which nothing is being done.
fn next(row: &Row) -> Next {
    match row.state {
        ReportState::Missing => Next::Begin,
        ReportState::Unread | ReportState::Members | ReportState::Errors if row.has_draft => {
            Next::Draft
        }
        ReportState::Unread | ReportState::Members | ReportState::Errors => Next::Mend,
        ReportState::Ready | ReportState::Stale => Next::Build,
        ReportState::Made => match row.out.as_ref().map(|out| out.since) {
            None => Next::Publish,
            Some(Since::Changed | Since::Corrected) => Next::Correct,
            Some(Since::Same | Since::Unread) => Next::Nothing,
        },
    }
}

/// The draft of a report where it is as the data are: its path in the output folder and its pages.
pub(super) fn draft(office: &Office, report: &Selected) -> Option<(String, usize)> {
    let project = Project::open(&Files::on(&office.root)).ok()?;
    let (chosen, _) = project.choose(&[format!("{}/{}", report.folder, report.year)]);
    let place = workplace(&office.root, Purpose::Draft);
    let (made, _) = made(&project, &chosen?, &place, &[report]);
    match made.into_iter().next()? {
        (Decision::Keep(entry), _) => Some((entry.pdf, entry.pages)),
        (Decision::Build(_), _) => None,
    }
}
