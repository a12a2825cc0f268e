//! The data files as they are.

use crate::attachments::files::DataFile;
use crate::model::place::FileNumber;
use crate::problem::{Source, Sources};

/// The data files of the unit in a folder, byte for byte.
pub(crate) fn source_files(files: &[FileNumber], sources: &Sources, unit: &str) -> Vec<DataFile> {
    let files = files.iter().filter_map(|number| sources.file(*number));
    let files = files.map(|source| DataFile {
        name: flat_name(source, unit),
        description: source.name.clone(),
        bytes: source.bytes(),
    });
    files.collect()
}

/// The name of a data file without its folders up to the unit's: `2022-01-经费.toml`; files of a department's units keep
/// the unit's.
fn flat_name(source: &Source, unit: &str) -> String {
    let own = source.name.strip_prefix("data/").and_then(|path| path.strip_prefix(unit));
    let own = own.and_then(|path| path.strip_prefix('/'));
    let below = own.or(source.name.strip_prefix("data/")).unwrap_or(&source.name);
    below.replace(['/', '\\'], "-")
}
