//! Findings that the office has accepted.

mod lapse;
mod notes;

pub(super) use notes::notes;
pub(crate) use notes::private_numbers;

use std::collections::BTreeSet;

use crate::check::rule::Rule;
use crate::check::rules::find;
use crate::model::acceptance::{Acceptance, Covers, Identity};
use crate::problem::{Problem, canonical};

/// Findings sorted by the acceptances.
pub(super) struct Sorted<'a> {
    /// Not accepted.
    pub(super) open: Vec<Problem>,
    /// Accepted, with the acceptance.
    pub(super) accepted: Vec<(Problem, Acceptance)>,
    /// Acceptances that no finding answers to.
    pub(super) idle: Vec<&'a Acceptance>,
}

/// Sorts findings. An acceptance covers one finding: of its rule, at its fields, with its figures and words. One of the
/// earlier form covers those of its rule whose headline contains its words.
pub(super) fn accept(found: Vec<Problem>, acceptances: &[Acceptance]) -> Sorted<'_> {
    let mut meant: Vec<Meant<'_>> = acceptances.iter().map(Meant::new).collect();
    let (mut open, mut accepted) = (Vec::new(), Vec::new());
    for finding in found {
        let identity = finding.identity.as_deref().map(Compared::new);
        let covering = identity.and_then(|identity| covering(&mut meant, &finding, &identity));
        match covering {
            Some(acceptance) => accepted.push((finding, acceptance.clone())),
            None => open.push(finding),
        }
    }
    let idle = meant.into_iter().filter(|meant| !meant.used).map(|meant| meant.acceptance);
    Sorted { open, accepted, idle: idle.collect() }
}

/// The acceptance that covers a finding: one of it alone, or else one of the earlier form, best one that covers nothing yet.
fn covering<'a>(
    meant: &mut [Meant<'a>],
    finding: &Problem,
    identity: &Compared,
) -> Option<&'a Acceptance> {
    let headline = without_blanks(&finding.headline);
    let rank = |meant: &Meant<'_>| {
        if meant.rule != finding.id {
            return None;
        }
        match &meant.covered {
            Covered::Finding(own) => (!meant.used && own == identity).then_some(0),
            Covered::Words(words) if !words.is_empty() && headline.contains(words) => {
                Some(1 + u8::from(meant.used))
            }
            Covered::Words(_) => None,
        }
    };
    let ranked = meant.iter_mut().filter_map(|meant| Some((rank(meant)?, meant)));
    let (_, best) = ranked.min_by_key(|(rank, _)| *rank)?;
    best.used = true;
    Some(best.acceptance)
}

/// An acceptance, ready to be compared with findings.
struct Meant<'a> {
    /// The acceptance.
    acceptance: &'a Acceptance,
    /// Its rule; empty where there is none that may be accepted.
    rule: &'static str,
    /// What it covers.
    covered: Covered,
    /// Whether a finding answered to it.
    used: bool,
}

/// What an acceptance covers, in the form in which it is compared.
enum Covered {
    /// One finding.
    Finding(Compared),
    /// Those whose headline contains some words.
    Words(String),
}

impl<'a> Meant<'a> {
    /// An acceptance to be compared.
    fn new(acceptance: &'a Acceptance) -> Self {
        let rule = find(&acceptance.rule.value).filter(|rule| rule.may_be_accepted());
        let covered = match &acceptance.covers {
            Covers::Finding(identity) => Covered::Finding(Compared::new(identity)),
            Covers::Words(words) => Covered::Words(without_blanks(&words.value)),
        };
        Self { acceptance, rule: rule.map_or("", |rule: &Rule| rule.label), covered, used: false }
    }
}

/// What a finding is recognised by, in the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Compared {
    /// The fields; which of them stands first makes no difference.
    at: BTreeSet<String>,
    /// The figures by what they are worth.
    figures: Vec<String>,
    /// The words in order.
    words: Vec<String>,
}

impl Compared {
    /// What is compared of an identity.
    fn new(identity: &Identity) -> Self {
        let Identity { at, figures, words } = identity;
        let mut words = words.clone();
        words.sort();
        let figures = figures.iter().map(|figure| canonical(figure)).collect();
        Self { at: at.iter().cloned().collect(), figures, words }
    }
}

/// Some words without their blanks, which are easily miswritten.
fn without_blanks(words: &str) -> String {
    words.split_whitespace().collect()
}
