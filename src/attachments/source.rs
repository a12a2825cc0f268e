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

    /// The files that are attached of some paths, of a unit in the folder `甲`.
    fn attached(paths: &[&str]) -> Vec<DataFile> {
        let mut sources = Sources::default();
        let files: Vec<FileNumber> =
            paths.iter().map(|path| sources.add(*path, path.to_string())).collect();
        source_files(&files, &sources, "甲")
    }

    #[test]
    fn two_files_that_would_have_one_name_have_two() {
        let far = ["data/甲/2022/a-b.toml", "data/甲/2022/a-b-2.toml", "data/甲/2022/a\\b.toml"];
        let cases: [(&[&str], &[&str]); 12] = [
            (
                &["data/甲/2022/a-b.toml", "data/甲/2022/a\\b.toml"],
                &["2022-a-b.toml", "2022-a-b-2.toml"],
            ),
            (
                &["data/甲/2022/A-b.toml", "data/甲/2022/a-b.toml"],
                &["2022-A-b.toml", "2022-a-b-2.toml"],
            ),
            (
                &["data/甲/caf\u{e9}.toml", "data/甲/cafe\u{301}.toml"],
                &["caf\u{e9}.toml", "cafe\u{301}-2.toml"],
            ),
            (
                &["data/甲/\u{c5}.toml", "data/甲/\u{212b}.toml"],
                &["\u{c5}.toml", "\u{212b}-2.toml"],
            ),
            // A member's folder that is called like a year of the unit.
            (
                &["data/甲/2022/unit.toml", "data/2022/unit.toml"],
                &["2022-unit.toml", "2022-unit-2.toml"],
            ),
            // A member's folder that is called like another and its year.
            (
                &["data/乙/2022/unit.toml", "data/乙-2022/unit.toml"],
                &["乙-2022-unit.toml", "乙-2022-unit-2.toml"],
            ),
            // The catalogue of the project and a file of the unit.
            (
                &["data/catalog/own.tsv", "data/甲/catalog/own.tsv"],
                &["catalog-own.tsv", "catalog-own-2.tsv"],
            ),
            (&["data/甲/facts.json", "data/甲/FACTS.json"], &["facts-2.json", "FACTS-3.json"]),
            (&["data/甲/made.json"], &["made-2.json"]),
            // The number is another's already.
            (&far, &["2022-a-b.toml", "2022-a-b-2.toml", "2022-a-b-3.toml"]),
            (&["data/甲/同名", "data/同名"], &["同名", "同名-2.toml"]),
            // Near ones that are names of their own.
            (
                &[
                    "data/甲/unit.toml",
                    "data/甲/2022/unit.toml",
                    "data/乙/unit.toml",
                    "data/甲甲/unit.toml",
                ],
                &["unit.toml", "2022-unit.toml", "乙-unit.toml", "甲甲-unit.toml"],
            ),
        ];
        for (paths, names) in cases {
            let attached = attached(paths);
            let of: Vec<&str> = attached.iter().map(|file| file.name.as_str()).collect();
            assert_eq!(of, names, "{paths:?}");
            for (file, path) in attached.iter().zip(paths) {
                assert_eq!(
                    (file.description.as_str(), file.bytes.as_slice()),
                    (*path, path.as_bytes())
                );
            }
        }
    }

    #[test]
    fn no_two_files_of_many_have_one_name() {
        let paths: Vec<String> = (0..300)
            .flat_map(|number| {
                let name = format!("a-{}", number % 7);
                [format!("data/甲/{name}.toml"), format!("data/{}.toml", name.to_uppercase())]
            })
            .collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let names: BTreeSet<String> =
            attached(&paths).iter().map(|file| folded(&file.name)).collect();
        assert_eq!(names.len(), paths.len());
    }
}
