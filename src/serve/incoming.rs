//! Workbooks that were dropped onto the page, kept until they are imported or others come.

use std::path::{Path, PathBuf};

use crate::batch::Digest;
use crate::files::{list, remove_own_folder, write_whole};
use crate::problem::reason;
use crate::serve::address::OWN;
use crate::serve::sent::Sent;

/// How many drops are kept.
const KEPT: usize = 6;

/// How many files one drop may have.
const MANY: usize = 400;

/// How many letters of a digest a drop is known by.
const LETTERS: usize = 16;

/// Keeps files: what they are known by, or why they cannot be kept.
pub(super) fn keep(root: &Path, sent: &[Sent]) -> Result<String, String> {
    if sent.is_empty() {
        return Err("没有选文件".to_owned());
    }
    if sent.len() > MANY {
        return Err(format!("一次最多 {MANY} 个文件，分几次传"));
    }
    let mut all = String::new();
    for Sent { name, bytes } in sent {
        all.push_str(&format!("{name:?} {}\n", Digest::of(bytes).as_str()));
    }
    let id: String = Digest::of(all.as_bytes()).as_str().chars().take(LETTERS).collect();
    let folder = folder(root, &id).ok_or("文件收不下")?;
    for (number, Sent { name, bytes }) in sent.iter().enumerate() {
        let path = folder.join(format!("{number:03}")).join(plain(name));
        write_whole(&path, bytes).map_err(|error| format!("存不下（{}）", reason(&error)))?;
    }
    // The oldest make room; what cannot be removed goes the next time.
    let mut others: Vec<_> =
        list(&root.join(OWN).join("incoming")).ok().flatten().unwrap_or_default();
    others.retain(|entry| entry.found.is_plain_folder() && entry.name != id);
    let surplus = others.len().saturating_sub(KEPT - 1);
    for entry in others.into_iter().take(surplus) {
        let _ = remove_own_folder(&entry.path);
    }
    Ok(id)
}

/// The files that are known by something, in their order; none where there are none.
pub(super) fn kept(root: &Path, id: &str) -> Option<Vec<PathBuf>> {
    let folders = list(&folder(root, id)?).ok().flatten()?;
    let files = folders.into_iter().filter(|entry| entry.found.is_plain_folder());
    let files = files.flat_map(|entry| list(&entry.path).ok().flatten().unwrap_or_default());
    let files: Vec<PathBuf> =
        files.filter(|entry| entry.found.is_file()).map(|entry| entry.path).collect();
    (!files.is_empty()).then_some(files)
}

/// The folder of what is known by something; none where nothing can be known by it.
fn folder(root: &Path, id: &str) -> Option<PathBuf> {
    let is_id = id.len() == LETTERS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| root.join(OWN).join("incoming").join(id))
}

/// The last part of a name, without what no name of a file may have.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let safe = |c: char| if c.is_control() || ":*?\"<>|".contains(c) { '_' } else { c };
    let name: String = last.chars().map(safe).collect();
    let name = name.trim_matches([' ', '.', '~']);
    // Its ending tells what it is.
    let from = name.chars().count().saturating_sub(80);
    let name: String = name.chars().skip(from).collect();
    if name.is_empty() { "没有名字".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (name, wanted) in [
            ("收支.xls", "收支.xls"),
            ("../../juesuan.toml", "juesuan.toml"),
            ("C:\\甲\\乙.xlsx", "乙.xlsx"),
            ("..", "没有名字"),
            ("a\n<b>.xls", "a__b_.xls"),
        ] {
            assert_eq!(plain(name), wanted);
        }
        assert!(plain(&"长".repeat(400)).len() < 255);
    }

    #[test]
    fn few_drops_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let sent = |name: &str, bytes: &[u8]| Sent { name: name.to_owned(), bytes: bytes.to_vec() };
        let mut ids = Vec::new();
        for number in 0..9_u8 {
            let id = keep(folder.path(), &[sent("a.xls", &[number]), sent("a.xls", b"x")]).unwrap();
            assert_eq!(kept(folder.path(), &id).unwrap().len(), 2);
            ids.push(id);
        }
        assert_eq!(ids.iter().filter(|id| kept(folder.path(), id).is_some()).count(), KEPT);
        assert!(kept(folder.path(), "../../../../etc0").is_none());
        assert!(keep(folder.path(), &[]).is_err());
    }
}
