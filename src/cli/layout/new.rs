//! `juesuan layout new`: a layout that takes over another.

use crate::cli::layout::args::NewArgs;
use crate::cli::layout::{find, refuse, write_new};
use crate::cli::{Exit, show};
use crate::fields::layout::layout as fields;
use crate::fields::sample;
use crate::files::{Files, device};
use crate::layout::{self, COMMON, FACTS_FORMAT, Layout};
use crate::model::code::ClassCode;
use crate::problem::{Problem, steers};

/// What no name of a folder may have on some system, besides control characters.
const FORBIDDEN: &str = r#"/\:*?"<>|#'."#;

/// Makes the settings of a new layout.
pub(super) fn run(files: &Files, args: &NewArgs) -> Exit {
    make(files, args).err().unwrap_or(Exit::Done)
}

/// Makes the settings of a new layout, unless there is one of that name.
fn make(files: &Files, args: &NewArgs) -> Result<(), Exit> {
    let name = args.layout.as_str();
    check_new_name(files, name)?;
    let (base, _) = find(files, &args.extends)?;
    let title = args.title.as_deref().unwrap_or(&base.about.title);
    let path = format!("layouts/{name}/layout.toml");
    write_new(files, &path, settings(name, &base, title).as_bytes())?;
    show::result(&format!("已新建 {path}，沿用 {} 的全部文件和设置", base.name));
    show::result(&format!("要用它：在 juesuan.toml 或单位的 unit.toml 里写 layout = \"{name}\""));
    show::result(&format!(
        "要改一个文件：juesuan layout show {name} 列出文件，juesuan layout copy {name} 文件 复制到项目里"
    ));
    Ok(())
}

/// Refuses a name that cannot be a folder's, or is taken.
fn check_new_name(files: &Files, name: &str) -> Result<(), Exit> {
    let bad = name.chars().find(|c| FORBIDDEN.contains(*c) || steers(*c) || c.is_whitespace());
    if name.is_empty() || bad.is_some() || device(name).is_some() || name == COMMON {
        let problem = Problem::error("bad-name", format!("“{name}”不能作版式的名字"))
            .help("用汉字、字母、数字和连字符，如 henan 或 本市；不能有空格、点、斜杠，不能是 con、aux 这样系统留给设备的名字；common 是各版式共用的");
        return Err(refuse(problem));
    }
    if layout::names(files).contains(name)
        || !matches!(files.is_absent(format!("layouts/{name}")), Ok(true))
    {
        let problem =
            Problem::error("existing-layout", format!("已经有版式 {name} 了，没有改动它"))
                .help("请换一个名字");
        return Err(refuse(problem));
    }
    Ok(())
}

/// The settings of a new layout, explained.
fn settings(name: &str, base: &Layout, title: &str) -> String {
    let title = quoted(title);
    let below = &base.name;
    let region = quoted(&base.about.region);
    let head = format!(
        "# 版式 {name}：没有写的设置、没有放在这个文件夹里的文件，都用 {below} 的；要改哪一条，去掉行首的 #\n\
         name = \"{name}\"          # 与文件夹的名字相同\n\
         extends = \"{below}\"      # 沿用哪一种版式\n\
         facts-format = {FACTS_FORMAT}         # 照哪一版的事实写的\n\
         title = {title}\n\
         region = {region}\n"
    );
    let written =
        [&fields::NAME, &fields::EXTENDS, &fields::FACTS_FORMAT, &fields::TITLE, &fields::REGION];
    let list = |names: Vec<&str>| {
        let names: Vec<String> = names.into_iter().map(quoted).collect();
        format!("[{}]", names.join(", "))
    };
    let own = [
        (&fields::PARTS, list(base.style.parts())),
        (&fields::STATEMENTS, list(base.style.statements())),
        (&fields::SECTIONS_IN_ORDER, list(base.style.sections())),
        (&fields::CLASSES, list(base.classes.iter().map(ClassCode::as_str).collect())),
    ];
    head + &sample(
        &fields::SHAPE,
        &written.map(|field| field.key),
        &own.map(|(field, value)| (field.key, value)),
    )
}

/// Words as TOML writes them.
fn quoted(words: &str) -> String {
    // Escapes of JSON are TOML's as well.
    serde_json::Value::from(words.replace('\u{7f}', "")).to_string()
}
