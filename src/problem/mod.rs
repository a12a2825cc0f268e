//! What is wrong with what a user wrote, as values.

mod json;
mod position;
mod reason;
mod render;
mod short;
mod source;

pub use json::{Described, DescribedPlace, describe};
pub use position::Position;
pub use reason::reason;
pub use render::render;
pub use short::short;
pub use source::{Source, Sources};

use serde::{Deserialize, Serialize};

use crate::model::place::Place;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The report is not written.
    Error,
    /// The report is made all the same.
    Warning,
    /// Worth a look; often right as it is.
    Hint,
}

impl Severity {
    /// The word for it.
    pub fn term(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Hint => "提示",
        }
    }
}

/// One thing that is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable name, such as `unknown-field`.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final stop.
    pub headline: String,
    /// Where, the main place first, each with a few words.
    pub places: Vec<(Place, String)>,
    /// What to do.
    pub help: Vec<String>,
}

impl Problem {
    /// An error without a place yet.
    pub fn error(id: &'static str, headline: impl Into<String>) -> Self {
        let headline = headline.into();
        Self { id, severity: Severity::Error, headline, places: Vec::new(), help: Vec::new() }
    }

    /// A warning without a place yet.
    pub fn warning(id: &'static str, headline: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(id, headline) }
    }

    /// What a rule of the check finds; the check adds the rule's id and severity.
    pub fn finding(headline: impl Into<String>) -> Self {
        Self::error("", headline)
    }

    /// Adds a place and what is to be said of it.
    pub fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.places.push((place, label.into()));
        self
    }

    /// Adds advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Problems that are no fault of the data or the layout.
const MACHINE: [&str; 8] = [
    "not-written",
    "engine-failed",
    "pdf-failed",
    "facts-failed",
    "unreadable-file",
    "worker-failed",
    "broken-manifest",
    "busy",
];

/// Whether the program or the machine failed, not the user.
pub fn any_failure(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| MACHINE.contains(&problem.id))
}

/// Whether any of the problems stands in the way of a report.
pub fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
