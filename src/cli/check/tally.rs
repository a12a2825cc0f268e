//! How many findings of which kind there were.

use serde::Serialize;

use crate::check::Checked;
use crate::problem::Severity;
use crate::project::Reviewed;

/// The numbers of a check.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Tally {
    /// Reports.
    pub(super) reports: usize,
    /// Reports without any finding left, of which some rule ran.
    pub(super) clean: usize,
    /// Reports of which no rule ran at all, though their files are right.
    pub(super) unchecked: usize,
    /// Reports whose files have errors, so that no rule ran.
    pub(super) unread: usize,
    /// Errors.
    pub(super) errors: usize,
    /// Warnings.
    pub(super) warnings: usize,
    /// Hints.
    pub(super) hints: usize,
    /// Accepted findings.
    pub(super) accepted: usize,
    /// Rules that did not run, counted once for every report.
    pub(super) not_run: usize,
}

impl Tally {
    /// Counts one report.
    pub(super) fn add(&mut self, report: &Reviewed) {
        self.reports += 1;
        let any_ran = report.checked.as_ref().is_some_and(Checked::any_ran);
        self.clean += usize::from(report.problems.is_empty() && any_ran);
        self.unchecked += usize::from(report.checked.is_some() && !any_ran);
        for problem in &report.problems {
            match problem.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Hint => self.hints += 1,
            }
        }
        match &report.checked {
            Some(checked) => {
                self.accepted += checked.accepted.len();
                self.not_run += checked.not_run.len();
            }
            None => self.unread += 1,
        }
    }
}
