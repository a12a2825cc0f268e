//! A build as other programs read it.

use serde::Serialize;
use serde_json::Value;

use super::human::name;
use crate::batch::{Entry, Finished, Reply, State};
use crate::check::Relaxed;
use crate::cli::relaxed::{DescribedRule, described as relaxed_rules};
use crate::cli::show;
use crate::problem::{Described, Sources, describe};
use crate::project::Selected;

/// What came of a build.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Outcome<'a> {
    /// The reports in the order of the selection.
    reports: Vec<Report<'a>>,
    /// PDFs that no report of the data is written to any more.
    leftover: &'a [String],
    /// Those of them that were removed.
    pruned: &'a [String],
    /// The rules that the project does not run or counts for less.
    relaxed: Vec<DescribedRule>,
    /// What went wrong besides single reports.
    problems: Vec<Described<'a>>,
    /// The numbers.
    summary: Summary,
}

/// What came of a report.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Report<'a> {
    /// Unit folder and year.
    report: String,
    /// `built`, `unchanged`, `failed` or `left`.
    state: &'static str,
    /// The PDF's path in the output folder.
    pdf: Option<&'a str>,
    /// Its sha256.
    sha256: Option<&'a str>,
    /// Its size.
    bytes: Option<u64>,
    /// How many pages it has.
    pages: Option<usize>,
    /// How many findings are accepted.
    accepted: Option<usize>,
    /// Errors and warnings.
    problems: Vec<&'a Value>,
}

/// The numbers of a build.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Summary {
    /// Reports that were selected.
    selected: usize,
    /// Reports that were built.
    built: usize,
    /// Reports that are as they were.
    unchanged: usize,
    /// Reports that could not be built.
    failed: usize,
    /// Reports that were left because the user asked to stop.
    left: usize,
    /// The pages of the reports that were built.
    pages: usize,
    /// Findings that are accepted, in the reports that are there.
    accepted: usize,
    /// How long it took.
    seconds: f64,
}

/// Writes what came of a build to standard output.
pub(super) fn show(selected: &[Selected], finished: &Finished, relaxed: &[Relaxed], seconds: f64) {
    let mut summary = Summary { selected: selected.len(), seconds, ..Summary::default() };
    let mut reports = Vec::new();
    for (report, state) in selected.iter().zip(&finished.states) {
        let name = name(report);
        reports.push(match state {
            State::Built(entry, reply) => {
                summary.built += 1;
                summary.pages += entry.pages;
                summary.accepted += entry.accepted;
                described(name, "built", Some(entry), Some(reply))
            }
            State::Unchanged(entry) => {
                summary.unchanged += 1;
                summary.accepted += entry.accepted;
                described(name, "unchanged", Some(entry), None)
            }
            State::Failed(reply) => {
                summary.failed += 1;
                described(name, "failed", None, Some(reply))
            }
            State::Left => {
                summary.left += 1;
                described(name, "left", None, None)
            }
        });
    }
    let none = Sources::default();
    let problems = finished.problems.iter().map(|problem| describe(problem, &none)).collect();
    let (leftover, pruned) = (&finished.leftover, &finished.pruned);
    let relaxed = relaxed_rules(relaxed);
    let outcome = Outcome { reports, leftover, pruned, relaxed, problems, summary };
    show::json(&serde_json::to_string_pretty(&outcome).unwrap_or_default());
}

/// A report.
fn described<'a>(
    report: String,
    state: &'static str,
    entry: Option<&'a Entry>,
    reply: Option<&'a Reply>,
) -> Report<'a> {
    let said = reply.into_iter().flat_map(|reply| &reply.said);
    Report {
        report,
        state,
        pdf: entry.map(|entry| entry.pdf.as_str()),
        sha256: entry.map(|entry| entry.sha256.as_str()),
        bytes: entry.map(|entry| entry.bytes),
        pages: entry.map(|entry| entry.pages),
        accepted: entry.map(|entry| entry.accepted),
        problems: said.map(|said| &said.described).collect(),
    }
}
