//! Findings that the office has accepted.

use std::cell::OnceCell;

use memchr::memmem;

use crate::check::rule::{Rule, find};
use crate::check::rules::RULES;
use crate::model::acceptance::Acceptance;
use crate::problem::{Problem, Severity};

/// Findings sorted by the acceptances.
pub(super) struct Sorted<'a> {
    /// Not accepted.
    pub(super) open: Vec<Problem>,
    /// Accepted, with the acceptance.
    pub(super) accepted: Vec<(Problem, Acceptance)>,
    /// Acceptances that no finding answers to.
    pub(super) idle: Vec<&'a Acceptance>,
}

/// Sorts findings: an acceptance covers those of its rule whose headline contains its words.
pub(super) fn accept(found: Vec<Problem>, acceptances: &[Acceptance]) -> Sorted<'_> {
    let words: Vec<String> =
        acceptances.iter().map(|acceptance| without_blanks(&acceptance.finding.value)).collect();
    let meant: Vec<(&str, memmem::Finder<'_>)> = acceptances
        .iter()
        .zip(&words)
        .map(|(acceptance, words)| {
            let label = find(&acceptance.rule.value).map_or("", |rule| rule.label);
            (label, memmem::Finder::new(words))
        })
        .collect();
    let mut used = vec![false; acceptances.len()];
    let (mut open, mut accepted) = (Vec::new(), Vec::new());
    for finding in found {
        let headline = OnceCell::new();
        let mut first = None;
        for ((acceptance, used), (label, words)) in acceptances.iter().zip(&mut used).zip(&meant) {
            let headline = || headline.get_or_init(|| without_blanks(&finding.headline));
            let is_in = |headline: &str| words.find(headline.as_bytes()).is_some();
            if *label == finding.id && !words.needle().is_empty() && is_in(headline()) {
                *used = true;
                first = first.or(Some(acceptance));
            }
        }
        match first {
            Some(acceptance) => accepted.push((finding, acceptance.clone())),
            None => open.push(finding),
        }
    }
    let idle = acceptances.iter().zip(used).filter(|(_, used)| !used).map(|(a, _)| a).collect();
    Sorted { open, accepted, idle }
}

/// Some words without their blanks, which are easily miswritten.
fn without_blanks(words: &str) -> String {
    words.split_whitespace().collect()
}

/// The findings of acceptances that nothing answers to; `not_run` are the rules that did not run.
pub(super) fn idle<'a>(
    acceptances: Vec<&'a Acceptance>,
    not_run: &'a [(&'static Rule, String)],
) -> impl Iterator<Item = Problem> + 'a {
    acceptances.into_iter().map(|acceptance| {
        let rule = &acceptance.rule.value;
        if find(rule).is_none() {
            return Problem::error("unknown-rule", format!("[[accept]] 中没有“{rule}”这条规则"))
                .at(acceptance.rule.place, "没有这条规则")
                .help(format!("规则编号从 {} 起，juesuan check --list 列出全部", first_number()));
        }
        if let Some((_, why)) = not_run.iter().find(|(skipped, _)| skipped.is_called(rule)) {
            let headline = format!("[[accept]] 这次没有用上：{rule} 没有核对（{why}）");
            return Problem {
                severity: Severity::Hint,
                ..Problem::warning("idle-accept", headline)
            }
            .at(acceptance.place, "它说的规则没有核对")
            .help("补上这条规则要的数，再核对一次");
        }
        let words = &acceptance.finding.value;
        Problem::warning(
            "idle-accept",
            format!("[[accept]] 已不起作用：{rule} 没有含 {words} 的结论"),
        )
        .at(acceptance.place, "没有与它相符的结论")
        .help("数据改正了的，请删去这一条；结论中的数变了的，请重新核对后再改")
    })
}

/// The number of the first rule.
fn first_number() -> &'static str {
    RULES.first().map_or("R0101", |rule| rule.number)
}
