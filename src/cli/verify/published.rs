//! The index of what was published: which sha256 it has.

use std::collections::BTreeSet;
use std::path::Path;

use crate::files::{Most, list, read, shown_path};
use crate::problem::reason;

/// How deep the indexes stand: year, unit.
const DEEPEST: usize = 4;

/// Every sha256 that the indexes of a folder of published reports have.
pub(super) fn index(folder: &Path) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    inside(folder, DEEPEST, &mut found)?;
    Ok(found)
}

/// Adds those of a folder and below.
fn inside(folder: &Path, depth: usize, found: &mut BTreeSet<String>) -> Result<(), String> {
    let Some(depth) = depth.checked_sub(1) else { return Ok(()) };
    let listed = list(folder)
        .map_err(|error| format!("文件夹 {} 读不了（{}）", shown_path(folder), reason(&error)))?;
    for entry in listed.unwrap_or_default() {
        if entry.found.is_plain_folder() {
            inside(&entry.path, depth, found)?;
        } else if entry.name == "index.json" {
            let bytes = read(&entry.path, Most::Record)
                .map_err(|unread| format!("{} {}", shown_path(&entry.path), unread.why()))?;
            found.extend(digests(&String::from_utf8_lossy(&bytes)));
        }
    }
    Ok(())
}

/// The words of a text that are a sha256.
fn digests(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_digest = |word: &&str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    words.filter(is_digest).map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digests_of_an_index_are_found() {
        let one = "ab".repeat(32);
        let text = format!(
            "{{\"sha256\": \"{one}\", \"other\": \"{one}0\", \"x\": \"{}\"}}",
            "zz".repeat(32)
        );
        assert_eq!(digests(&text).collect::<Vec<_>>(), [one]);
    }
}
