//! The last look at what leaves the office, once the pages are set: what a layout or the settings put in, no text of the
//! data has.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use crate::check::evidence::Evidence;
use crate::check::rules::RULES;
use crate::check::severity;
use crate::check::words::private::ALL;
use crate::check::words::traits::Traits;
use crate::model::check::CheckSettings;
use crate::model::form::Unit;
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

/// What is wrong with what leaves besides what the check has `told` of. The figures of the report's `facts`, which a layout
/// may print without a mark of what they are, are no numbers of persons.
pub(crate) fn outgoing(
    leaving: &[Outgoing<'_>],
    facts: &str,
    told: &BTreeSet<(&'static str, String)>,
    settings: &CheckSettings,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let facts: Value = serde_json::from_str(facts).unwrap_or_default();
    let mut figures = BTreeSet::new();
    whole_numbers(&facts, &mut figures);
    for private in ALL {
        let Some(rule) = RULES.iter().find(|rule| rule.number == private.rule) else { continue };
        let Some(severity) = severity(rule, settings) else { continue };
        for Outgoing { what, words } in leaving {
            let found = private.found(words, Traits::of(words)).into_iter();
            let mut words: Vec<String> = found
                .filter(|found| {
                    words.get(found.range.clone()).is_none_or(|found| !figures.contains(found))
                })
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

/// Gathers the digits in which figures of facts may be printed as whole numbers, where they are as long as a number of a
/// person.
fn whole_numbers(facts: &Value, digits: &mut BTreeSet<String>) {
    match facts {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => whole_number(&number.to_string(), digits),
        Value::String(text) => whole_number(text, digits),
        Value::Array(values) => values.iter().for_each(|value| whole_numbers(value, digits)),
        Value::Object(values) => values.values().for_each(|value| whole_numbers(value, digits)),
    }
}

/// Gathers those of one fact, in every unit of amounts.
fn whole_number(fact: &str, digits: &mut BTreeSet<String>) {
    /// How long the shortest number of a person is.
    const SHORTEST: usize = 11;
    if fact.len() < SHORTEST {
        return;
    }
    let Ok(value) = fact.parse::<Decimal>() else { return };
    for unit in Unit::ALL {
        let printed = value.abs() * Decimal::new(1, unit.zeros());
        let printed =
            printed.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_string();
        if printed.len() >= SHORTEST {
            digits.insert(printed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of words that leave, where the facts are these.
    fn said(words: &str, facts: &str) -> usize {
        let leaving = [Outgoing { what: "页面上", words }];
        outgoing(&leaving, facts, &BTreeSet::new(), &CheckSettings::default()).len()
    }

    #[test]
    fn figures_of_the_facts_are_no_telephones() {
        let facts = r#"{"a":[{"total":"13800137999.50"}],"rate":"15912345678","n":18612345678}"#;
        for printed in ["13800138000", "合计 15912345678", "-18612345678"] {
            assert_eq!(said(printed, facts), 0, "{printed}");
        }
        for other in ["13800138001", "13800137999", "15912345679", "186 1234 5678"] {
            assert_eq!(said(other, facts), 1, "{other}");
        }
        assert_eq!(said("13800138000", r#"{"total":"138001380000000.00"}"#), 0);
        assert_eq!(said("13800138000", r#"{"text":"13800138000（"}"#), 1);
        assert_eq!(said("13800138000", ""), 1);
    }
}
