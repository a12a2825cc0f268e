//! The rules that a project does not run or counts for less, as they are shown.

use serde::Serialize;

use crate::check::Relaxed;
use crate::problem::Severity;

/// A relaxed rule for other programs.
#[derive(Debug, Serialize)]
pub(super) struct DescribedRule {
    /// The rule.
    rule: &'static str,
    /// How its findings count by themselves.
    from: Severity,
    /// How they count in this project; none where it does not run.
    to: Option<Severity>,
}

/// The relaxed rules for other programs.
pub(super) fn described(relaxed: &[Relaxed]) -> Vec<DescribedRule> {
    let rules = relaxed.iter().map(|Relaxed { rule, to }| DescribedRule {
        rule: rule.label,
        from: rule.severity,
        to: *to,
    });
    rules.collect()
}

/// The rules that do not run, in a line; none where there are none.
pub(super) fn off(relaxed: &[Relaxed]) -> Option<String> {
    let off: Vec<&str> =
        relaxed.iter().filter(|rule| rule.to.is_none()).map(|rule| rule.rule.label).collect();
    (!off.is_empty()).then(|| {
        format!("juesuan.toml 中设为不查（off）的规则 {} 条：{}", off.len(), off.join("、"))
    })
}

/// The rules that count for less, in a line; none where there are none.
pub(super) fn lowered(relaxed: &[Relaxed]) -> Option<String> {
    let lowered: Vec<String> = relaxed
        .iter()
        .filter_map(|Relaxed { rule, to }| {
            Some(format!("{}（{}改为{}）", rule.label, rule.severity.term(), (*to)?.term()))
        })
        .collect();
    (!lowered.is_empty()).then(|| {
        format!("juesuan.toml 中降低了级别的规则 {} 条：{}", lowered.len(), lowered.join("、"))
    })
}
