//! Findings as JSON.

use serde_json::{Value, json};

use super::Tally;
use crate::check::Relaxed;
use crate::cli::relaxed::described;
use crate::problem::{Position, describe};
use crate::project::Reviewed;

/// The version of the format.
const FORMAT: u32 = 1;

/// All reports with their findings as one JSON text.
pub(super) fn text(reports: &[Reviewed], tally: &Tally, relaxed: &[Relaxed]) -> String {
    let reports: Vec<Value> = reports.iter().map(report).collect();
    let rules = described(relaxed);
    let all = json!({ "format": FORMAT, "reports": reports, "tally": tally, "relaxed": rules });
    format!("{all:#}")
}

/// One report.
fn report(report: &Reviewed) -> Value {
    let sources = &report.sources;
    let findings: Vec<_> = report.problems.iter().map(|p| describe(p, sources)).collect();
    let checked = report.checked.as_ref();
    let accepted: Vec<Value> = checked
        .map(|checked| checked.accepted.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|(finding, acceptance)| {
            json!({
                "finding": describe(finding, sources),
                "reason": acceptance.reason.value,
                "place": Position::of(acceptance.place, sources),
            })
        })
        .collect();
    let not_run: Vec<Value> = checked
        .map(|checked| checked.not_run.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|(rule, why)| json!({ "rule": rule.label, "why": why }))
        .collect();
    json!({
        "unit": report.selected.folder,
        "name": report.name,
        "year": report.selected.year,
        "checked": checked.is_some(),
        "findings": findings,
        "accepted": accepted,
        "not-run": not_run,
    })
}
