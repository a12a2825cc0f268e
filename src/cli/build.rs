//! `juesuan build`: reports as PDF.

use std::path::{Path, PathBuf};

use crate::batch::{Outcome, Purpose, build_one};
use crate::cli::args::BuildArgs;
use crate::cli::start::{NOTHING_BUILT, fonts, open};
use crate::cli::{Exit, show};
use crate::problem::any_failure;
use crate::read::Reading;

/// Builds the selected reports; one that fails does not stop the others.
pub(super) fn run(project: &Option<PathBuf>, args: &BuildArgs) -> Exit {
    let opened = open(project, &args.select, NOTHING_BUILT);
    let ready = opened.and_then(|opened| {
        let fonts = fonts(&opened, args.fonts.as_deref())?;
        Ok((opened, fonts))
    });
    let (opened, fonts) = match ready {
        Ok(ready) => ready,
        Err(exit) => return exit,
    };
    let out = args.out.clone().unwrap_or_else(|| opened.root.join("out"));
    let purpose = if args.draft { Purpose::Draft } else { Purpose::Publication };
    let mut exit = Exit::Done;
    for selected in &opened.selected {
        let reading = Reading::after(&opened.root, &opened.catalog, &opened.sources);
        let outcome = build_one(reading, &opened.project, &fonts, selected, &out, purpose);
        show::errors_in_full(&outcome.problems, &outcome.sources);
        match &outcome.built {
            Some(built) => {
                let done = if args.draft { "已生成草稿" } else { "已生成" };
                let warnings = outcome.problems.len() - show::errors(&outcome.problems);
                let seen =
                    if warnings > 0 { format!("，警告 {warnings} 处") } else { String::new() };
                show::result(&format!("{done} {}（{} 页{seen}）", shown(&built.path), built.pages))
            }
            None => {
                let errors = show::errors(&outcome.problems);
                let report = format!("{}/{}", selected.folder, selected.year);
                show::remark(&format!("未生成 {report}：{errors} 处错误，原有的 PDF 未动"));
                exit = worse(exit, &outcome);
            }
        }
    }
    exit
}

/// The exit after a report that was not built: a failure of the machine outweighs errors of the data.
fn worse(exit: Exit, outcome: &Outcome) -> Exit {
    if any_failure(&outcome.problems) || exit == Exit::Failed { Exit::Failed } else { Exit::Errors }
}

/// A path as seen from where the user stands.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}
