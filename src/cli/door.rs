//! How the program was started: by a command, by a double click, or with a folder dropped on it.

use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use crate::cli::show;

/// How the program was started.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With a command.
    Command,
    /// Without anything, in a window of its own: it says what it is.
    Alone,
    /// With the folder of a project, which is built.
    Dropped(PathBuf),
    /// With a path whose last backslash took the quotation mark behind it.
    Eaten(String),
}

/// What is said to somebody who clicked on the program.
const WELCOME: &str = "juesuan（决算）：由 TOML 数据文件生成部门（单位）决算公开报告的 PDF。

怎样用：
  把程序放在项目文件夹里双击，浏览器里打开工作页；
  把项目文件夹（里面有 juesuan.toml 的那一个）拖到这个程序上，就生成里面的报告；
  或者在项目文件夹里打开命令行，运行 juesuan check 核对、juesuan build 生成；
  juesuan --help 显示全部命令。";

/// How the program was started with some arguments, its own name first; `is_project` says whether a folder is one.
pub(super) fn start(
    arguments: &[OsString],
    has_own_window: bool,
    is_project: impl Fn(&Path) -> bool,
) -> Start {
    let words = arguments.get(1..).unwrap_or_default();
    if let Some(eaten) = words.iter().find_map(|word| eaten(word.to_str()?)) {
        return Start::Eaten(eaten.to_owned());
    }
    match words {
        [] if has_own_window => Start::Alone,
        [word] => {
            let path = Path::new(word);
            // A word alone is a command, whatever stands in the folder.
            let is_path = path.is_absolute() || word.to_string_lossy().contains(['/', '\\']);
            match is_path && is_project(path) {
                true => Start::Dropped(path.to_owned()),
                false => Start::Command,
            }
        }
        _ => Start::Command,
    }
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

/// Whether the program has a window of its own, which closes when it ends: somebody clicked on it. A console in which
/// commands are typed has a prompt.
pub(super) fn has_own_window() -> bool {
    cfg!(windows)
        && std::env::var_os("PROMPT").is_none()
        && io::stdin().is_terminal()
        && io::stdout().is_terminal()
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

    /// How the program was started with some words, where one folder is a project.
    fn with(words: &[&str], has_own_window: bool) -> Start {
        let words = std::iter::once("juesuan").chain(words.iter().copied());
        let arguments: Vec<OsString> = words.map(OsString::from).collect();
        let is_project = |path: &Path| {
            ["/决算 2024", "./build", "build", r"D:\决算 2024"]
                .iter()
                .any(|known| path == Path::new(known))
        };
        start(&arguments, has_own_window, is_project)
    }

    #[test]
    fn a_click_a_drop_and_a_command_are_told_apart() {
        assert_eq!(with(&[], true), Start::Alone);
        assert_eq!(with(&[], false), Start::Command);
        for folder in ["/决算 2024", "./build", r"D:\决算 2024"] {
            for has_own_window in [true, false] {
                assert_eq!(with(&[folder], has_own_window), Start::Dropped(folder.into()));
            }
        }
        for words in [
            &["build"][..],
            &["check"],
            &["/nowhere"],
            &["./check"],
            &["--help"],
            &["/决算 2024", "build"],
            &["build", "/决算 2024"],
        ] {
            assert_eq!(with(words, true), Start::Command, "{words:?}");
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
