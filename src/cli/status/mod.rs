//! `juesuan status`: how it stands with the reports, unit by unit.

mod csv;
mod human;
mod json;

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::batch::{Row, Status, Survey, Workplace, in_parallel, out_by, today};
use crate::cli::args::{On, StatusArgs, StatusFormat};
use crate::cli::start::{Opened, check_fonts, open_despite};
use crate::cli::watch::{PATIENCE, watched};
use crate::cli::{Exit, show};
use crate::engine::Fonts;
use crate::problem::Sources;
use crate::project::{Examined, Purpose, Selected};

/// What is said when there is no table.
const NOTHING_LISTED: &str = "没有列出任何单位";

/// What the table itself says of the units.
const TOLD: [&str; 2] = ["no-report", "no-year"];

/// Shows the table; a unit that is missing or cannot be read is a line of it.
pub(super) fn run(folder: &Option<PathBuf>, args: &StatusArgs) -> Exit {
    let opened = open_despite(folder, &args.select, NOTHING_LISTED, &TOLD).and_then(|opened| {
        check_fonts(&opened, args.fonts.as_deref(), NOTHING_LISTED).map(|()| opened)
    });
    let opened = match opened {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let Opened { project, chosen, sources } = &opened;
    let workplace = Workplace {
        out: args.out.clone().unwrap_or_else(|| project.files.root().join("out")),
        fonts: args.fonts.clone(),
        purpose: Purpose::Publication,
    };
    let on = args.on.map(|on| match on {
        On::Day(day) => day,
        On::Today => today(),
    });
    let on = on.map(|on| (on, out_by(project)));
    let survey = Survey::of(project, chosen, sources, &workplace, on);
    show::problems(&survey.problems, &Sources::default());
    let slow = |number: usize| {
        if let Some(Selected { folder, year }) = survey.selected(number) {
            let patience = PATIENCE.as_secs();
            show::remark(&format!("核对 {folder}/{year} 已超过 {patience} 秒，还在继续"));
        }
    };
    let fonts = LazyLock::new(|| Fonts::load(project.files.root(), args.fonts.as_deref()));
    let unshown = |examined: &Examined| project.unshown(args.fonts.is_some(), || &fonts, examined);
    let rows = watched(PATIENCE, slow, |watch| {
        in_parallel(survey.len(), |number| watch.over(number, || survey.row(number, unshown)))
    });
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    let status: Status = survey.table(rows);
    match args.format {
        StatusFormat::Human => human::show(&status),
        StatusFormat::Csv => csv::show(&status),
        StatusFormat::Json => show::json(&json::text(&status)),
    }
    Exit::Done
}
