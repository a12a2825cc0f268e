//! What changed in the data of the reports whose pages are open, and in which tab: so that each tab is told what others did.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::Mutex;

use crate::exchange::fill::slots;
use crate::fields::field::Shape;
use crate::files::{Files, Seen};
use crate::project::Selected;
use crate::serve::lock::lock;
use crate::serve::unit::changed::{Change, Changed, Values, by_others, changes, values};

/// How many reports are kept, those that were asked for last.
const REPORTS: usize = 24;

/// How many changes of a report are kept; of older ones nothing is told.
const MANY: usize = 10_000;

/// What changed.
#[derive(Debug, Default)]
pub(super) struct Journal(Mutex<Inner>);

/// The reports that are kept.
#[derive(Debug, Default)]
struct Inner {
    /// The number of the last change.
    number: u64,
    /// The reports, the one that was asked for last at the end.
    kept: VecDeque<Kept>,
}

/// A report that is kept.
#[derive(Debug)]
struct Kept {
    /// Which.
    report: Selected,
    /// The number of the last change before those that are kept.
    begun: u64,
    /// What its files said when they were looked at last and could be read, if ever.
    values: Option<Values>,
    /// What they answered when they were looked at last.
    seen: Seen,
    /// The shapes of its files, also of those that are gone.
    shapes: BTreeMap<String, &'static Shape>,
    /// What changed since.
    changes: VecDeque<Change>,
}

/// What a tab is told.
#[derive(Debug)]
pub(super) struct Told {
    /// By what it is known how much the tab has seen then.
    pub seen: String,
    /// What others changed, each behind the shape of its file; none where it is not known what the tab saw.
    pub changed: Option<Vec<(&'static Shape, Changed)>>,
}

impl Journal {
    /// Notes what has changed in the reports of a unit, or of all, since they were looked at last: a tab did it, or it came from
    /// outside of the page where that is empty. Only while nobody writes it is known who it was.
    pub(super) fn note(&self, root: &Path, folder: Option<&str>, tab: &str) {
        let mut inner = lock(&self.0);
        let Inner { number, kept } = &mut *inner;
        let is_meant = |one: &&mut Kept| folder.is_none_or(|folder| one.report.folder == folder);
        let files = Files::on(root);
        for one in kept.iter_mut().filter(is_meant) {
            if one.seen.holds(&files) {
                continue;
            }
            let (said, seen) = look(root, &one.report);
            one.seen = seen;
            // One that is broken says nothing until it is mended.
            let Some((now, shapes)) = said else { continue };
            one.shapes.extend(shapes);
            let before = one.values.replace(now);
            let (Some(before), Some(now)) = (&before, &one.values) else { continue };
            let changes = changes(before, now, *number + 1, tab);
            if changes.is_empty() {
                continue;
            }
            *number += 1;
            one.changes.extend(changes);
            if one.changes.len() > MANY {
                one.changes.clear();
                one.begun = *number;
            }
        }
    }

    /// By what it is known how much of a report somebody has seen who looks at it now; it is kept from now on.
    pub(super) fn seen(&self, root: &Path, report: &Selected) -> String {
        let mut inner = lock(&self.0);
        let Inner { number, kept } = &mut *inner;
        match kept.iter().position(|one| one.report == *report) {
            Some(at) => {
                let last = kept.remove(at);
                kept.extend(last);
            }
            None => {
                let (said, seen) = look(root, report);
                let (values, shapes) = said.unzip();
                let shapes = shapes.unwrap_or_default();
                let (report, changes) = (report.clone(), VecDeque::new());
                kept.push_back(Kept { report, begun: *number, values, seen, shapes, changes });
                let surplus = kept.len().saturating_sub(REPORTS);
                kept.drain(..surplus);
            }
        }
        format!("{}-{number}", std::process::id())
    }

    /// What a tab is told that has seen a report so far.
    pub(super) fn told(&self, root: &Path, report: &Selected, seen: &str, tab: &str) -> Told {
        let now = self.seen(root, report);
        let inner = lock(&self.0);
        let one = inner.kept.iter().find(|one| one.report == *report);
        let before = seen.split_once('-').and_then(|(run, number)| {
            (run == std::process::id().to_string()).then(|| number.parse::<u64>().ok())?
        });
        let known = one.zip(before).filter(|(one, before)| *before >= one.begun);
        let changed = known.map(|(one, before)| {
            let since = one.changes.iter().filter(|change| change.number > before);
            let shape = |changed: &Changed| one.shapes.get(&changed.at.file).copied();
            let changed = by_others(since, tab).into_iter();
            changed.filter_map(|changed| Some((shape(&changed)?, changed))).collect()
        });
        Told { seen: now, changed }
    }
}

/// What the files of a report say, with their shapes.
type Said = (Values, BTreeMap<String, &'static Shape>);

/// What the files of a report say now; none where one cannot be read. And what they answered.
fn look(root: &Path, report: &Selected) -> (Option<Said>, Seen) {
    let files = Files::on(root).seeing();
    let said = slots(&files, &report.folder, report.year).ok().map(|slots| {
        let shapes = slots.iter().map(|slot| (slot.path.clone(), slot.shape)).collect();
        (values(&slots), shapes)
    });
    (said, files.seen())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn each_tab_is_told_what_others_did_since_it_looked() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("data/甲")).unwrap();
        let write = |text: &str| fs::write(root.join("data/甲/2022.toml"), text).unwrap();
        let report = Selected { folder: "甲".to_owned(), year: 2022 };
        let journal = Journal::default();
        let told = |seen: &str, tab: &str| {
            let told = journal.told(root, &report, seen, tab).changed;
            told.map(|all| all.into_iter().map(|(_, one)| one.at.path).collect::<Vec<_>>())
        };
        write("year = 2022\n");
        let first = journal.seen(root, &report);
        write("year = 2022\napproved = 2023-08-01\n");
        journal.note(root, Some("甲"), "a");
        let second = journal.seen(root, &report);
        assert_eq!(told(&first, "a"), Some(vec![]));
        assert_eq!(told(&first, "b"), Some(vec!["approved".to_owned()]));
        assert_eq!(told(&second, "b"), Some(vec![]));
        // Of another unit nothing is looked at; broken, it says nothing; mended, what it says then.
        write("year = 2022\n");
        journal.note(root, Some("乙"), "");
        assert_eq!(told(&second, "b"), Some(vec![]));
        write("year = = 2022\n");
        journal.note(root, None, "");
        assert_eq!(told(&second, "a"), Some(vec![]));
        write("year = 2022\n");
        journal.note(root, None, "");
        assert_eq!(told(&second, "a"), Some(vec!["approved".to_owned()]));
        // It is as it was before the first of all changes.
        assert_eq!(told(&first, "b"), Some(vec![]));
        for unknown in ["", "x", "1-x", &format!("{}x-1", std::process::id())] {
            assert_eq!(told(unknown, "b"), None, "{unknown}");
        }
    }

    #[test]
    fn only_so_many_reports_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::default();
        let report = |year| Selected { folder: "甲".to_owned(), year };
        let first = journal.seen(folder.path(), &report(2000));
        for year in 2001..2001 + u16::try_from(REPORTS).unwrap() {
            journal.seen(folder.path(), &report(year));
        }
        assert_eq!(lock(&journal.0).kept.len(), REPORTS);
        // Nothing happened since, so that nothing is told either way.
        let told = journal.told(folder.path(), &report(2000), &first, "a");
        assert!(told.changed.is_some_and(|changed| changed.is_empty()));
    }
}
