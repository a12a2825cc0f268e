//! `juesuan trace`: where a printed number comes from, and where a line of the data goes.

mod human;
mod json;

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::args::{DiffFormat, TraceArgs};
use crate::cli::start::{failed, fonts, open};
use crate::cli::{Exit, show};
use crate::engine::Engine;
use crate::layout;
use crate::problem::any_error;
use crate::project::{Noted, Prepared, Purpose};
use crate::trace::{Asked, Trace};

/// What is said when nothing is traced.
const NOTHING_TRACED: &str = "没有追查";

/// Traces what is asked for in one report.
pub(super) fn run(project: &Option<PathBuf>, args: &TraceArgs) -> Exit {
    let opened = open(project, std::slice::from_ref(&args.report), NOTHING_TRACED);
    let ready = opened.and_then(|opened| {
        let fonts = fonts(&opened, args.fonts.as_deref())?;
        Ok((opened, fonts))
    });
    let (opened, fonts) = match ready {
        Ok(ready) => ready,
        Err(exit) => return exit,
    };
    let [selected] = opened.chosen.reports.as_slice() else {
        let count = opened.chosen.reports.len();
        show::remark(&format!("错误[usage]: “{}”对应 {count} 份报告，请只写一份", args.report));
        return Exit::Usage;
    };
    if let Some(problem) = opened.chosen.census.misplaced(&selected.folder) {
        return failed(std::slice::from_ref(problem), &opened.sources, NOTHING_TRACED);
    }
    let mut engine = Engine::new(Arc::new(fonts));
    // What the check says does not matter here: a wrong number is traced most of all.
    let (prepared, Noted { problems, mut sources }) =
        opened.project.prepare(engine.fonts(), selected, Purpose::Draft);
    let Some(prepared) = prepared else {
        let mut problems = problems;
        if any_error(&problems) {
            problems.retain(|problem| any_error(std::slice::from_ref(problem)));
        }
        return failed(&problems, &sources, NOTHING_TRACED);
    };
    match traced(&prepared, &sources, &mut engine, args) {
        Ok(text) => {
            show::text(text.trim_end());
            Exit::Done
        }
        Err(problems) => {
            sources.rename(|path| layout::real_path(&opened.project.files, path));
            failed(&problems, &sources, NOTHING_TRACED)
        }
    }
}

/// What is found, as it is shown.
fn traced(
    prepared: &Prepared<'_>,
    sources: &crate::problem::Sources,
    engine: &mut Engine,
    args: &TraceArgs,
) -> Result<String, Vec<crate::problem::Problem>> {
    let trace = Trace::of(prepared, sources, engine)?;
    let TraceArgs { report, what, page, statement, row, column, from, format, fonts: _ } = args;
    if let Some(from) = from {
        let reach = trace.reach(from).map_err(|problem| vec![problem])?;
        return Ok(match format {
            DiffFormat::Human => human::reach(&reach),
            DiffFormat::Json => json::reach(report, &reach),
        });
    }
    let asked = Asked {
        what: what.clone(),
        page: *page,
        statement: statement.clone(),
        row: row.clone(),
        column: column.clone(),
    };
    let answer = trace.answer(&asked).map_err(|problem| vec![problem])?;
    Ok(match format {
        DiffFormat::Human => human::answer(&answer),
        DiffFormat::Json => json::answer(report, &answer),
    })
}
