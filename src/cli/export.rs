//! `juesuan export`: the statements of reports for a spreadsheet, and the workbooks to be filled in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::{ExportArgs, ExportForm};
use crate::cli::start::{Opened, fonts, open};
use crate::cli::{Exit, show};
use crate::engine::{Engine, PrintedStatement, forget};
use crate::exchange::fill;
use crate::exchange::statements::{csv_files, workbook};
use crate::files::{shown_path, write_whole};
use crate::layout;
use crate::problem::{Problem, Sources, any_failure, reason};
use crate::project::{Noted, Purpose, Selected, file_stem};

/// What is said when nothing at all is written.
const NOTHING_WRITTEN: &str = "未写出任何文件";

/// What became of a report.
enum Outcome {
    /// Its statements were written, into a file or a folder, so many of them.
    Written(PathBuf, usize),
    /// Its workbook was written.
    ToFill(PathBuf),
    /// Its data or its layout have errors.
    Refused,
    /// The machine failed.
    Failed,
}

/// Writes the statements of the reports that were chosen; one that has errors is told and left out.
pub(super) fn run(project: &Option<PathBuf>, args: &ExportArgs) -> Exit {
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
    let (mut written, mut refused, mut failed) = (0, 0, 0);
    for selected in &opened.chosen.reports {
        match export(&opened, &mut engine, selected, args.to, &out) {
            Outcome::Written(path, count) => {
                show::result(&format!("已写出 {}（{count} 张表）", shown_path(&path)));
                written += 1;
            }
            Outcome::ToFill(path) => {
                show::result(&format!("已写出 {}", path.display()));
                written += 1;
            }
            Outcome::Refused => refused += 1,
            Outcome::Failed => failed += 1,
        }
    }
    let all = opened.chosen.reports.len();
    show::remark(&format!("共 {all} 份：已写出 {written}，未写出 {}", refused + failed));
    match (failed, refused) {
        (0, 0) => Exit::Done,
        (0, _) => Exit::Errors,
        _ => Exit::Failed,
    }
}

/// Writes the statements of one report.
fn export(
    opened: &Opened,
    engine: &mut Engine,
    selected: &Selected,
    form: ExportForm,
    out: &Path,
) -> Outcome {
    let refused = |problems: &[Problem], sources: &Sources| {
        show::problems(problems, sources);
        show::remark(&format!("未写出 {}/{}", selected.folder, selected.year));
        if any_failure(problems) { Outcome::Failed } else { Outcome::Refused }
    };
    if let Some(problem) = opened.chosen.census.misplaced(&selected.folder) {
        return refused(std::slice::from_ref(problem), &opened.sources);
    }
    if form == ExportForm::Workbook {
        return match to_fill(opened, selected, &out.join(selected.year.to_string())) {
            Ok(path) => Outcome::ToFill(path),
            Err(problem) => refused(&[problem], &opened.sources),
        };
    }
    let (prepared, Noted { problems, mut sources }) =
        opened.project.prepare(engine.fonts(), selected, Purpose::Publication);
    let Some(prepared) = prepared else { return refused(&problems, &sources) };
    let statements = prepared.statements(engine, &mut sources);
    forget(0);
    let statements = match statements {
        Ok(statements) => statements,
        Err(problems) => {
            // The engine knows a file that a layout takes over as the layout's own.
            sources.rename(|path| layout::real_path(&opened.project.files, path));
            return refused(&problems, &sources);
        }
    };
    if statements.is_empty() {
        let headline = format!("{}/{} 的版式没有决算表", selected.folder, selected.year);
        let problem = Problem::error("no-statements", headline)
            .help("版式的 layout.toml 中 statements 列出要印的表；自己写的表要用 common/table.typ 的 ruled-statement，程序才认得");
        return refused(&[problem], &sources);
    }
    let stem = file_stem(&opened.project.settings, &prepared.report.unit, selected.year);
    match write(&statements, &out.join(selected.year.to_string()), &stem, form) {
        Ok(path) => Outcome::Written(path, statements.len()),
        Err(reason) => refused(&[unwritten(&format!("{stem} 的表"), &reason)], &sources),
    }
}

/// Writes the workbook of a report that is to be filled in into a folder.
fn to_fill(opened: &Opened, selected: &Selected, folder: &Path) -> Result<PathBuf, Problem> {
    let settings = &opened.project.settings;
    let unit = opened.chosen.census.unit(&selected.folder);
    let stem = match unit {
        Some(unit) => file_stem(settings, unit, selected.year),
        None => format!("{}{}年度", selected.folder, selected.year),
    };
    let path = folder.join(format!("{stem}填报表.xlsx"));
    let bytes = fill::workbook(&opened.project, selected).map_err(|why| {
        Problem::error("no-workbook", format!("{stem}填报表做不出来：{why}"))
            .help("改正以后再运行 juesuan export")
    })?;
    write_whole(&path, &bytes)
        .map_err(|error| unwritten(&format!("{stem}填报表"), &reason(&error)))?;
    Ok(path)
}

/// The problem of something that could not be written.
fn unwritten(what: &str, why: &str) -> Problem {
    Problem::error("not-written", format!("{what}无法写出（{why}）"))
        .help("请检查磁盘空间和写入权限；Windows 上请先关闭正在打开这个文件的程序")
}

/// Writes statements under a name into a folder: a workbook, or a folder of CSV files. An error is the reason.
fn write(
    statements: &[PrintedStatement],
    folder: &Path,
    stem: &str,
    form: ExportForm,
) -> Result<PathBuf, String> {
    match form {
        ExportForm::Xlsx => {
            let path = folder.join(format!("{stem}.xlsx"));
            let bytes = workbook(statements, stem).map_err(|error| error.to_string())?;
            write_whole(&path, &bytes).map_err(|error| reason(&error))?;
            Ok(path)
        }
        ExportForm::Csv => {
            let folder = folder.join(stem);
            for (name, bytes) in csv_files(statements).map_err(|error| error.to_string())? {
                write_whole(&folder.join(name), &bytes).map_err(|error| reason(&error))?;
            }
            Ok(folder)
        }
        ExportForm::Workbook => Err("填报表不是决算表".to_owned()),
    }
}
