//! What goes between the program and its worker processes: one line of JSON each way for a report.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::batch::manifest::Entry;
use crate::engine::BROKEN;
use crate::problem::{
    Problem, Severity, Shown, Sources, any_failure, describe, gathered, gathered_shortly, more,
    render, short, summed_up,
};

/// A report to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    /// The unit's folder under `data/`.
    pub folder: String,
    /// The year.
    pub year: u16,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reply {
    /// The finished report, unless there were errors.
    pub made: Option<Entry>,
    /// Errors and warnings.
    pub said: Vec<Said>,
    /// Whether the program or the machine failed, not the user.
    pub failed: bool,
    /// Whether the worker ends with this report: its engine broke, and what it remembers cannot be trusted.
    pub last: bool,
}

/// A problem, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub headline: String,
    /// For the terminal: errors with their excerpts and colours, all else in one line; none where it is counted with
    /// others of its kind.
    pub shown: Option<String>,
    /// For other programs.
    pub described: Value,
}

impl Said {
    /// A problem as it is said, with the files that it points into and what is shown of it.
    fn new(problem: &Problem, shown: Shown<'_>, sources: &Sources) -> Self {
        let shown = match shown {
            Shown::One(problem) => Some(match problem.severity {
                Severity::Error => render(problem, sources, true) + "\n",
                Severity::Warning | Severity::Hint => short(problem, sources),
            }),
            Shown::Together(first, all) => Some(match problem.severity {
                Severity::Error => gathered(first, all, sources) + "\n",
                Severity::Warning | Severity::Hint => gathered_shortly(first, all, sources),
            }),
            Shown::More(first, count) => Some(more(first, count, sources)),
            Shown::Counted => None,
        };
        Self {
            severity: problem.severity,
            headline: problem.headline.clone(),
            shown,
            described: serde_json::to_value(describe(problem, sources)).unwrap_or_default(),
        }
    }
}

impl Reply {
    /// What came of a report.
    pub(crate) fn new(made: Option<Entry>, problems: &[Problem], sources: &Sources) -> Self {
        let said = problems.iter().zip(summed_up(problems));
        let said = said.map(|(problem, shown)| Said::new(problem, shown, sources)).collect();
        let last = problems.iter().any(|problem| problem.id == BROKEN);
        Self { made, said, failed: any_failure(problems), last }
    }

    /// A report that was not made, for one reason.
    pub(crate) fn refused(problem: &Problem) -> Self {
        Self::new(None, std::slice::from_ref(problem), &Sources::default())
    }

    /// How many errors there are.
    pub(crate) fn errors(&self) -> usize {
        self.said.iter().filter(|said| said.severity == Severity::Error).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_engine_makes_a_report_the_workers_last() {
        let last = |id| Reply::refused(&Problem::error(id, "x")).last;
        assert!(last(BROKEN));
        for id in ["broken-layout", "pdf-failed", "missing-glyph", "R0101-negative-closing"] {
            assert!(!last(id), "{id}");
        }
    }
}
