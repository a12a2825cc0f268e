//! How far a build is that goes on while the page is looked at.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::project::{Purpose, Selected};
use crate::serve::lock::lock;

/// A build that goes on, or is over.
#[derive(Debug)]
pub(super) struct Building {
    /// The reports.
    pub selected: Vec<Selected>,
    /// What for.
    pub purpose: Purpose,
    /// How often somebody asked to stop.
    pub stop: AtomicUsize,
    /// How far it is.
    pub progress: Mutex<Progress>,
}

/// How far a build is.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    /// What there is to say of each report, by its place among those selected.
    pub said: Vec<Option<Said>>,
    /// What there is to say at the end; none while it goes on.
    pub over: Option<String>,
}

/// What there is to say of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// It is being made.
    Begun,
    /// It was made: so many pages.
    Made(usize),
    /// It is as it was: so many pages.
    Unchanged(usize),
    /// It was not made: why.
    Not(String),
}

impl Building {
    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        lock(&self.progress).clone()
    }

    /// Asks it to stop.
    pub(super) fn stop(&self) {
        self.stop.fetch_add(1, Ordering::Relaxed);
    }
}

impl Progress {
    /// How many reports are done.
    pub(super) fn done(&self) -> usize {
        self.said.iter().filter(|said| !matches!(said, None | Some(Said::Begun))).count()
    }
}
