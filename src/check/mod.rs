//! `Report` + `Figures` → findings: what contradicts itself, is missing, or must not be published.

mod accept;
mod explained;
mod members;
mod page;
mod quantities;
mod rule;
mod rules;
mod subject;
mod suspects;
mod three_public;
mod words;

pub use page::{explanation, rules_page};
pub use rule::{Rule, find};
pub use rules::RULES;
pub use subject::Subject;

use crate::model::acceptance::Acceptance;
use crate::model::check::{CheckSettings, Level};
use crate::problem::{Problem, Severity};
use rule::NotRun;

/// What came of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is wrong, in the order of the rules.
    pub findings: Vec<Problem>,
    /// What is wrong and accepted, each with the acceptance.
    pub accepted: Vec<(Problem, Acceptance)>,
    /// The rules that did not run, and why.
    pub not_run: Vec<(&'static Rule, String)>,
}

/// Runs every rule on a report.
pub fn check(subject: &Subject<'_>, settings: &CheckSettings) -> Checked {
    let mut checked = Checked::default();
    let mut found = Vec::new();
    for rule in RULES {
        let level = settings.levels.iter().rev().find(|(name, _)| rule.is_called(&name.value));
        let severity = match level {
            Some((_, Level::Off)) => {
                checked.not_run.push((rule, "juesuan.toml 中设为不查（off）".to_owned()));
                continue;
            }
            Some((_, Level::Error)) => Severity::Error,
            Some((_, Level::Warning)) => Severity::Warning,
            Some((_, Level::Hint)) => Severity::Hint,
            None => rule.severity,
        };
        match (rule.run)(subject) {
            Ok(mut findings) => {
                findings.retain(|f| !members::is_a_members(f, rule.number, subject));
                found.extend(findings.into_iter().map(|f| Problem {
                    id: rule.label,
                    severity,
                    ..f
                }));
            }
            Err(NotRun(why)) => checked.not_run.push((rule, why)),
        }
    }
    let accepted = accept::accept(found, &subject.report.year.accepted);
    checked.findings = accepted.open;
    checked.findings.extend(accept::idle(accepted.idle, &checked.not_run));
    checked.accepted = accepted.accepted;
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
