//! `juesuan notice`: the notices of corrections.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::NoticeArgs;
use crate::cli::start::{Opened, fonts, open};
use crate::cli::{Exit, show};
use crate::editions::{Difference, Edition, Index, Notice, Side};
use crate::engine::{Engine, forget};
use crate::files::{shown_path, write_whole};
use crate::layout;
use crate::problem::{Problem, Sources, any_failure, reason};
use crate::project::{Noted, Prepared, Purpose, Selected, SetNotice, file_stem};

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
    let alone =
        |problem| Outcome::Refused(Noted { problems: vec![problem], sources: Sources::default() });
    let (project, chosen) = (&opened.project, &opened.chosen);
    if let Some(problem) = chosen.census.misplaced(&selected.folder) {
        return alone(problem.clone());
    }
    let (prepared, Noted { problems, mut sources }) =
        project.prepare(engine.fonts(), selected, Purpose::Publication);
    let Some(prepared) = prepared else { return Outcome::Refused(Noted { problems, sources }) };
    let Some(correction) = prepared.report.year.corrections.last() else {
        return Outcome::Uncorrected;
    };
    let why = correction.reason.value.clone();
    let (edition, difference) = match compared(opened, engine, selected, &prepared) {
        Ok(compared) => compared,
        Err(noted) => return Outcome::Refused(noted),
    };
    let Some(notice) = Notice::of(&edition, &why, &difference).filter(|notice| !notice.is_empty())
    else {
        return alone(
            Problem::error("nothing-corrected", "更正前后印出来的没有不同")
                .at(correction.place, "这一次更正")
                .help("请先改正数据，再写更正说明；只改了不印的，不用更正"),
        );
    };
    if !prepared.has_notice() {
        return alone(
            Problem::error(
                "no-notice",
                format!("版式 {} 没有更正说明", prepared.report.layout.value),
            )
            .help("在版式的 layout.toml 里写 documents = [\"report\", \"notice\"]"),
        );
    }
    let json = match serde_json::to_string_pretty(&notice) {
        Ok(json) => json + "\n",
        Err(error) => {
            return alone(Problem::error("facts-failed", format!("更正说明无法生成：{error}")));
        }
    };
    let stem = file_stem(&project.settings, &prepared.report.unit, selected.year) + "更正说明";
    let made = prepared.notice(&stem, json, engine, &mut sources);
    forget(0);
    let SetNotice { pdf, text, pages, warnings } = match made {
        Ok(made) => made,
        Err(problems) => {
            sources.rename(|path| layout::real_path(&project.files, path));
            return Outcome::Refused(Noted { problems, sources });
        }
    };
    show::problems(&warnings, &sources);
    let path = out.join(selected.year.to_string()).join(format!("{stem}.pdf"));
    for (path, bytes) in
        [(path.clone(), pdf.as_slice()), (path.with_extension("txt"), text.as_bytes())]
    {
        if let Err(error) = write_whole(&path, bytes) {
            let headline = format!("无法写入 {}（{}）", shown_path(&path), reason(&error));
            return alone(
                Problem::error("not-written", headline)
                    .help("请检查磁盘空间和写入权限，再运行一次"),
            );
        }
    }
    Outcome::Written(path, pages)
}

/// The edition that is corrected, and what differs since: up to the data as they are, or to the edition after it where
/// that is published already.
fn compared(
    opened: &Opened,
    engine: &mut Engine,
    selected: &Selected,
    prepared: &Prepared<'_>,
) -> Result<(Edition, Difference), Noted> {
    let alone = |problem| Noted { problems: vec![problem], sources: Sources::default() };
    let project = &opened.project;
    let root = project.files.root();
    let index = Index::read(root, selected).map_err(alone)?;
    let corrected = prepared.report.edition();
    let number = corrected.saturating_sub(1);
    let Selected { folder, year } = selected;
    let Some(edition) = index.edition(number) else {
        let headline = format!("{folder}/{year} 没有公开过第 {number} 版，不知道更正以前是什么");
        return Err(alone(Problem::error("no-edition", headline).help(format!(
            "更正以前的要先公开：juesuan publish {folder}/{year}；公开过的在 published 文件夹里"
        ))));
    };
    let label = |number: usize| format!("{folder}/{year} 第 {number} 版");
    let old = Side::of_edition(label(number), root, selected, &index, number, engine)?;
    let new = match index.edition(corrected) {
        Some(_) => Side::of_edition(label(corrected), root, selected, &index, corrected, engine)?,
        None => Side::of_data(label(corrected), project, selected, engine)?,
    };
    Ok((edition.clone(), Difference::between(&old, &new)))
}
