//! `juesuan layout check`: what is wrong with layouts, and what they use that has another name since.

use crate::catalog::Catalog;
use crate::cli::layout::args::CheckArgs;
use crate::cli::layout::{check_name, read};
use crate::cli::{Exit, show};
use crate::files::Files;
use crate::layout::{self, FACTS_FORMAT};
use crate::problem::any_error;
use crate::tables::Reading;

/// Checks some layouts, or all.
pub(super) fn run(files: &Files, args: &CheckArgs) -> Exit {
    let names: Vec<String> = match args.layouts.as_slice() {
        [] => layout::names(files).into_iter().collect(),
        some => some.to_vec(),
    };
    let mut exit = Exit::Done;
    for name in &names {
        match check(files, name) {
            Ok(true) => {}
            Ok(false) => exit = Exit::Errors,
            Err(refused) => return refused,
        }
    }
    exit
}

/// Checks one layout; whether it can be used as it is.
fn check(files: &Files, name: &str) -> Result<bool, Exit> {
    check_name(files, name)?;
    let (layout, problems, sources) = read(files, name);
    show::problems(&problems, &sources);
    let catalog = Catalog::default();
    let reading = Reading::new(files, &catalog);
    for gone in layout::gone(files, &layout::chain(files, name)) {
        reading.problem(gone.problem(&reading));
    }
    let gathered = reading.finish();
    show::problems(&gathered.problems, &gathered.sources);
    let count = gathered.problems.len();
    let Some(layout) = layout.filter(|_| !any_error(&problems)) else { return Ok(false) };
    let formats = layout.chain.iter().zip(&layout.formats);
    let old: Vec<&str> = formats
        .filter(|(_, format)| **format < FACTS_FORMAT)
        .map(|(layout, _)| layout.as_str())
        .collect();
    match (count, old.as_slice()) {
        (0, []) => show::result(&format!("{name}：没有问题，照事实格式 {FACTS_FORMAT} 写的")),
        (0, old) => show::result(&format!(
            "{name}：没有要改的；请在 {} 里写 facts-format = {FACTS_FORMAT}",
            settings_of(old)
        )),
        (count, []) => show::result(&format!("{name}：有 {count} 处要改")),
        (count, old) => show::result(&format!(
            "{name}：有 {count} 处要改；改好以后，在 {} 里写 facts-format = {FACTS_FORMAT}",
            settings_of(old)
        )),
    }
    Ok(count == 0)
}

/// The paths of the settings of some layouts.
fn settings_of(layouts: &[&str]) -> String {
    let paths = layouts.iter().map(|layout| format!("layouts/{layout}/layout.toml"));
    paths.collect::<Vec<_>>().join("、")
}
