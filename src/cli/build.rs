//! `juesuan build`: reports as PDF.

use std::path::PathBuf;

use crate::batch::build_one;
use crate::cli::args::BuildArgs;
use crate::cli::start::open;
use crate::cli::{Exit, show};
use crate::read::Reading;

/// Builds the selected reports; one that fails does not stop the others.
pub(super) fn run(project: &Option<PathBuf>, args: &BuildArgs) -> Exit {
    let opened = match open(project, args.fonts.as_deref(), &args.select) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let out = args.out.clone().unwrap_or_else(|| opened.root.join("out"));
    let mut failed = 0;
    for selected in &opened.selected {
        let reading = Reading::after(&opened.root, &opened.catalog, &opened.sources);
        let outcome = build_one(reading, &opened.project, &opened.fonts, selected, &out);
        show::problems(&outcome.problems, &outcome.sources);
        match outcome.built {
            Some(built) => {
                let shown = built.path.strip_prefix(&opened.root).unwrap_or(&built.path);
                println!("已生成 {}（{} 页）", shown.display(), built.pages);
            }
            None => {
                failed += 1;
                let errors = show::errors(&outcome.problems);
                eprintln!(
                    "未生成 {}/{}：{errors} 处错误，原有的 PDF 未动",
                    selected.folder, selected.year
                );
            }
        }
    }
    if failed == 0 { Exit::Done } else { Exit::Errors }
}
