//! `juesuan layout show`: one layout, or one of its files.

use crate::cli::layout::args::ShowArgs;
use crate::cli::layout::list::origin;
use crate::cli::layout::{check_name, file, find};
use crate::cli::{Exit, show};
use crate::files::Files;
use crate::layout::{self, COMMON, File, Origin};
use crate::problem::Sources;

/// Shows a layout's settings and files, or the text of one of them.
pub(super) fn run(files: &Files, args: &ShowArgs) -> Exit {
    let name = &args.layout;
    let shown = match &args.file {
        Some(path) => {
            check_name(files, name).and_then(|()| file(files, name, path)).map(|(_, file)| {
                show::text(String::from_utf8_lossy(&file.contents).trim_end());
            })
        }
        None => whole(files, name),
    };
    shown.err().unwrap_or(Exit::Done)
}

/// Shows where a layout comes from, its settings and its files.
fn whole(files: &Files, name: &str) -> Result<(), Exit> {
    let (layout, sources) = find(files, name)?;
    let years = layout.about.years.map_or_else(|| "各年度".to_owned(), |years| years.to_string());
    show::result(&format!("{name}：{}（{}，{years}）", layout.about.title, layout.about.region));
    show::result(&format!("来源：{}", origin(files, name)));
    if layout.chain.len() > 1 {
        show::result(&format!("沿用：{}", layout.chain.join(" → ")));
    }
    for file in files_of_settings(&sources, &layout.chain) {
        show::result(&format!("\n{file}"));
    }
    show::result("\n文件：");
    for (path, file) in layout::merged(files, name) {
        show::result(&format!("  {path}（{}）", place(&file, name)));
    }
    show::result(&format!("\n各版式共用的文件（layouts/{COMMON}）："));
    for (path, file) in layout::merged(files, COMMON) {
        show::result(&format!("  {COMMON}/{path}（{}）", place(&file, COMMON)));
    }
    show::result(&format!(
        "\njuesuan layout show {name} 文件：显示内容；juesuan layout copy {name} 文件：复制到项目里修改"
    ));
    Ok(())
}

/// The settings of each layout of a chain, as they are written; those of the first count before the others'.
fn files_of_settings<'s>(
    sources: &'s Sources,
    chain: &'s [String],
) -> impl Iterator<Item = String> + 's {
    chain.iter().filter_map(|layout| {
        let path = format!("layouts/{layout}/layout.toml");
        let source = sources.all().iter().find(|source| source.name == path)?;
        let lines = source.text.lines().map(|line| format!("  {line}").trim_end().to_owned());
        Some(format!("{path}：\n{}", lines.collect::<Vec<_>>().join("\n")))
    })
}

/// Where a file comes from, in the user's words.
fn place(file: &File, layout: &str) -> String {
    let place = match file.origin {
        Origin::BuiltIn => "自带",
        Origin::Own => "项目里的",
        Origin::Replaced => "项目里的，代替自带的",
    };
    if file.layout == layout {
        place.to_owned()
    } else {
        format!("沿用 {}，{place}", file.layout)
    }
}
