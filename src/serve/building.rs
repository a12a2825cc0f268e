//! How far work on many reports is that goes on while the page is looked at: building, registering.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::project::{Purpose, Selected};
use crate::serve::lock::lock;
use crate::serve::stamp::Stamp;

/// What is done with reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// They are built.
    Build(Purpose),
    /// Their next editions are registered as published.
    Register,
}

/// A build or registering that goes on, or is over.
#[derive(Debug)]
pub(super) struct Building {
    /// The reports.
    pub selected: Vec<Selected>,
    /// What is done with them.
    pub work: Work,
    /// What the data looked like when it began.
    pub sources: Stamp,
    /// How often somebody asked to stop.
    pub stop: AtomicUsize,
    /// How far it is.
    pub progress: Mutex<Progress>,
}

/// How far a build is.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    /// What there is to say of each report, by its place among those selected.
    pub said: Vec<Said>,
    /// What there is to say at the end; none while it goes on.
    pub over: Option<String>,
}

/// What there is to say of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// It waits for its turn.
    Waits,
    /// It is being made, or registered.
    Begun,
    /// It was made: so many pages.
    Made(usize),
    /// It is as it was: so many pages.
    Unchanged(usize),
    /// It was registered as an edition.
    Registered(usize),
    /// It was not made, or not registered: why in a few words, and in a sentence where there is more to say.
    Not(String, Option<String>),
}

impl Building {
    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        lock(&self.progress).clone()
    }

    /// Whether it goes on.
    pub(super) fn goes_on(&self) -> bool {
        lock(&self.progress).over.is_none()
    }

    /// What there is to say of each of its reports while it goes on.
    pub(super) fn said(&self) -> BTreeMap<Selected, Said> {
        let Progress { said, over } = self.progress();
        match over {
            None => self.selected.iter().cloned().zip(said).collect(),
            Some(_) => BTreeMap::new(),
        }
    }

    /// What there is to say of one of its reports, also once it is over.
    pub(super) fn said_of(&self, report: &Selected) -> Option<Said> {
        let number = self.selected.iter().position(|selected| selected == report)?;
        lock(&self.progress).said.get(number).cloned()
    }

    /// Asks it to stop.
    pub(super) fn stop(&self) {
        self.stop.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    pub(super) fn is_to_stop(&self) -> bool {
        self.stop.load(Ordering::Relaxed) > 0
    }
}

impl Progress {
    /// How many reports are done.
    pub(super) fn done(&self) -> usize {
        self.said.iter().filter(|said| !matches!(said, Said::Waits | Said::Begun)).count()
    }
}
