//! How the PDFs of a project are called.

use crate::model::unit::{Kind, Settings, Unit};

/// The file name of a report after the project's pattern; characters that a file system refuses become full-width.
pub fn safe_file_name(project: &Settings, unit: &Unit, year: u16) -> String {
    format!("{}.pdf", file_stem(project, unit, year))
}

/// The file name of a draft, which is never that of a report.
pub(crate) fn draft_file_name(project: &Settings, unit: &Unit, year: u16) -> String {
    format!("{}（草稿）.pdf", file_stem(project, unit, year))
}

/// The file names that a unit's reports and drafts of a year have, be it a unit or a department.
pub(crate) fn file_names(project: &Settings, unit: &Unit, year: u16) -> Vec<String> {
    let kinds = [Kind::Unit, Kind::Department].map(|kind| Unit { kind, ..unit.clone() });
    kinds
        .iter()
        .flat_map(|unit| {
            [safe_file_name(project, unit, year), draft_file_name(project, unit, year)]
        })
        .collect()
}

/// The file name without its ending.
pub(crate) fn file_stem(project: &Settings, unit: &Unit, year: u16) -> String {
    let name = project
        .output
        .value
        .replace("{unit}", &unit.name.value)
        .replace("{year}", &year.to_string())
        .replace("{kind}", unit.kind.term());
    let safe: String = name
        .chars()
        .map(|c| match c {
            '/' => '／',
            '\\' => '＼',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '"' => '＂',
            '<' => '＜',
            '>' => '＞',
            '|' => '｜',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    let safe = safe.trim_end_matches(['.', ' ']);
    if is_reserved(safe) { format!("{safe}_") } else { safe.to_owned() }
}

/// Whether Windows keeps a name for a device, with or without an ending.
fn is_reserved(name: &str) -> bool {
    let bare = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        let number = bare.strip_prefix(device).and_then(|rest| rest.parse::<u8>().ok());
        bare.len() == device.len() + 1 && number.is_some_and(|number| number > 0)
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&bare.as_str()) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_told() {
        for name in ["con", "NUL", "Com1", "lpt9.pdf", "aux .x"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["control", "COM0", "COM10", "COM", "某单位"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
