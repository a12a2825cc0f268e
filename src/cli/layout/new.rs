//! `juesuan layout new`: a layout that takes over another.

use std::path::Path;

use crate::cli::layout::args::NewArgs;
use crate::cli::layout::{find, refuse, write_new};
use crate::cli::{Exit, show};
use crate::layout::{self, COMMON, Layout};
use crate::problem::Problem;

/// What no name of a folder may have on some system, besides control characters.
const FORBIDDEN: &str = r#"/\:*?"<>|#'."#;

/// Makes the settings of a new layout.
pub(super) fn run(root: &Path, args: &NewArgs) -> Exit {
    make(root, args).err().unwrap_or(Exit::Done)
}

/// Makes the settings of a new layout, unless there is one of that name.
fn make(root: &Path, args: &NewArgs) -> Result<(), Exit> {
    let name = args.layout.as_str();
    check_new_name(root, name)?;
    let (base, _) = find(root, &args.extends)?;
    let title = args.title.as_deref().unwrap_or(&base.about.title);
    let path = format!("layouts/{name}/layout.toml");
    write_new(root, &path, settings(name, &base, title).as_bytes())?;
    show::result(&format!("已新建 {path}，沿用 {} 的全部文件和设置", base.name));
    show::result(&format!("要用它：在 juesuan.toml 或单位的 unit.toml 里写 layout = \"{name}\""));
    show::result(&format!(
        "要改一个文件：juesuan layout show {name} 列出文件，juesuan layout copy {name} 文件 复制到项目里"
    ));
    Ok(())
}

/// Refuses a name that cannot be a folder's, or is taken.
fn check_new_name(root: &Path, name: &str) -> Result<(), Exit> {
    let bad = name.chars().find(|c| FORBIDDEN.contains(*c) || c.is_control() || c.is_whitespace());
    if name.is_empty() || bad.is_some() || name == COMMON {
        let problem = Problem::error("bad-name", format!("“{name}”不能作版式的名字"))
            .help("用汉字、字母、数字和连字符，如 henan 或 本市；不能有空格、点、斜杠；common 是各版式共用的");
        return Err(refuse(problem));
    }
    if layout::names(root).contains(name) || root.join("layouts").join(name).exists() {
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
    format!(
        "# 版式 {name}：没有写的设置、没有放在这个文件夹里的文件，都用 {below} 的\n\
         name = \"{name}\"          # 与文件夹的名字相同\n\
         extends = \"{below}\"      # 沿用哪一种版式\n\
         title = {title}\n\
         region = {region}\n\
         \n\
         # 适用年度：别的年度用它生成时有警告；不写的与 {below} 相同\n\
         # years = {{ from = 2024, to = 2026 }}\n\
         \n\
         # 一般公共预算支出逐条说明到哪一级：class（类）或 item（项）\n\
         # account-level = \"class\"\n\
         \n\
         # 国有资本经营预算的表是否逐项列年初、年末结转和结余\n\
         # state-capital-balances = true\n\
         \n\
         # 总表依次列出的支出功能分类各类；写了就要写全\n\
         # classes = [\"201\", \"202\"]\n\
         \n\
         # 各用途的字体，按优先次序；只写要改的\n\
         # [fonts]\n\
         # body = [\"FangSong_GB2312\", \"FandolFang R\", \"Noto Serif SC\"]\n"
    )
}

/// Words as TOML writes them.
fn quoted(words: &str) -> String {
    // Escapes of JSON are TOML's as well.
    serde_json::Value::from(words.replace('\u{7f}', "")).to_string()
}
