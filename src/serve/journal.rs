//! What changed in the data of the reports whose pages are open, and in which tab: so that each tab is told what others did.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::Mutex;

use crate::exchange::fill::slots;
use crate::fields::field::Shape;
use crate::fields::shape_of;
use crate::files::{Files, Seen};
use crate::project::Selected;
use crate::serve::lock::lock;
use crate::serve::remembered::{forget, remember, remembered};
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
    /// What is known of the time before the program was started.
    before: Before,
    /// Whether what it says is still to be remembered for the next time.
    is_new: bool,
}

/// What is known of a report before the program was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing.
    Unknown,
    /// What was there when it was stopped, and nobody has looked at it since.
    Unseen,
    /// The same, and somebody has.
    Seen,
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
    /// What was there of the reports of a project when it was served last; what has changed since came from outside.
    pub(super) fn of(root: &Path) -> Self {
        let journal = Self::default();
        let kept = remembered(root, REPORTS).into_iter().map(|(report, values)| {
            let files = values.keys().map(|(at, _)| at.file.clone());
            let shapes = files.filter_map(|file| {
                let shape = shape_of(&format!("data/{}/{file}", report.folder))?;
                Some((file, shape))
            });
            Kept {
                shapes: shapes.collect(),
                report,
                begun: 0,
                values: Some(values),
                seen: Seen::untold(),
                changes: VecDeque::new(),
                before: Before::Unseen,
                is_new: false,
            }
        });
        lock(&journal.0).kept.extend(kept);
        journal.note(root, None, "");
        journal
    }

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
            let Some(now) = &one.values else { continue };
            one.is_new |= before.as_ref() != Some(now);
            let Some(before) = &before else { continue };
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

    /// By what it is known how much of a report somebody has seen who looks at it now; it is kept from now on. Whoever is the first
    /// to look since the program was started has seen as much as when it was stopped.
    pub(super) fn seen(&self, root: &Path, report: &Selected) -> String {
        let now = self.latest(root, report);
        let mut inner = lock(&self.0);
        let kept = inner.kept.iter_mut().find(|one| one.report == *report);
        match kept.filter(|one| one.before == Before::Unseen) {
            Some(one) => {
                one.before = Before::Seen;
                token(one.begun)
            }
            None => now,
        }
    }

    /// Remembers for the next time what the files say, where that is new. It may take a moment, and is not waited for.
    pub(super) fn keep(&self, root: &Path) {
        let mut inner = lock(&self.0);
        let new = inner.kept.iter_mut().filter_map(|one| {
            let is_new = std::mem::take(&mut one.is_new);
            Some((one.report.clone(), one.values.clone().filter(|_| is_new)?))
        });
        let new: Vec<(Selected, Values)> = new.collect();
        drop(inner);
        new.iter().for_each(|(report, values)| remember(root, report, values));
    }

    /// By what it is known that all of a report is seen; it is kept from now on.
    fn latest(&self, root: &Path, report: &Selected) -> String {
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
                let (report, changes, begun) = (report.clone(), VecDeque::new(), *number);
                let (before, is_new) = (Before::Unknown, values.is_some());
                kept.push_back(Kept {
                    report,
                    begun,
                    values,
                    seen,
                    shapes,
                    changes,
                    before,
                    is_new,
                });
                let surplus = kept.len().saturating_sub(REPORTS);
                kept.drain(..surplus).for_each(|one| forget(root, &one.report));
            }
        }
        token(*number)
    }

    /// What a tab is told that has seen a report so far.
    pub(super) fn told(&self, root: &Path, report: &Selected, seen: &str, tab: &str) -> Told {
        let now = self.latest(root, report);
        let inner = lock(&self.0);
        let one = inner.kept.iter().find(|one| one.report == *report);
        let before = seen.split_once('-').and_then(|(run, number)| {
            (run == std::process::id().to_string()).then(|| number.parse::<u64>().ok())?
        });
        let one = one.map(|one| {
            // A page from before the program was stopped shows no more than what was there then.
            let stopped = (one.before != Before::Unknown).then_some(one.begun);
            (one, before.or(stopped.filter(|_| !seen.is_empty())))
        });
        let known = one.and_then(|(one, before)| Some((one, before?)));
        let known = known.filter(|(one, before)| *before >= one.begun);
        let changed = known.map(|(one, before)| {
            let since = one.changes.iter().filter(|change| change.number > before);
            let shape = |changed: &Changed| one.shapes.get(&changed.at.file).copied();
            let changed = by_others(since, tab).into_iter();
            changed.filter_map(|changed| Some((shape(&changed)?, changed))).collect()
        });
        Told { seen: now, changed }
    }
}

/// How much is seen up to a change, in this run of the program.
fn token(number: u64) -> String {
    format!("{}-{number}", std::process::id())
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
    fn what_changed_while_nothing_ran_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("data/甲")).unwrap();
        let write = |text: &str| fs::write(root.join("data/甲/2022.toml"), text).unwrap();
        let report = Selected { folder: "甲".to_owned(), year: 2022 };
        let told = |journal: &Journal, seen: &str, tab: &str| {
            let told = journal.told(root, &report, seen, tab).changed;
            told.map(|all| all.into_iter().map(|(_, one)| one.at.path).collect::<Vec<_>>())
        };
        write("year = 2022\n");
        // Never served before, nothing is told.
        let journal = Journal::of(root);
        let first = journal.seen(root, &report);
        assert_eq!(told(&journal, &first, "a"), Some(vec![]));
        // What a tab did itself last is known when the program is started again.
        write("year = 2022\npublished = 2023-08-01\n");
        journal.note(root, None, "a");
        journal.keep(root);
        write("year = 2022\npublished = 2023-08-01\napproved = 2023-08-01\n");
        let journal = Journal::of(root);
        let shown = journal.seen(root, &report);
        let changed = Some(vec!["approved".to_owned()]);
        assert_eq!(told(&journal, &shown, "a"), changed);
        // A page that stayed open is told as well; one that is opened later shows it.
        assert_eq!(told(&journal, "1-1", "a"), changed);
        let later = journal.seen(root, &report);
        assert_eq!(told(&journal, &later, "b"), Some(vec![]));
        journal.keep(root);
        // Started again with nothing changed, nothing is told; and what is spoilt or gone is as if it never was.
        let journal = Journal::of(root);
        let shown = journal.seen(root, &report);
        assert_eq!(told(&journal, &shown, "a"), Some(vec![]));
        let seen = root.join(".juesuan/seen");
        for entry in fs::read_dir(&seen).unwrap() {
            fs::write(entry.unwrap().path(), "[]").unwrap();
        }
        write("year = 2022\n");
        let journal = Journal::of(root);
        let shown = journal.seen(root, &report);
        assert_eq!(told(&journal, &shown, "a"), Some(vec![]));
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
        journal.keep(folder.path());
        assert_eq!(Journal::of(folder.path()).0.into_inner().unwrap().kept.len(), REPORTS);
        // Nothing happened since, so that nothing is told either way.
        let told = journal.told(folder.path(), &report(2000), &first, "a");
        assert!(told.changed.is_some_and(|changed| changed.is_empty()));
    }
}
