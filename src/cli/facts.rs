//! `juesuan facts`: what a layout sees.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::args::FactsArgs;
use crate::cli::start::{NOTHING_BUILT, fonts, open};
use crate::cli::{Exit, show};
use crate::engine::Fonts;
use crate::files::{copy, is_absent, is_file, list, write_whole};
use crate::problem::{Problem, Sources, any_failure, reason};
use crate::project::{Noted, Prepared, Purpose};

/// Writes the facts of one report to standard output, or its whole folder.
pub(super) fn run(project: &Option<PathBuf>, args: &FactsArgs) -> Exit {
    let selections = [args.select.clone()];
    let opened = open(project, &selections, NOTHING_BUILT);
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
        show::remark(&format!("错误[usage]: “{}”对应 {count} 份报告，请只写一份", args.select));
        return Exit::Usage;
    };
    if let Some(problem) = opened.chosen.census.misplaced(&selected.folder) {
        show::problems(std::slice::from_ref(problem), &opened.sources);
        return Exit::Errors;
    }
    let (prepared, Noted { problems, sources }) =
        opened.project.prepare(&fonts, selected, Purpose::Publication);
    show::problems(&problems, &sources);
    let Some(prepared) = prepared else {
        return if any_failure(&problems) { Exit::Failed } else { Exit::Errors };
    };
    if let Some(folder) = args.write.as_deref().filter(|folder| !is_ours(folder)) {
        let headline = format!("文件夹 {} 里有别的东西", folder.display());
        let problem = Problem::error("folder-in-use", headline)
            .help("--write 后面请写一个新的或空的文件夹；以前用它写出过的也可以");
        show::problems(&[problem], &Sources::default());
        return Exit::Errors;
    }
    let written = match &args.write {
        Some(folder) => write_folder(folder, &prepared, &fonts),
        None => print_facts(&prepared),
    };
    match written {
        Ok(()) => Exit::Done,
        Err(error) => {
            let problem = Problem::error("not-written", format!("无法写出（{}）", reason(&error)))
                .help("请检查磁盘空间和写入权限，或换一个文件夹");
            show::problems(&[problem], &Sources::default());
            Exit::Failed
        }
    }
}

/// Writes the facts to standard output.
fn print_facts(prepared: &Prepared<'_>) -> io::Result<()> {
    let facts = prepared.folder.0.get("facts.json").map(Vec::as_slice).unwrap_or_default();
    match io::stdout().lock().write_all(facts) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes a folder that stock Typst can compile, with the fonts. Facts of an earlier run are replaced; layout files that
/// are there stay, since somebody may be working on them.
fn write_folder(folder: &Path, prepared: &Prepared<'_>, fonts: &Fonts) -> io::Result<()> {
    let mut kept = 0;
    for (path, contents) in &prepared.folder.0 {
        let target = folder.join(path);
        if path.starts_with("layouts/") && !is_absent(&target)? {
            kept += 1;
        } else {
            write_whole(&target, contents)?;
        }
    }
    for folder_of_fonts in &fonts.folders {
        for entry in list(folder_of_fonts)?.unwrap_or_default() {
            let target = folder.join("fonts").join(entry.path.file_name().unwrap_or_default());
            if entry.found.is_file() && is_absent(&target)? {
                copy(&entry.path, &target)?;
            }
        }
    }
    let shown = folder.display();
    show::result(&format!("已写出 {shown}"));
    if kept > 0 {
        show::result("文件夹里原有的版式文件没有改动；要换成现在的版式，请先删去其中的 layouts");
    }
    show::result("用 Typst 0.15.1 排版：");
    show::result(&format!(
        "typst compile --root \"{shown}\" --font-path \"{shown}/fonts\" --ignore-system-fonts \
         --pdf-standard 1.7,a-3a,ua-1 \"{shown}/main.typ\""
    ));
    Ok(())
}

/// Whether a folder may be written into: new, empty, or written by this command before.
fn is_ours(folder: &Path) -> bool {
    let is_empty = list(folder).is_ok_and(|entries| entries.unwrap_or_default().is_empty());
    is_empty || is_file(&folder.join("main.typ")) && is_file(&folder.join("facts.json"))
}
