//! Reports as they were looked at last: as long as all that was read for one is as it was then, nothing is read, worked out
//! and checked again.

use std::path::Path;
use std::sync::Mutex;

use crate::files::{Files, Seen};
use crate::serve::lock::lock;
use crate::serve::stamp::Stamp;
use crate::serve::unit::{Now, Which};

/// How many are kept, those that were asked for last.
const REPORTS: usize = 3;

/// What was seen of reports.
#[derive(Debug, Default)]
pub(in crate::serve) struct Known {
    /// The reports that are kept, the one that was asked for last at the end.
    kept: Mutex<Vec<Look>>,
    /// What was seen last of files that may be written next.
    foreseen: Mutex<Option<Look>>,
}

/// What was seen at a look.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Look {
    /// What it was.
    pub now: Now,
    /// All that the files answered.
    seen: Seen,
    /// What the project's own fonts looked like, which say what cannot be printed.
    fonts: Stamp,
}

impl Look {
    /// Looks at something; none where it is not there, or nothing can be told of it.
    pub(super) fn at(which: &Which, files: &Files) -> Option<Self> {
        let files = files.seeing();
        let fonts = Stamp::of_fonts(files.root());
        let now = which.look(&files)?;
        Some(Self { now, seen: files.seen(), fonts })
    }

    /// Whether it would be seen of some files.
    fn is_of(&self, files: &Files) -> bool {
        self.fonts == Stamp::of_fonts(files.root()) && self.seen.holds(files)
    }
}

impl Known {
    /// What something is now; none where it is not there, or nothing can be told of it.
    pub(in crate::serve) fn look(&self, root: &Path, which: &Which) -> Option<Now> {
        let files = Files::on(root);
        let known = {
            let mut kept = lock(&self.kept);
            let known = kept.iter().position(|look| look.now.which == *which);
            known.map(|known| kept.remove(known))
        };
        let look = known.filter(|look| look.is_of(&files)).or_else(|| Look::at(which, &files))?;
        let now = look.now.clone();
        self.keep(look);
        Some(now)
    }

    /// Looks at something as it is in files that may be written next.
    pub(super) fn foresee(&self, which: &Which, files: &Files) {
        let foreseen = Look::at(which, files);
        *lock(&self.foreseen) = foreseen;
    }

    /// What is seen in files that are about to be written: what was foreseen, if it is of them.
    pub(super) fn look_ahead(&self, which: &Which, files: &Files) -> Option<Look> {
        let is_so = |look: &mut Look| look.now.which == *which && look.is_of(files);
        let foreseen = lock(&self.foreseen).take_if(is_so);
        foreseen.or_else(|| Look::at(which, files))
    }

    /// Keeps what was seen, also of files that will be so only when they are written.
    pub(super) fn keep(&self, look: Look) {
        let mut kept = lock(&self.kept);
        kept.retain(|other| other.now.which != look.now.which);
        kept.push(look);
        let surplus = kept.len().saturating_sub(REPORTS);
        kept.drain(..surplus);
    }
}
