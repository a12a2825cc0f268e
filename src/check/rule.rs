//! What a rule is.

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::problem::Severity;

/// The family of rules about what is private or secret.
const PRIVACY: &str = "R11";

/// A rule of the check; all but `run` comes from the doc comment of its function.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its number, such as `R0201`; never given to another rule.
    pub number: &'static str,
    /// Its name, such as `economic-total`.
    pub name: &'static str,
    /// Both, as they are shown with a finding.
    pub label: &'static str,
    /// How its findings count unless `juesuan.toml` says otherwise.
    pub severity: Severity,
    /// What must hold, in one line.
    pub title: &'static str,
    /// Its explanation: paragraphs, separated by blank lines.
    pub doc: &'static str,
    /// The heading of its family.
    pub family: &'static str,
    /// The rule itself.
    pub(super) run: fn(&Evidence<'_>) -> Verdict,
}

impl Rule {
    /// Whether somebody who writes this means the rule.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.number.eq_ignore_ascii_case(name) || self.name == name || self.label == name
    }

    /// Whether it keeps what is private or secret from being published.
    pub(crate) fn guards_privacy(&self) -> bool {
        self.number.starts_with(PRIVACY)
    }

    /// Whether its findings may be accepted: what is an error to publish may not, however the project counts it.
    pub fn may_be_accepted(&self) -> bool {
        !(self.guards_privacy() && self.severity == Severity::Error)
    }
}
