//! How a project counts the findings of rules.

use crate::check::rule::Rule;
use crate::check::rules::RULES;
use crate::model::check::{CheckSettings, Level};
use crate::problem::Severity;

/// A rule that a project does not run, or counts for less than it does by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relaxed {
    /// The rule.
    pub rule: &'static Rule,
    /// How the project counts its findings; none where it does not run.
    pub to: Option<Severity>,
}

/// How the findings of a rule count; none where the project does not run it.
pub(super) fn severity(rule: &Rule, settings: &CheckSettings) -> Option<Severity> {
    let set = settings.levels.iter().rev().find(|(name, _)| rule.is_called(&name.value));
    match set.map(|(_, level)| *level) {
        Some(Level::Off) => None,
        Some(Level::Error) => Some(Severity::Error),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Hint) => Some(Severity::Hint),
        None => Some(rule.severity),
    }
}

/// The rules that a project relaxes, in their order.
pub(crate) fn relaxed(settings: &CheckSettings) -> Vec<Relaxed> {
    let relaxed = RULES.iter().filter_map(|rule| {
        let to = severity(rule, settings);
        // The gravest severity comes first in their order.
        to.is_none_or(|to| to > rule.severity).then_some(Relaxed { rule, to })
    });
    relaxed.collect()
}
