//! What has become of the data since a report was published.

use std::path::Path;

use crate::editions::index::{Index, published};
use crate::facts::alike;
use crate::files::{Digest, list};
use crate::problem::Problem;
use crate::project::{Derived, Examined, Project, Selected};

/// How the data stand to the last edition of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// They say the same.
    Same,
    /// They say something else, and no correction is written.
    Changed,
    /// A correction is written that is not published yet.
    Corrected,
    /// They cannot be read any more.
    Unread,
}

impl Since {
    /// The word for it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Corrected => "corrected",
            Self::Unread => "unread",
        }
    }

    /// The term for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Same => "未变",
            Self::Changed => "有改动",
            Self::Corrected => "待公开更正",
            Self::Unread => "读不了",
        }
    }
}

/// How the data of a report stand to its last edition; none where there is none. `built` is the digest of what the facts
/// of its PDF say, where that is made of the data as they are.
pub(crate) fn since(
    project: &Project,
    index: &Index,
    examined: &Examined,
    built: Option<&Digest>,
) -> Option<Since> {
    let last = index.editions.last()?;
    let (Some(derived), Some(layout)) = (&examined.derived, &examined.layout) else {
        return Some(Since::Unread);
    };
    let Derived { report, figures, checked: _ } = derived;
    let is_same = built == Some(&last.facts) || {
        let facts = project.facts_without_fonts(report, figures, layout);
        facts.is_ok_and(|facts| alike(&facts) == last.whole)
    };
    Some(match () {
        () if report.edition() != last.edition => Since::Corrected,
        () if is_same => Since::Same,
        () => Since::Changed,
    })
}

/// The reports of which something was published, with their indexes; those that cannot be read with what is wrong.
pub(crate) fn published_reports(root: &Path) -> Vec<(Selected, Result<Index, Problem>)> {
    let folders = |path: &Path| {
        let entries = list(path).ok().flatten().unwrap_or_default();
        entries.into_iter().filter(|entry| entry.found.is_plain_folder())
    };
    let years = folders(&published(root))
        .filter_map(|year| Some((year.name.parse::<u16>().ok()?, year.path)));
    let reports = years.flat_map(|(year, path)| {
        folders(&path).map(move |unit| Selected { folder: unit.name, year }).collect::<Vec<_>>()
    });
    let read = |selected: Selected| {
        let index = Index::read(root, &selected);
        (selected, index)
    };
    reports
        .map(read)
        .filter(|(_, index)| index.as_ref().map_or(true, |index| !index.editions.is_empty()))
        .collect()
}
