//! How the program was started: by a command, by a double click, or with a folder dropped on it.

use std::ffi::OsString;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use crate::cli::show;
use crate::files::shown_path;

/// How the program was started.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With a command.
    Command,
    /// Without anything, in a window of its own: it says what it is.
    Alone,
    /// With folders, or files in them, that were dropped on it: the projects that they are, which are built, and what is
    /// no project.
    Dropped {
        /// The folders of the projects, each once.
        projects: Vec<PathBuf>,
        /// What belongs to no project.
        strangers: Vec<PathBuf>,
    },
    /// With a path whose last backslash took the quotation mark behind it.
    Eaten(String),
}

/// What is said to somebody who clicked on the program.
const WELCOME: &str = "juesuan（决算）：由 TOML 数据文件生成部门（单位）决算公开报告的 PDF。

怎样用：
  把程序放在项目文件夹里双击，浏览器里打开工作页；
  把项目文件夹（里面有 juesuan.toml 的那一个）拖到这个程序上，就生成里面的报告；
  或者在项目文件夹里打开命令行，运行 juesuan check 核对、juesuan build 生成，
  juesuan serve 在浏览器里看各单位、填写、生成；
  juesuan --help 显示全部命令。";

/// How the program was started with some arguments, its own name first; `project_of` says which project a path that is
/// there belongs to.
pub(super) fn start(
    arguments: &[OsString],
    has_own_window: bool,
    project_of: impl Fn(&Path) -> Option<PathBuf>,
) -> Start {
    let words = arguments.get(1..).unwrap_or_default();
    if let Some(eaten) = words.iter().find_map(|word| eaten(word.to_str()?)) {
        return Start::Eaten(eaten.to_owned());
    }
    // A word alone is a command, whatever stands in the folder.
    let is_path = |word: &OsString| {
        Path::new(word).is_absolute() || word.to_string_lossy().contains(['/', '\\'])
    };
    match words {
        [] if has_own_window => Start::Alone,
        [] => Start::Command,
        _ if words.iter().all(is_path) => {
            let (mut projects, mut strangers) = (Vec::new(), Vec::new());
            for word in words.iter().map(Path::new) {
                match project_of(word) {
                    Some(project) if projects.contains(&project) => {}
                    Some(project) => projects.push(project),
                    None => strangers.push(word.to_owned()),
                }
            }
            // Typed in a terminal, a path that is no project is a word like any other.
            match projects.is_empty() && !has_own_window {
                true => Start::Command,
                false => Start::Dropped { projects, strangers },
            }
        }
        _ => Start::Command,
    }
}

/// What is said of something that was dropped on the program and belongs to no project.
pub(super) fn explain_stranger(path: &Path) {
    show::remark(&format!(
        "错误[no-project]: {} 不是项目文件夹，里面和上级都没有 juesuan.toml",
        shown_path(path)
    ));
    show::remark(
        "  = 办法: 把里面有 juesuan.toml 的那个文件夹拖到程序上；没有的，juesuan init 文件夹 新建一个",
    );
}

/// The path in a word that goes on behind it: `"D:\a\" build` is one word to Windows, `D:\a" build`.
fn eaten(word: &str) -> Option<&str> {
    let (path, rest) = word.split_once('"')?;
    let mut letters = path.chars();
    let is_drive =
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':');
    let is_path = is_drive || path.starts_with(['\\', '.']) && path.contains('\\');
    (is_path && (rest.is_empty() || rest.starts_with(' '))).then_some(path)
}

/// What the words of an eaten quotation mark are answered with.
pub(super) fn explain_eaten(path: &str) {
    show::remark(&format!(
        "错误[usage]: 路径“{path}\\”末尾的反斜杠吃掉了后面的引号，后面的字都算进了路径"
    ));
    show::remark(&format!(
        "  = 办法: 去掉末尾的反斜杠，写成 \"{path}\"；批处理文件里写 \"%~dp0.\""
    ));
}

/// Says what the program is, and what can be done with it.
pub(super) fn welcome() {
    show::result(WELCOME);
}

/// Keeps the window open until it was read.
pub(super) fn wait() {
    show::result("\n按回车键关闭这个窗口");
    let _ = io::stdin().lock().read_line(&mut String::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How the program was started with some words, where some folders are projects.
    fn with(words: &[&str], has_own_window: bool) -> Start {
        let words = std::iter::once("juesuan").chain(words.iter().copied());
        let arguments: Vec<OsString> = words.map(OsString::from).collect();
        let project_of = |path: &Path| {
            ["/决算 2024", "/决算 2025", "./build", "build", r"D:\决算 2024", r"D:\二"]
                .iter()
                .map(Path::new)
                .find(|known| path.starts_with(known))
                .map(Path::to_owned)
        };
        start(&arguments, has_own_window, project_of)
    }

    /// Dropped with some projects and some strangers.
    fn dropped(projects: &[&str], strangers: &[&str]) -> Start {
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect();
        Start::Dropped { projects: paths(projects), strangers: paths(strangers) }
    }

    #[test]
    fn a_click_a_drop_and_a_command_are_told_apart() {
        assert_eq!(with(&[], true), Start::Alone);
        assert_eq!(with(&[], false), Start::Command);
        for has_own_window in [true, false] {
            for folder in ["/决算 2024", "./build", r"D:\决算 2024"] {
                assert_eq!(with(&[folder], has_own_window), dropped(&[folder], &[]));
            }
            let inside = ["/决算 2024/data/a/2024.toml", "/决算 2025", "/决算 2024/juesuan.toml"];
            let both = dropped(&["/决算 2024", "/决算 2025"], &[]);
            assert_eq!(with(&inside, has_own_window), both);
            let mixed = with(&["/决算 2024", "/nowhere"], has_own_window);
            assert_eq!(mixed, dropped(&["/决算 2024"], &["/nowhere"]));
        }
        assert_eq!(with(&["/nowhere"], true), dropped(&[], &["/nowhere"]));
        for words in [
            &["build"][..],
            &["check"],
            &["--help"],
            &["/决算 2024", "build"],
            &["build", "/决算 2024"],
            &["--project", "/决算 2024"],
        ] {
            assert_eq!(with(words, true), Start::Command, "{words:?}");
        }
        for words in [&["/nowhere"][..], &["./check"], &["/a", "/b"]] {
            assert_eq!(with(words, false), Start::Command, "{words:?}");
        }
    }

    #[test]
    fn a_quotation_mark_that_was_eaten_is_told() {
        for (word, path) in [
            ("D:\\决算 2024\" build", "D:\\决算 2024"),
            ("D:\\决算 2024\"", "D:\\决算 2024"),
            ("D:\" check", "D:"),
            ("\\\\server\\share\" build --draft", "\\\\server\\share"),
            (".\\项目\" check", ".\\项目"),
        ] {
            assert_eq!(eaten(word), Some(path), "{word}");
            assert_eq!(with(&["--project", word], true), Start::Eaten(path.to_owned()));
        }
        for word in [
            "D:\\决算 2024",
            "某单位\"东区\"",
            "他说\"好\" 就好",
            "/tmp/a\"b",
            "D:\\a\"b",
            "因为“涨价”",
            "",
            "\"",
        ] {
            assert_eq!(eaten(word), None, "{word}");
        }
    }
}
