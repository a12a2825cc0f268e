//! Files as text.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use memchr::memmem;

use crate::files::{self, Most, Unread};
use crate::model::place::{FileNumber, Place};
use crate::problem::Problem;
use crate::read::reading::Reading;

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileError {
    /// It is not there.
    Missing,
    /// It is there and unreadable; a problem was noted.
    Unreadable,
}

/// Reads a text file of the project; a file that is not there is no problem yet.
pub(super) fn read(reading: &Reading<'_>, path: &str) -> Result<(FileNumber, Arc<str>), FileError> {
    let bytes = match files::read(&reading.root.join(path), Most::Data) {
        Ok(bytes) => bytes,
        Err(Unread::Missing) => {
            reading.absent(path);
            return Err(FileError::Missing);
        }
        Err(unread) => {
            let number = reading.source(path.to_owned(), String::new());
            reading.problem(unread.problem(path).at(Place::new(number, 0..0), ""));
            return Err(FileError::Unreadable);
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let number = reading.source(path.to_owned(), text);
            let text = reading.file(number).map(|source| source.text).unwrap_or_default();
            Ok((number, text))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let number = reading.source(path.to_owned(), text);
            reading.problem(
                Problem::error("not-utf8", format!("文件 {path} 不是 UTF-8 编码"))
                    .at(Place::new(number, at..at + 1), "从这里开始不是 UTF-8 文字")
                    .help("请用记事本打开，“另存为”时编码选 UTF-8"),
            );
            Err(FileError::Unreadable)
        }
    }
}

/// Whether a file can be read and has some words.
pub(super) fn has(reading: &Reading<'_>, path: &str, words: &str) -> bool {
    let bytes = files::read(&reading.root.join(path), Most::Data);
    bytes.is_ok_and(|bytes| memmem::find(&bytes, words.as_bytes()).is_some())
}

/// The problem of a file that is not there; Windows likes to hide an ending `.txt`.
pub(super) fn missing(reading: &Reading<'_>, path: &str) -> Problem {
    let problem = Problem::error("missing-file", format!("没有文件 {path}"));
    if reading.root.join(format!("{path}.txt")).exists() {
        problem.help(format!(
            "有一个文件叫 {path}.txt，请去掉末尾的 .txt（资源管理器要打开“文件扩展名”）"
        ))
    } else {
        problem
    }
}

/// The problem of a file that is no data file; one with a hidden ending `.txt` was meant to be.
pub(super) fn ignored(path: &str) -> Problem {
    if path.to_lowercase().ends_with(".toml.txt") {
        Problem::error("ignored-file", format!("{path} 的文件名末尾多了 .txt"))
            .help("请去掉末尾的 .txt（资源管理器要打开“文件扩展名”）")
    } else {
        Problem::warning("ignored-file", format!("{path} 不是数据文件，没有用到"))
            .help("附件放 .toml 文件；其他文件请移到别处")
    }
}

/// What is in a folder of the project, sorted by name; nothing if the folder is not there.
pub(super) fn folder(reading: &Reading<'_>, path: &str) -> Vec<String> {
    let names = list(&reading.root.join(path), "");
    reading.listed(path, &names);
    names
}

/// The files with an ending in a folder, sorted by name; none if the folder is not there.
pub fn list(folder: &Path, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(ending) && !name.starts_with('.') && !name.starts_with('~'))
        .collect();
    names.sort();
    names
}
