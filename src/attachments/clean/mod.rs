//! A report → the same report with only what its form prints or reckons with.
//!
//! Every struct is taken apart by name and without `..`, so that a new field does not compile until it is said whether it
//! leaves the office.

mod evaluation;
mod extra;
mod kept;
mod last_year;
mod performance;
mod reasons;
mod resources;
mod rows;
mod three_public;
mod unit;
mod year;

use std::collections::BTreeMap;

use crate::attachments::clean::kept::Kept;
use crate::attachments::shown::Shown;
use crate::model::codes::codes_of_report;
use crate::model::department::{Member, Transfers};
use crate::model::report::{EarlierYear, Report};

/// The clean report, as its files say it: a department's figures are not added up again.
pub(crate) fn clean(report: &Report, shown: &Shown) -> Report {
    let folders = folders(report);
    let kept = Kept { shown, folders: &folders, words: true };
    let clean = part(report, &kept, &report.layout.value);
    let used = codes_of_report(&clean);
    let names = report.names.iter().filter(|(code, name)| {
        used.contains(code.as_str()) || is_listed(code) && shown.words(name)
    });
    let names = names.map(|(code, name)| (code.clone(), name.clone())).collect();
    Report { names, ..clean }
}

/// Whether a form may list a code that no row has: all economic codes, and functional classes.
fn is_listed(code: &str) -> bool {
    code.starts_with('3') || code.len() == 3
}

/// The number of a member or an evaluation among so many: as many digits as the last one needs, at least two.
pub(super) fn numbered(index: usize, count: usize) -> String {
    let width = count.to_string().len().max(2);
    format!("{:0width$}", index + 1)
}

/// The program's own names of the folders of a report's units.
fn folders(report: &Report) -> BTreeMap<String, String> {
    let count = report.members.len();
    let members = report.members.iter().enumerate();
    let members =
        members.map(|(index, member)| (member.report.unit.folder.clone(), numbered(index, count)));
    let own = (report.unit.folder.clone(), unit::MAIN.to_owned());
    members.chain([own]).collect()
}

/// A report, or a department's member, without what is not kept of it; `layout` is that of the whole.
fn part(report: &Report, kept: &Kept<'_>, layout: &str) -> Report {
    let Report {
        unit,
        year: added_up,
        own,
        members,
        // Reckoned again from the members.
        transfers: _,
        last_year: last_added_up,
        // Last year's report has it.
        as_published: _,
        earlier,
        names,
        // Names of rows are only held against the catalogue.
        named_codes: _,
        published,
        layout: own_layout,
        // The clean report is in none of them.
        files: _,
    } = report;
    let (written, last_year) = match own {
        Some(own) => (&own.year, &own.last_year),
        None => (added_up, last_added_up),
    };
    let year = written.year;
    let members = members.iter().map(|member| {
        let Member { place, report, written: _ } = member;
        let kept = Kept { words: false, ..*kept };
        Member { place: *place, report: part(report, &kept, layout), written: Vec::new() }
    });
    let earlier = earlier.iter().filter_map(|earlier| {
        let EarlierYear { year, figures } = earlier;
        Some(EarlierYear { year: *year, figures: last_year::three_public_only(figures)? })
    });
    Report {
        unit: unit::unit(
            unit,
            &written.profile,
            year,
            kept,
            Some(own_layout).filter(|own| own.value != layout),
        ),
        year: year::year(written, kept),
        own: None,
        members: members.collect(),
        transfers: Transfers::default(),
        last_year: last_year.as_ref().map(|last| last_year::last_year(last, kept)),
        as_published: None,
        earlier: earlier.collect(),
        names: names.clone(),
        named_codes: Vec::new(),
        published: *published,
        layout: own_layout.clone(),
        files: Vec::new(),
    }
}
