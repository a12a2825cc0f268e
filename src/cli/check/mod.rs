//! `juesuan check`: what is wrong with the data, before anything is set.

mod accept;
mod human;
mod json;
mod sarif;
mod tally;

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::batch::in_parallel;
use crate::check::{RULES, relaxed};
use crate::cli::args::{CheckArgs, Format};
use crate::cli::start::{Opened, check_fonts, open};
use crate::cli::watch::{PATIENCE, watched};
use crate::cli::{Exit, show};
use crate::engine::Fonts;
use crate::problem::{Problem, any_failure};
use crate::project::{Examined, Reviewed, Selected};
use tally::Tally;

/// What is said when no report is checked.
const NOTHING_CHECKED: &str = "没有核对任何报告";

/// Checks the selected reports.
pub(super) fn run(project: &Option<PathBuf>, args: &CheckArgs) -> Exit {
    if args.list {
        list();
        return Exit::Done;
    }
    if let Err(exit) = accept::understood(args) {
        return exit;
    }
    let opened = match open(project, &args.select, NOTHING_CHECKED) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    if let Err(exit) = check_fonts(&opened, args.fonts.as_deref(), NOTHING_CHECKED) {
        return exit;
    }
    let changed = accept::carry_out(&opened, args);
    let slow = |number: usize| {
        if let Some(Selected { folder, year }) = opened.chosen.reports.get(number) {
            let patience = PATIENCE.as_secs();
            show::remark(&format!("核对 {folder}/{year} 已超过 {patience} 秒，还在继续"));
        }
    };
    let fonts = LazyLock::new(|| Fonts::load(opened.project.files.root(), args.fonts.as_deref()));
    let unshown =
        |examined: &Examined| opened.project.unshown(args.fonts.is_some(), || &fonts, examined);
    let reports = watched(PATIENCE, slow, |watch| {
        in_parallel(opened.chosen.reports.len(), |number| {
            let selected = opened.chosen.reports.get(number);
            watch.over(number, || selected.map(|selected| check_with(&opened, selected, unshown)))
        })
    });
    let reports: Vec<Reviewed> = reports.into_iter().flatten().collect();
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

/// Checks one report, without a look at the fonts.
fn check_one(opened: &Opened, selected: &Selected) -> Reviewed {
    check_with(opened, selected, |_| Vec::new())
}

/// Brings up the acceptances of a report that are in the earlier form; how many.
pub(super) fn renewed(opened: &Opened, selected: &Selected) -> Result<usize, Problem> {
    accept::renew(opened, &check_one(opened, selected))
}

/// Checks one report, and looks for more that is wrong with it.
fn check_with(
    opened: &Opened,
    selected: &Selected,
    more: impl Fn(&Examined) -> Vec<Problem>,
) -> Reviewed {
    opened.project.review(&opened.chosen, &opened.sources, selected, more)
}
