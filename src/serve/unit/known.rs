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

/// The reports that are kept, the one that was asked for last at the end.
#[derive(Debug, Default)]
pub(in crate::serve) struct Known(Mutex<Vec<Look>>);

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
}

impl Known {
    /// What something is now; none where it is not there, or nothing can be told of it.
    pub(in crate::serve) fn look(&self, root: &Path, which: &Which) -> Option<Now> {
        let files = Files::on(root);
        let known = {
            let mut kept = lock(&self.0);
            let known = kept.iter().position(|look| look.now.which == *which);
            known.map(|known| kept.remove(known))
        };
        let is_so = |look: &Look| look.fonts == Stamp::of_fonts(root) && look.seen.holds(&files);
        let look = known.filter(is_so).or_else(|| Look::at(which, &files))?;
        let now = look.now.clone();
        self.keep(look);
        Some(now)
    }

    /// Keeps what was seen, also of files that will be so only when they are written.
    pub(super) fn keep(&self, look: Look) {
        let mut kept = lock(&self.0);
        kept.retain(|other| other.now.which != look.now.which);
        kept.push(look);
        let surplus = kept.len().saturating_sub(REPORTS);
        kept.drain(..surplus);
    }
}
