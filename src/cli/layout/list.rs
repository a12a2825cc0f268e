//! `juesuan layout list`: all layouts of a project.

use std::collections::BTreeSet;

use crate::cli::layout::read_settings;
use crate::cli::{Exit, show};
use crate::files::{Files, Found, Most};
use crate::layout::{self, COMMON, Origin};
use crate::problem::{Problem, Sources, any_error};

/// Lists all layouts; one that is wrong is listed with the rest, and then said to be wrong.
pub(super) fn run(files: &Files) -> Exit {
    let mut wrong: Vec<(Vec<Problem>, Sources)> =
        vec![(layout::unlisted(files), Sources::default())];
    let names = layout::names(files);
    let read = with_settings(files, &names);
    // What is not used in a folder is told of once, not with every layout that takes it over.
    wrong.push((layout::unused_in(files, COMMON), Sources::default()));
    for name in names {
        let (layout, mut problems, sources) = read_settings(&read, &name);
        if layout.is_some() {
            problems.extend(layout::unused_in(files, &name));
        }
        let origin = origin(files, &name);
        match &layout {
            Some(layout) => {
                let about = &layout.about;
                let years =
                    about.years.map_or_else(|| "各年度".to_owned(), |years| years.to_string());
                let base = layout.chain.get(1).map(|base| format!("，沿用 {base}"));
                let base = base.unwrap_or_default();
                show::result(&format!(
                    "{name}：{}（{}，{years}，{origin}{base}）",
                    about.title, about.region
                ));
            }
            None => show::result(&format!("{name}：设置有错误，不能用（{origin}）")),
        }
        if !problems.is_empty() {
            wrong.push((problems, sources));
        }
    }
    for (problems, sources) in &wrong {
        show::problems(problems, sources);
    }
    if wrong.iter().any(|(problems, _)| any_error(problems)) { Exit::Errors } else { Exit::Done }
}

/// The files of a project with the settings of all layouts at hand: many may take over the same ones.
fn with_settings(files: &Files, names: &BTreeSet<String>) -> Files {
    let settings = names.iter().filter_map(|name| {
        let path = format!("layouts/{name}/layout.toml");
        let found = files.look(&path).ok()??;
        let text = files.read(&path, Most::Layout).ok().filter(|_| Found::is_plain_file(found))?;
        Some((path, String::from_utf8(text).ok()?))
    });
    files.over(settings)
}

/// Where a layout comes from, in the user's words.
pub(super) fn origin(files: &Files, name: &str) -> String {
    if !layout::is_built_in(name) {
        return "自己的".to_owned();
    }
    let merged = layout::merged(files, name);
    let here = merged.values().filter(|file| file.layout == name);
    match here.filter(|file| file.origin != Origin::BuiltIn).count() {
        0 => "自带".to_owned(),
        count => format!("自带，项目里改了 {count} 个文件"),
    }
}
