//! `Report` + `Figures` → findings: what contradicts itself, is missing, or must not be published.

mod accept;
mod evaluated;
mod evidence;
mod explained;
#[cfg(test)]
mod growth;
mod levels;
mod members;
mod outgoing;
mod page;
mod quantities;
mod reasoned;
mod rule;
mod rules;
mod severity;
mod subject;
mod suspects;
mod three_public;
mod topics;
mod units;
mod verdict;
mod words;

pub(crate) use accept::private_numbers;
pub(crate) use evidence::Evidence;
pub(crate) use outgoing::{Outgoing, outgoing};
pub(crate) use page::explanation;
pub use page::rules_page;
pub(crate) use rule::Rule;
pub use rules::{RULES, find};
pub(crate) use severity::{Relaxed, relaxed};
pub use subject::Subject;
pub(crate) use suspects::is_suspect;
pub(crate) use words::passage::is_printed;
pub(crate) use words::placeholders::placeholders;

use std::collections::BTreeSet;

use crate::model::acceptance::Acceptance;
use crate::model::check::CheckSettings;
use crate::problem::{Problem, identify};
use accept::Sorted;
use severity::severity;
use verdict::NotRun;

/// What came of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is wrong, in the order of the rules.
    pub findings: Vec<Problem>,
    /// What is wrong and accepted, each with the acceptance.
    pub accepted: Vec<(Problem, Acceptance)>,
    /// The rules that did not run, and why.
    pub not_run: Vec<(&'static Rule, String)>,
    /// The words that must not leave the office and were found, accepted or not: the number of the rule and the words.
    pub told: BTreeSet<(&'static str, String)>,
}

impl Checked {
    /// Whether any rule ran at all.
    pub(crate) fn any_ran(&self) -> bool {
        self.not_run.len() < RULES.len()
    }
}

/// Runs every rule on a report.
pub fn check(subject: &Subject<'_>, settings: &CheckSettings) -> Checked {
    let evidence = Evidence::of(subject);
    let home = subject.report.year.place.file;
    let mut checked = Checked::default();
    let mut found = Vec::new();
    for rule in RULES {
        let Some(severity) = severity(rule, settings) else {
            checked.not_run.push((rule, "juesuan.toml 中设为不查（off）".to_owned()));
            continue;
        };
        match (rule.run)(&evidence) {
            Ok(mut findings) => {
                findings.retain(|f| !members::is_a_members(f, rule.number, subject));
                found.extend(findings.into_iter().map(|f| {
                    let identity = identify(&f, subject.sources, home, rule.guards_privacy());
                    Problem { id: rule.label, severity, identity: Some(Box::new(identity)), ..f }
                }));
            }
            Err(NotRun(why)) => checked.not_run.push((rule, why)),
        }
    }
    let Sorted { open, accepted, idle, .. } = accept::accept(found, &subject.report.year.accepted);
    let notes = accept::notes(&subject.report.year.accepted, &idle, &open, &checked.not_run);
    checked.findings = open;
    checked.findings.extend(notes);
    checked.accepted = accepted;
    checked.told = outgoing::told(&evidence);
    checked.findings.extend(unknown_rules(settings));
    checked
}

/// The problems of severities set for rules that there are not.
fn unknown_rules(settings: &CheckSettings) -> impl Iterator<Item = Problem> {
    let unknown = settings.levels.iter().filter(|(name, _)| find(&name.value).is_none());
    unknown.map(|(name, _)| {
        Problem::error("unknown-rule", format!("[check.rules] 中没有“{}”这条规则", name.value))
            .at(name.place, "没有这条规则")
            .help("juesuan check --list 列出全部规则")
    })
}
