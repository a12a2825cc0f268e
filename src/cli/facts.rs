//! `juesuan facts`: what a layout sees.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::batch::{NOT_WRITTEN, Prepared, prepare, reason, write_whole};
use crate::cli::args::FactsArgs;
use crate::cli::start::{Opened, open};
use crate::cli::{Exit, show};
use crate::problem::{Problem, Sources};
use crate::read::Reading;

/// Writes the facts of one report to standard output, or its whole folder.
pub(super) fn run(project: &Option<PathBuf>, args: &FactsArgs) -> Exit {
    let selections = [args.select.clone()];
    let opened = match open(project, args.fonts.as_deref(), &selections) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let [selected] = opened.selected.as_slice() else {
        eprintln!(
            "错误[usage]: “{}”对应 {} 份报告，请只写一份",
            args.select,
            opened.selected.len()
        );
        return Exit::Usage;
    };
    let reading = Reading::after(&opened.root, &opened.catalog, &opened.sources);
    let (prepared, problems, sources) = prepare(reading, &opened.project, &opened.fonts, selected);
    show::problems(&problems, &sources);
    let Some(prepared) = prepared else { return Exit::Errors };
    let written = match &args.write {
        Some(folder) => write_folder(folder, &prepared, &opened),
        None => print_facts(&prepared),
    };
    match written {
        Ok(()) => Exit::Done,
        Err(error) => {
            let problem = Problem::error(NOT_WRITTEN, format!("无法写出（{}）", reason(&error)))
                .help("请检查磁盘空间和写入权限，或换一个文件夹");
            show::problems(&[problem], &Sources::default());
            Exit::Failed
        }
    }
}

/// Writes the facts to standard output.
fn print_facts(prepared: &Prepared) -> io::Result<()> {
    let facts = prepared.folder.0.get("facts.json").map(Vec::as_slice).unwrap_or_default();
    match io::stdout().lock().write_all(facts) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes a folder that stock Typst can compile, with the fonts.
fn write_folder(folder: &Path, prepared: &Prepared, opened: &Opened) -> io::Result<()> {
    for (path, contents) in &prepared.folder.0 {
        write_whole(&folder.join(path), contents)?;
    }
    for fonts in &opened.fonts.folders {
        for entry in fs::read_dir(fonts)?.flatten() {
            let target = folder.join("fonts").join(entry.file_name());
            if entry.path().is_file() && !target.exists() {
                fs::create_dir_all(folder.join("fonts"))?;
                fs::copy(entry.path(), target)?;
            }
        }
    }
    let shown = folder.display();
    println!("已写出 {shown}");
    println!("用 Typst 0.15.1 排版：");
    println!(
        "typst compile --root \"{shown}\" --font-path \"{shown}/fonts\" --ignore-system-fonts \
         --pdf-standard 1.7,a-3a,ua-1 \"{shown}/main.typ\""
    );
    Ok(())
}
