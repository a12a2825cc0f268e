//! `juesuan notice`: the notices of corrections.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::NoticeArgs;
use crate::cli::start::{Opened, fonts, open};
use crate::cli::{Exit, show};
use crate::editions::{CorrectionNotice, correction_notice};
use crate::engine::Engine;
use crate::files::{shown_path, write_whole};
use crate::problem::{Problem, Sources, any_failure, reason};
use crate::project::{Noted, Selected, SetNotice};

/// What is said when no notice is written.
const NOTHING_WRITTEN: &str = "没有写出更正说明";

/// What became of a notice.
enum Outcome {
    /// It was written: where, and how many pages it has.
    Written(PathBuf, usize),
    /// No correction is written in the data.
    Uncorrected,
    /// It could not be made.
    Refused(Noted),
}

/// Writes the notices of the reports that were chosen.
pub(super) fn run(project: &Option<PathBuf>, args: &NoticeArgs) -> Exit {
    let opened = open(project, &args.select, NOTHING_WRITTEN);
    let ready = opened.and_then(|opened| {
        let fonts = fonts(&opened, args.fonts.as_deref())?;
        Ok((opened, fonts))
    });
    let (opened, fonts) = match ready {
        Ok(ready) => ready,
        Err(exit) => return exit,
    };
    let mut engine = Engine::new(Arc::new(fonts));
    let out = args.out.clone().unwrap_or_else(|| opened.project.files.root().join("out"));
    let (mut written, mut uncorrected, mut refused, mut failed) = (0, Vec::new(), 0, false);
    for selected in &opened.chosen.reports {
        let Selected { folder, year } = selected;
        match notice(&opened, &mut engine, selected, &out) {
            Outcome::Written(path, pages) => {
                show::result(&format!("已写出 {}（{pages} 页）", shown_path(&path)));
                written += 1;
            }
            Outcome::Uncorrected => uncorrected.push(format!("{folder}/{year}")),
            Outcome::Refused(Noted { problems, sources }) => {
                show::problems(&problems, &sources);
                show::remark(&format!("未写出 {folder}/{year} 的更正说明"));
                failed |= any_failure(&problems);
                refused += 1;
            }
        }
    }
    if written == 0 && refused == 0 {
        let headline = format!("{} 没有写更正", uncorrected.join("、"));
        let problem = Problem::error("no-correction", headline)
            .help("在年度文件里写 [[corrections]]：date（更正日期）和 reason（原因）");
        show::problems(&[problem], &Sources::default());
        show::remark(NOTHING_WRITTEN);
        return Exit::Errors;
    }
    let all = opened.chosen.reports.len();
    show::remark(&format!(
        "共 {all} 份：已写出 {written}，没有更正 {}，未写出 {refused}",
        uncorrected.len()
    ));
    match refused {
        0 => Exit::Done,
        _ if failed => Exit::Failed,
        _ => Exit::Errors,
    }
}

/// Writes the notice of one report.
fn notice(opened: &Opened, engine: &mut Engine, selected: &Selected, out: &Path) -> Outcome {
    let (project, chosen) = (&opened.project, &opened.chosen);
    if let Some(problem) = chosen.census.misplaced(&selected.folder) {
        let problems = vec![problem.clone()];
        return Outcome::Refused(Noted { problems, sources: Sources::default() });
    }
    let CorrectionNotice { stem, set, sources } = match correction_notice(project, engine, selected)
    {
        Ok(Some(notice)) => notice,
        Ok(None) => return Outcome::Uncorrected,
        Err(noted) => return Outcome::Refused(noted),
    };
    let SetNotice { pdf, text, pages, warnings } = set;
    show::problems(&warnings, &sources);
    let path = out.join(selected.year.to_string()).join(format!("{stem}.pdf"));
    for (path, bytes) in
        [(path.clone(), pdf.as_slice()), (path.with_extension("txt"), text.as_bytes())]
    {
        if let Err(error) = write_whole(&path, bytes) {
            let headline = format!("无法写入 {}（{}）", shown_path(&path), reason(&error));
            let problem = Problem::error("not-written", headline)
                .help("请检查磁盘空间和写入权限，再运行一次");
            return Outcome::Refused(Noted {
                problems: vec![problem],
                sources: Sources::default(),
            });
        }
    }
    Outcome::Written(path, pages)
}
