//! What folders of units may be called, on every system.

use crate::files::device;
use crate::problem::steers;

/// What no name of a folder may have on some system, besides what steers.
const FORBIDDEN: &str = r#"/\:*?"<>|"#;

/// How many bytes the name of a folder may have.
const LONGEST: usize = 255;

/// How many bytes of it one may have that is made of a unit's name, so that there is room for what is made of it.
const LONGEST_MADE: usize = 200;

/// Why no folder of a unit may be called so; none where it may.
pub(crate) fn unusable_folder(folder: &str) -> Option<&'static str> {
    match () {
        () if folder.is_empty() => Some("没有可以用的字"),
        () if folder.trim() != folder => Some("前后不能有空格"),
        () if folder.starts_with('.') || folder.ends_with('.') => Some("开头和末尾不能是点"),
        () if folder.contains(is_forbidden) => {
            Some("不能有斜杠、冒号、星号、问号、双引号、尖括号、竖线、换行和看不见的字")
        }
        () if device(folder).is_some() => Some("这是系统留给设备的名字"),
        () if folder == "catalog" => Some("这是放科目目录的"),
        () if folder.len() > LONGEST => Some("太长了"),
        () => None,
    }
}

/// The folder of a new unit of a name, written a little otherwise where it must be; why no folder may be called like it.
pub(crate) fn folder_of(name: &str) -> Result<String, &'static str> {
    let folder: String = name.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
    // What begins with a point is hidden, or leads elsewhere.
    let folder = folder.trim_start_matches([' ', '~']).trim_end_matches([' ', '.', '~']).to_owned();
    match unusable_folder(&folder) {
        Some(why) => Err(why),
        None if folder.len() > LONGEST_MADE => Err("太长了"),
        None => Ok(folder),
    }
}

/// Whether no name of a folder may have a character.
fn is_forbidden(character: char) -> bool {
    FORBIDDEN.contains(character) || steers(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_called_as_every_system_takes_it() {
        for odd in [
            "",
            " ",
            " 甲",
            "甲 ",
            ".",
            "..",
            ".甲",
            "甲.",
            "a/b",
            "a\\b",
            "a:b",
            "a*b",
            "a?b",
            "a\"b",
            "a<b",
            "a>b",
            "a|b",
            "a\nb",
            "a\0b",
            "a\u{202e}b",
            "con",
            "NUL",
            "Com1",
            "lpt9.x",
            "aux",
            "PRN",
            "catalog",
        ] {
            assert!(unusable_folder(odd).is_some(), "{odd:?}");
        }
        assert!(unusable_folder(&"长".repeat(86)).is_some());
        for near in ["甲", "a.b", "control", "COM10", "a-b c", "某局（本级）", "Catalog", "~甲"]
        {
            assert_eq!(unusable_folder(near), None, "{near}");
            assert_eq!(folder_of(near).as_deref().ok(), Some(near.trim_matches('~')));
        }
    }

    #[test]
    fn a_folder_is_made_of_a_name() {
        for (name, folder) in [
            ("某局/本级", "某局_本级"),
            ("某局.", "某局"),
            (" 某局", "某局"),
            ("a\u{2028}b", "a_b"),
        ] {
            assert_eq!(folder_of(name).as_deref(), Ok(folder), "{name:?}");
        }
        for odd in ["CON", "lpt1.", "...", "../x", ".甲", "", "catalog"] {
            assert!(folder_of(odd).is_err(), "{odd}");
        }
        assert!(folder_of(&"长".repeat(67)).is_err());
    }
}
