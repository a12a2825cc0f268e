//! The last look at what leaves the office, once the pages are set: what a layout or the settings put in, no text of the
//! data has.

use std::collections::BTreeSet;

use crate::check::evidence::Evidence;
use crate::check::rules::RULES;
use crate::check::severity;
use crate::check::words::private::ALL;
use crate::check::words::traits::Traits;
use crate::model::check::CheckSettings;
use crate::problem::Problem;

/// Something that leaves the office.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outgoing<'a> {
    /// What it is.
    pub what: &'a str,
    /// Its words.
    pub words: &'a str,
}

/// The words that must not leave and of which the check has told, whether they were accepted or not: rule and words.
pub(super) fn told(evidence: &Evidence<'_>) -> BTreeSet<(&'static str, String)> {
    let found = evidence.leaving().iter().flat_map(|passage| {
        ALL.into_iter().flat_map(move |private| {
            let found = private.found(&passage.text, passage.traits);
            found.into_iter().map(|found| (private.rule, found.words))
        })
    });
    found.collect()
}

/// What is wrong with what leaves besides what the check has `told` of.
pub(crate) fn outgoing(
    leaving: &[Outgoing<'_>],
    told: &BTreeSet<(&'static str, String)>,
    settings: &CheckSettings,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for private in ALL {
        let Some(rule) = RULES.iter().find(|rule| rule.number == private.rule) else { continue };
        let Some(severity) = severity(rule, settings) else { continue };
        for Outgoing { what, words } in leaving {
            let found = private.found(words, Traits::of(words)).into_iter();
            let mut words: Vec<String> = found
                .map(|found| found.words)
                .filter(|words| !told.contains(&(private.rule, words.clone())))
                .map(|words| format!("“{words}”"))
                .collect();
            words.sort();
            words.dedup();
            if !words.is_empty() {
                let headline = format!("{what}有{}：{}", private.what, words.concat());
                problems.push(Problem {
                    id: rule.label,
                    severity,
                    ..Problem::finding(headline)
                        .help(private.help)
                        .help("数据里没有这些字，它们是版式或设置写的")
                });
            }
        }
    }
    problems
}
