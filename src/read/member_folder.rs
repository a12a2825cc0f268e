//! Which folder under `data/` somebody means who names a department's unit.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::model::department::is_folder;
use crate::problem::Problem;
use crate::tables::Reading;
use crate::tables::nearest;

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// A folder, written as it is called.
    Folder(String),
    /// A folder, written in another way.
    Otherwise(String),
    /// Nothing.
    Blank,
    /// Something that is no folder directly under the project's `data/`.
    Elsewhere,
    /// A folder that is not there, with the one that may be meant.
    Unknown(Option<String>),
}

/// What a name means where `data/` holds some folders.
pub(super) fn meant(written: &str, folders: &[String]) -> Meant {
    let exact = folders.iter().find(|folder| *folder == written);
    if let Some(folder) = exact.or(folders.iter().find(|folder| is_folder(written, folder))) {
        return Meant::Folder(folder.clone());
    }
    if written.trim().is_empty() {
        return Meant::Blank;
    }
    let Some(name) = below_data(written) else { return Meant::Elsewhere };
    match folders.iter().find(|folder| plain(folder) == plain(&name)) {
        Some(folder) => Meant::Otherwise(folder.clone()),
        None => {
            let near = nearest(&name, folders.iter().map(String::as_str));
            Meant::Unknown(near.map(str::to_owned))
        }
    }
}

/// The one folder under `data/` that a path leads to, from there or from the project; none where it leads elsewhere.
fn below_data(written: &str) -> Option<String> {
    let path = written.trim().replace(['\\', '＼', '／'], "/");
    let mut letters = path.chars();
    let is_drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.next().is_some_and(|c| c == ':');
    if path.starts_with('/') || is_drive {
        return None;
    }
    let mut way = vec!["data"];
    for step in path.split('/').map(str::trim) {
        match step {
            "" | "." => {}
            ".." => {
                way.pop()?;
            }
            step => way.push(step),
        }
    }
    match way.as_slice() {
        ["data", folder] | ["data", "data", folder] => Some((*folder).to_owned()),
        _ => None,
    }
}

/// A folder's name without what some systems make no difference of: accents apart, large letters, blanks and full stops
/// at the end.
fn plain(name: &str) -> String {
    let name: String = name.trim().nfkc().collect();
    name.to_lowercase().trim_end_matches(['.', ' ']).to_owned()
}

/// The problem of a unit whose folder or files are links that lead out of its folder: the figures would be another's.
pub(super) fn link(reading: &Reading<'_>, folder: &str, year: u16) -> Option<Problem> {
    let home = reading.files.real("data").ok()?.join(folder);
    let files = ["unit.toml".to_owned(), format!("{year}.toml")];
    let last = format!("{}.toml", year.saturating_sub(1));
    let mut paths = vec![String::new()];
    paths.extend(files.into_iter().chain([last]));
    let (path, real) = paths.into_iter().find_map(|path| {
        let real = reading.files.real(Path::new("data").join(folder).join(&path)).ok()?;
        (!real.starts_with(&home)).then_some((path, real))
    })?;
    let data = home.parent()?;
    let unit = real.strip_prefix(data).ok().and_then(|below| below.components().next());
    let unit = unit.map(|unit| unit.as_os_str().to_string_lossy().into_owned());
    let whole = if path.is_empty() { "文件夹".to_owned() } else { format!("文件 {path}") };
    let headline = match &unit {
        Some(unit) => format!("所属单位 {folder} 的{whole}是链接，其实是 {unit} 的"),
        None => format!("所属单位 {folder} 的{whole}是链接，不在本项目的 data 文件夹里"),
    };
    let problem = Problem::error("linked-member", headline);
    Some(match unit {
        Some(unit) if path.is_empty() => {
            problem.help(format!("这就是单位 {unit}，请直接写 \"{unit}\""))
        }
        _ => problem.help(format!("请把这个单位自己的文件放进 data/{folder}，不用链接")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a name means in a project with two units.
    fn of(written: &str) -> Meant {
        meant(written, &["café".to_owned(), "library".to_owned(), "图书馆".to_owned()])
    }

    #[test]
    fn a_folder_is_written_as_it_is_called() {
        for name in ["library", "图书馆", "café"] {
            assert_eq!(of(name), Meant::Folder(name.to_owned()));
        }
        assert_eq!(of("cafe\u{301}"), Meant::Folder("café".to_owned()));
    }

    #[test]
    fn other_ways_of_writing_a_folder_are_known() {
        for written in [
            "./library",
            "library/",
            ".\\library",
            "library\\",
            "Library",
            "LIBRARY",
            " library ",
            "library.",
            "a/../library",
            "..\\data\\library",
            "../data/library",
            "data/library",
            "ｌｉｂｒａｒｙ",
        ] {
            assert_eq!(of(written), Meant::Otherwise("library".to_owned()), "{written}");
        }
        assert_eq!(of("图书馆／"), Meant::Otherwise("图书馆".to_owned()));
    }

    #[test]
    fn what_lies_elsewhere_is_no_unit() {
        for written in [
            "/srv/data/library",
            "C:\\data\\library",
            "c:library",
            "\\\\server\\data\\library",
            "../library",
            "../other/data/library",
            "library/2024",
            "..",
            ".",
            "../../data/library",
            "../..",
        ] {
            assert_eq!(of(written), Meant::Elsewhere, "{written}");
        }
        for blank in ["", " ", "\t\n", "　"] {
            assert_eq!(of(blank), Meant::Blank);
        }
    }

    #[test]
    fn a_misspelt_folder_finds_its_neighbour() {
        assert_eq!(of("libary"), Meant::Unknown(Some("library".to_owned())));
        assert_eq!(of("nowhere"), Meant::Unknown(None));
    }
}
