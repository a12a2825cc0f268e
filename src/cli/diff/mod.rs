//! `juesuan diff`: what differs between two reports.

mod human;
mod json;
mod named;

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::args::{DiffArgs, DiffFormat};
use crate::cli::start::{failed, root, root_if_any};
use crate::cli::{Exit, show};
use crate::editions::{Difference, Side};
use crate::engine::{Engine, Fonts};
use crate::problem::{Problem, Sources};
use crate::project::Noted;
use named::Named;

/// What is said when nothing is compared.
const NOTHING_COMPARED: &str = "没有比较";

/// Compares two reports.
pub(super) fn run(project: &Option<PathBuf>, args: &DiffArgs) -> Exit {
    let (old, new) = (Named::of(&args.old), Named::of(&args.new));
    let needs_project = [&old, &new].iter().any(|named| named.is_of_project());
    // Where neither is in the project, one need not be there.
    let root = match needs_project {
        true => root(project, NOTHING_COMPARED).map(Some),
        false => Ok(root_if_any(project)),
    };
    let root = match root {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    if let Some(folder) = args.fonts.as_deref().filter(|folder| !crate::files::is_folder(folder)) {
        let headline = format!("没有字体文件夹 {}", crate::files::shown_path(folder));
        let problem = Problem::error("missing-font", headline).help("请核对 --fonts 后面的路径");
        return failed(&[problem], &Sources::default(), NOTHING_COMPARED);
    }
    let here = std::env::current_dir().unwrap_or_default();
    let fonts = Fonts::load(root.as_deref().unwrap_or(&here), args.fonts.as_deref());
    let mut engine = Engine::new(Arc::new(fonts));
    let report = args.report.as_deref();
    let mut read = |named: &Named| {
        let side = named.read(root.as_deref(), report, &mut engine);
        side.map_err(|Noted { problems, sources }| failed(&problems, &sources, NOTHING_COMPARED))
    };
    let sides: Result<(Side, Side), Exit> = read(&old).and_then(|old| Ok((old, read(&new)?)));
    let (old, new) = match sides {
        Ok(sides) => sides,
        Err(exit) => return exit,
    };
    let difference = Difference::between(&old, &new);
    match args.format {
        DiffFormat::Human => human::show(&old, &new, &difference),
        DiffFormat::Json => show::json(&json::text(&old, &new, &difference)),
    }
    Exit::Done
}
