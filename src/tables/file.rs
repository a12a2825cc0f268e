//! Files as text.

use std::io;
use std::sync::Arc;

use memchr::memmem;

use crate::files::{Entry, Files, Most, Unread, is_hidden, is_put_there};
use crate::model::place::{FileNumber, Place};
use crate::problem::{Problem, reason};
use crate::tables::garbled::garbled;
use crate::tables::reading::Reading;

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileError {
    /// It is not there.
    Missing,
    /// It is there and unreadable; a problem was noted.
    Unreadable,
}

/// Reads a text file of the project; a file that is not there is no problem yet.
pub(crate) fn read(reading: &Reading<'_>, path: &str) -> Result<(FileNumber, Arc<str>), FileError> {
    let bytes = match reading.files.read(path, Most::Data) {
        Ok(bytes) => bytes,
        Err(Unread::Missing) => return Err(FileError::Missing),
        Err(unread) => {
            reading.problem_once(noted(reading, path, unread.problem(path)));
            return Err(FileError::Unreadable);
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let garbled = garbled(&text);
            let number = reading.source(path.to_owned(), text);
            if let Some((range, words)) = garbled {
                reading.problem(saved_as_gbk(path, Place::new(number, range), &words));
                return Err(FileError::Unreadable);
            }
            let text = reading.file(number).map(|source| source.text).unwrap_or_default();
            Ok((number, text))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let problem = not_utf8(reading, path, error.as_bytes(), at);
            reading.problem(problem);
            Err(FileError::Unreadable)
        }
    }
}

/// The problem of a file whose words were opened as GBK and saved again.
fn saved_as_gbk(path: &str, place: Place, words: &str) -> Problem {
    let headline =
        format!("文件 {path} 里的汉字成了乱码：存成 UTF-8 的字被当成 GBK 打开，又存了一次");
    Problem::error("garbled", headline)
        .at(place, format!("本来是“{words}”"))
        .help("乱码里有的字已经丢了，请用存乱以前的那一份（备份、邮件里的附件、填报表）")
        .help("以后用记事本打开、保存，“编码”选 UTF-8")
}

/// The problem of a file in another encoding, which is named and read for the excerpt where it can be told.
fn not_utf8(reading: &Reading<'_>, path: &str, bytes: &[u8], at: usize) -> Problem {
    let decoded = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => Some(("UTF-16", encoding.decode(bytes).0)),
        None => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| ("GBK（记事本里叫 ANSI）", text)),
    };
    let help = "请用记事本打开这个文件（字看上去是对的），“另存为”，“编码”选 UTF-8，存回原来的名字";
    match decoded {
        Some((encoding, text)) => {
            let at = text.find(|c: char| !c.is_ascii()).unwrap_or_default();
            let first = text.get(at..).and_then(|rest| rest.chars().next());
            let end = at + first.map_or(0, char::len_utf8);
            let number = reading.source(path.to_owned(), text.into_owned());
            Problem::error("not-utf8", format!("文件 {path} 是 {encoding} 编码，不是 UTF-8"))
                .at(Place::new(number, at..end), "从这里起的汉字不是按 UTF-8 存的")
                .help(help)
        }
        None => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let number = reading.source(path.to_owned(), text);
            Problem::error("not-utf8", format!("文件 {path} 不是 UTF-8 编码"))
                .at(Place::new(number, at..at + 1), "从这里开始不是 UTF-8 文字")
                .help(help)
        }
    }
}

/// Whether a file can be read and has some words.
pub(crate) fn has(reading: &Reading<'_>, path: &str, words: &str) -> bool {
    let bytes = reading.files.read(path, Most::Data);
    bytes.is_ok_and(|bytes| memmem::find(&bytes, words.as_bytes()).is_some())
}

/// The problem of a file that is not there; Windows likes to hide an ending `.txt`.
pub(crate) fn missing(reading: &Reading<'_>, path: &str) -> Problem {
    misnamed(&reading.files, path, Problem::error("missing-file", format!("没有文件 {path}")))
}

/// The problem of a file that is not there, with the one beside it that seems to be meant.
pub(crate) fn misnamed(files: &Files, path: &str, problem: Problem) -> Problem {
    if files.is_there(format!("{path}.txt")) {
        return problem.help(format!(
            "有一个文件叫 {path}.txt，请去掉末尾的 .txt（资源管理器要打开“文件扩展名”）"
        ));
    }
    match in_other_case(files, path) {
        Some(name) => problem.help(format!("有一个文件叫 {name}，请改名，文件名都用小写字母")),
        None => match copy_of(files, path) {
            Some(name) => {
                let right = path.rsplit('/').next().unwrap_or(path);
                problem.help(format!("有一个文件叫 {name}：要用的就是它的，请改名为 {right}"))
            }
            None => problem,
        },
    }
}

/// The name of a file that differs from a missing one only in the case of letters.
fn in_other_case(files: &Files, path: &str) -> Option<String> {
    let (folder, wanted) = path.rsplit_once('/')?;
    let entries = files.list(folder).ok()??.into_iter();
    entries.map(|entry| entry.name).find(|name| name.to_lowercase() == wanted)
}

/// The name of a file that seems to be a copy of a missing one, such as `2024 - 副本.toml` or `2024年.toml`.
fn copy_of(files: &Files, path: &str) -> Option<String> {
    let (folder, wanted) = path.rsplit_once('/')?;
    let stem = wanted.strip_suffix(".toml")?;
    let entries = files.list(folder).ok()??.into_iter();
    let is_copy = |name: &String| {
        let rest = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".toml"));
        rest.is_some_and(|rest| rest.chars().next().is_some_and(|c| !c.is_ascii_alphanumeric()))
    };
    entries.filter(|entry| entry.found.is_file()).map(|entry| entry.name).find(is_copy)
}

/// The problem of a file that is no data file; one with a hidden ending `.txt` was meant to be, and so was one that is
/// hidden itself.
pub(crate) fn ignored(path: &str) -> Problem {
    let hidden = path.rsplit('/').next().filter(|name| is_hidden(name));
    if let Some(mark) = hidden.and_then(|name| name.chars().next()) {
        Problem::error("hidden-file", format!("{path} 的名字以“{mark}”开头，没有用到"))
            .help(format!("要用的，改掉名字开头的“{mark}”；不要的，请移出 data"))
    } else if path.to_lowercase().ends_with(".toml.txt") {
        Problem::error("ignored-file", format!("{path} 的文件名末尾多了 .txt"))
            .help("请去掉末尾的 .txt（资源管理器要打开“文件扩展名”）")
    } else {
        Problem::warning("ignored-file", format!("{path} 不是数据文件，没有用到"))
            .help("附件放 .toml 文件；其他文件请移到别处")
    }
}

/// What people put into a folder of the project, sorted by name; nothing if the folder is not there. A folder that cannot
/// be read is noted.
pub(crate) fn folder(reading: &Reading<'_>, path: &str) -> Vec<Entry> {
    match (reading.files.bad_link(path), reading.files.list(path)) {
        (None, Ok(entries)) => {
            let entries = entries.unwrap_or_default().into_iter();
            entries.filter(|entry| is_put_there(&entry.name)).collect()
        }
        (Some(link), _) => {
            reading.problem_once(noted(reading, path, link.problem()));
            Vec::new()
        }
        (None, Err(error)) => {
            reading.problem_once(unreadable_folder(reading, path, &error));
            Vec::new()
        }
    }
}

/// The problem of a folder that cannot be read.
pub(crate) fn unreadable_folder(reading: &Reading<'_>, path: &str, error: &io::Error) -> Problem {
    let problem = match reading.files.bad_link(path) {
        Some(link) => link.problem(),
        None if reading.files.is_file(path) => {
            Problem::error("not-a-folder", format!("{path} 是文件，这里应当是文件夹"))
                .help("请把这个文件移走；要放在里面的文件，另建文件夹放")
        }
        None => {
            let headline = format!("文件夹 {path} 无法读取（{}）", reason(error));
            Problem::error("unreadable-folder", headline)
                .help("请检查有无读取权限，网络盘是否接通；里面有什么读不出来，所以不生成")
        }
    };
    noted(reading, path, problem)
}

/// The problem of a file or folder whose name cannot be written down.
pub(crate) fn unnamed(path: &str) -> Problem {
    Problem::error(
        "unusable-name",
        format!("{path} 的名字不能用：不是 UTF-8 文字，或有控制字符、反斜杠"),
    )
    .help("请改名；多半是在别的电脑上打包、解包时名字乱了。用不到的，请移出 data")
}

/// A problem of something in the project that was not read, with its path as its place.
pub(crate) fn noted(reading: &Reading<'_>, path: &str, problem: Problem) -> Problem {
    let number = reading.source(path.to_owned(), String::new());
    problem.at(Place::new(number, 0..0), "")
}
