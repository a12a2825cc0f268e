//! What was typed and cannot be written into the files: it is held, shown at its field and counted, over reloads and restarts.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::files::{Most, read, write_whole};
use crate::serve::address::OWN;
use crate::serve::lock::lock;

/// Something that was typed and is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::serve) struct Held {
    /// The report, as `unit/year`.
    pub report: String,
    /// The name of its input.
    pub name: String,
    /// What was typed.
    pub typed: String,
    /// Why it is not written.
    pub why: String,
    /// What the file has instead, where it was changed elsewhere meanwhile.
    pub theirs: Option<String>,
    /// How it is written again, where nothing but the state of the files kept it from being written.
    #[serde(default)]
    pub again: Option<Again>,
}

/// How something is written again that could not be at the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::serve) struct Again {
    /// What it was typed over.
    pub over: String,
    /// The tab in which it was typed.
    pub tab: String,
}

/// How many things are held at most; the oldest go first.
const MANY: usize = 2000;

/// All that is held of a project.
#[derive(Debug)]
pub(in crate::serve) struct Holding {
    /// Where it is kept.
    path: PathBuf,
    /// What is held.
    held: Mutex<Vec<Held>>,
}

impl Holding {
    /// What is held of a project since it was last served.
    pub(in crate::serve) fn of(root: &Path) -> Self {
        let path = root.join(OWN).join("held.json");
        let bytes = read(&path, Most::Data).unwrap_or_default();
        let held = serde_json::from_slice(&bytes).unwrap_or_default();
        Self { path, held: Mutex::new(held) }
    }

    /// What is held of a report.
    pub(in crate::serve) fn of_report(&self, report: &str) -> Vec<Held> {
        let held = lock(&self.held);
        held.iter().filter(|held| held.report == report).cloned().collect()
    }

    /// The reports of which something is to be written again.
    pub(in crate::serve) fn waiting(&self) -> Vec<String> {
        let held = lock(&self.held);
        let waiting = held.iter().filter(|held| held.again.is_some());
        let mut reports: Vec<String> = waiting.map(|held| held.report.clone()).collect();
        reports.dedup();
        reports
    }

    /// What is to be written again of a report; it is held on, and not to be written again by itself any more.
    pub(in crate::serve) fn take_waiting(&self, report: &str) -> Vec<Held> {
        let mut waiting = Vec::new();
        self.change(|held| {
            for one in held.iter_mut().filter(|one| one.report == report && one.again.is_some()) {
                waiting.push(one.clone());
                one.again = None;
            }
        });
        waiting
    }

    /// Lets go of some inputs of a report, and holds others.
    pub(in crate::serve) fn settle(&self, report: &str, settled: &[&str], hold: Vec<Held>) {
        self.change(|held| {
            held.retain(|held| {
                let is_settled = settled.contains(&held.name.as_str());
                let is_anew = hold.iter().any(|anew| anew.name == held.name);
                held.report != report || !is_settled && !is_anew
            });
            held.extend(hold);
            let surplus = held.len().saturating_sub(MANY);
            held.drain(..surplus);
        });
    }

    /// Has what is held of a report follow its inputs, which are called otherwise now.
    pub(in crate::serve) fn follow(&self, report: &str, now: impl Fn(&str) -> String) {
        self.change(|held| {
            for one in held.iter_mut().filter(|held| held.report == report) {
                one.name = now(&one.name);
            }
        });
    }

    /// Changes what is held, and keeps it.
    fn change(&self, change: impl FnOnce(&mut Vec<Held>)) {
        let mut held = lock(&self.held);
        let before = held.clone();
        change(&mut held);
        if *held == before {
            return;
        }
        // Where it cannot be kept, it is still held as long as the program runs.
        let bytes = serde_json::to_vec(&*held).unwrap_or_default();
        let _ = write_whole(&self.path, &bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_outlasts_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let held = |name: &str, typed: &str| Held {
            report: "甲/2022".to_owned(),
            name: name.to_owned(),
            typed: typed.to_owned(),
            why: "不是数".to_owned(),
            theirs: None,
            again: None,
        };
        let holding = Holding::of(folder.path());
        holding.settle("甲/2022", &[], vec![held("a", "1元"), held("b", "x")]);
        holding.settle("甲/2022", &["b"], vec![held("a", "2元")]);
        holding.settle("乙/2022", &["a"], Vec::new());
        holding.follow("甲/2022", |name| name.replace('a', "c"));
        let again = Holding::of(folder.path());
        assert_eq!(again.of_report("甲/2022"), [held("c", "2元")]);
        assert_eq!(again.of_report("乙/2022"), []);
    }
}
