//! The data files as they are.

use std::collections::BTreeSet;

use crate::attachments::files::{DataFile, FACTS};
use crate::attachments::made::MADE;
use crate::files::folded;
use crate::model::place::FileNumber;
use crate::problem::{Source, Sources};

/// The data files of the unit in a folder, byte for byte.
pub(crate) fn source_files(files: &[FileNumber], sources: &Sources, unit: &str) -> Vec<DataFile> {
    let files = files.iter().filter_map(|number| sources.file(*number));
    let mut taken = BTreeSet::from([FACTS, MADE].map(folded));
    let files = files.map(|source| DataFile {
        name: free_name(&flat_name(source, unit), &mut taken),
        description: source.name.clone(),
        bytes: source.bytes(),
    });
    files.collect()
}

/// A name, or one like it where that is another file's already.
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "toml"));
    let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| taken.insert(folded(name))).unwrap_or_default()
}

/// The name of a data file without its folders up to the unit's: `2022-01-经费.toml`; files of a department's units keep
/// the unit's.
fn flat_name(source: &Source, unit: &str) -> String {
    let own = source.name.strip_prefix("data/").and_then(|path| path.strip_prefix(unit));
    let own = own.and_then(|path| path.strip_prefix('/'));
    let below = own.or(source.name.strip_prefix("data/")).unwrap_or(&source.name);
    below.replace(['/', '\\'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_files_have_one_name() {
        let mut sources = Sources::default();
        let paths = [
            "data/甲/unit.toml",
            "data/甲/2022/unit.toml",
            "data/2022/unit.toml",
            "data/甲/2022/a-b.toml",
            "data/甲/2022/a\\b.toml",
            "data/甲/2022/A-b.toml",
            "data/甲/2022/a-b-2.toml",
            "data/甲/2022/facts.json",
            "data/facts.json",
        ];
        let files: Vec<FileNumber> =
            paths.iter().map(|path| sources.add(*path, String::new())).collect();
        let attached = source_files(&files, &sources, "甲");
        let names: BTreeSet<String> = attached.iter().map(|file| folded(&file.name)).collect();
        assert_eq!(names.len(), paths.len(), "{names:?}");
        assert!(!names.contains("facts.json"));
        assert_eq!(attached.first().map(|file| file.name.as_str()), Some("unit.toml"));
        let described: Vec<&str> = attached.iter().map(|f| f.description.as_str()).collect();
        assert_eq!(described, paths);
    }
}
