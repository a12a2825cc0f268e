//! `juesuan facts`: what a layout sees.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::FactsArgs;
use crate::cli::start::{NOTHING_BUILT, fonts, open};
use crate::cli::{Exit, show};
use crate::engine::Fonts;
use crate::files::{Most, bad_link, copy, is_absent, list, look, read, shown_path, write_whole};
use crate::layout::is_main_file;
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
    let taken = args.write.as_deref().and_then(|folder| Some((folder, in_use(folder)?)));
    if let Some((folder, why)) = taken {
        let headline = format!("文件夹 {} {why}", shown_path(folder));
        let problem = Problem::error("folder-in-use", headline)
            .help("--write 后面请写一个新的或空的文件夹；以前用它写出过的也可以");
        show::problems(&[problem], &Sources::default());
        return Exit::Errors;
    }
    let written = match &args.write {
        Some(folder) => write_folder(folder, &prepared, &fonts),
        None => {
            print_facts(&prepared);
            Ok(())
        }
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
fn print_facts(prepared: &Prepared<'_>) {
    let facts = prepared.folder.0.get("facts.json").map(Vec::as_slice).unwrap_or_default();
    show::json(String::from_utf8_lossy(facts).trim_end());
}

/// Writes a folder that stock Typst can compile, with the fonts. Facts of an earlier run are replaced; layout files that
/// are there stay, since somebody may be working on them.
fn write_folder(folder: &Path, prepared: &Prepared<'_>, fonts: &Fonts) -> io::Result<()> {
    let mut kept = 0;
    for (path, contents) in &prepared.folder.0 {
        let target = folder.join(path);
        if bad_link(folder, path).is_some() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
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
    let shown = shown_path(folder);
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

/// Why a folder may not be written into, which must be new, empty, or as this command wrote it before; no link in it is
/// followed.
fn in_use(folder: &Path) -> Option<String> {
    if list(folder).is_ok_and(|entries| entries.unwrap_or_default().is_empty()) {
        return None;
    }
    for name in ["main.typ", "facts.json", "layout.json", "layouts", "fonts"] {
        let is_link = look(&folder.join(name)).is_ok_and(|found| found.is_some_and(|f| f.is_link));
        if is_link {
            return Some(format!("里的 {name} 是链接（快捷方式）"));
        }
    }
    let main = read(&folder.join("main.typ"), Most::Layout).unwrap_or_default();
    let has_facts = look(&folder.join("facts.json")).is_ok_and(|found| found.is_some());
    match is_main_file(&main) && has_facts {
        true => None,
        false if main.is_empty() => Some("里有别的东西".to_owned()),
        false => Some("里有别的东西，或其中的 main.typ 改过".to_owned()),
    }
}
