//! `juesuan check`: what is wrong with the data, before anything is set.

mod accept;
mod human;
mod json;
mod sarif;
mod tally;

use std::path::PathBuf;

use crate::batch::in_parallel;
use crate::check::{Checked, RULES, relaxed};
use crate::cli::args::{CheckArgs, Format};
use crate::cli::start::{Opened, open};
use crate::cli::watch::{PATIENCE, watched};
use crate::cli::{Exit, show};
use crate::problem::{Problem, Sources, any_failure};
use crate::project::{Derived, Examined, Selected};
use tally::Tally;

/// One report that was checked.
#[derive(Debug)]
struct Report {
    /// Which.
    selected: Selected,
    /// The unit's name, where it could be read.
    name: Option<String>,
    /// Problems of the files and findings of the rules.
    problems: Vec<Problem>,
    /// Accepted findings and the rules that did not run; none where the files have errors.
    checked: Option<Checked>,
    /// The files.
    sources: Sources,
}

/// Checks the selected reports.
pub(super) fn run(project: &Option<PathBuf>, args: &CheckArgs) -> Exit {
    if args.list {
        list();
        return Exit::Done;
    }
    if let Err(exit) = accept::understood(args) {
        return exit;
    }
    let opened = match open(project, &args.select, "没有核对任何报告") {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let changed = accept::carry_out(&opened, args);
    let slow = |number: usize| {
        if let Some(Selected { folder, year }) = opened.chosen.reports.get(number) {
            let patience = PATIENCE.as_secs();
            show::remark(&format!("核对 {folder}/{year} 已超过 {patience} 秒，还在继续"));
        }
    };
    let reports = watched(PATIENCE, slow, |watch| {
        in_parallel(opened.chosen.reports.len(), |number| {
            let selected = opened.chosen.reports.get(number);
            watch.over(number, || selected.map(|selected| check_one(&opened, selected)))
        })
    });
    let reports: Vec<Report> = reports.into_iter().flatten().collect();
    let mut tally = Tally::default();
    for report in &reports {
        tally.add(report);
    }
    let relaxed = relaxed(&opened.project.settings.check);
    match args.format {
        Format::Human => human::show(&reports, &tally, &relaxed, true),
        Format::Short => human::show(&reports, &tally, &relaxed, false),
        Format::Json => show::json(&json::text(&reports, &tally, &relaxed)),
        Format::Sarif => show::json(&sarif::text(&reports)),
    }
    let failed = reports.iter().any(|report| any_failure(&report.problems));
    match tally {
        _ if failed => Exit::Failed,
        _ if changed.is_err() => Exit::Errors,
        tally if tally.errors > 0 || args.strict && tally.warnings > 0 => Exit::Errors,
        _ => Exit::Done,
    }
}

/// Shows the numbers, names and titles of all rules.
fn list() {
    for rule in RULES {
        let severity = rule.severity.term();
        show::result(&format!("{} {severity} {:<34} {}", rule.number, rule.name, rule.title));
    }
}

/// Checks one report.
fn check_one(opened: &Opened, selected: &Selected) -> Report {
    if let Some(problem) = opened.chosen.census.misplaced(&selected.folder) {
        let (selected, problems) = (selected.clone(), vec![problem.clone()]);
        let sources = opened.sources.clone();
        return Report { selected, name: None, problems, checked: None, sources };
    }
    let Examined { derived, mut problems, sources, .. } = opened.project.examine(selected);
    problems.extend(opened.chosen.refused.get(selected).cloned());
    let selected = selected.clone();
    match derived {
        Some(Derived { report, mut checked, .. }) => {
            problems.append(&mut checked.findings);
            let name = Some(report.unit.name.value);
            Report { selected, name, problems, checked: Some(checked), sources }
        }
        None => Report { selected, name: None, problems, checked: None, sources },
    }
}
