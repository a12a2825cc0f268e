//! What would be written, read again before it is: what the reader of the data files says of it that it did not say before.

use std::collections::BTreeMap;

use crate::files::Files;
use crate::problem::{NamedField, Severity, is_of_data_file};
use crate::project::{Project, Selected, is_gap};

/// Why the reader refuses a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The file.
    pub file: String,
    /// The path of the field; empty for the file as a whole.
    pub path: String,
    /// What is wrong.
    pub headline: String,
    /// Whether only something is not written.
    pub is_gap: bool,
    /// The kind of the problem.
    id: &'static str,
}

/// The problems that ask for what other tables or years tell.
const ASKING: [&str; 2] = ["missing-last-year", "missing-initial"];

/// Why the reader refuses a report's files with some new texts, by their paths, that it does not refuse without them.
pub(super) fn read_again(
    files: &Files,
    selected: &Selected,
    texts: &[(String, String)],
) -> Vec<Fault> {
    if texts.is_empty() {
        return Vec::new();
    }
    let over = files.over(texts.iter().cloned());
    let of_texts = |fault: &Fault| texts.iter().any(|(path, _)| *path == fault.file);
    let mut after = faults(&over, selected);
    after.retain(of_texts);
    if after.is_empty() {
        return after;
    }
    let before = faults(files, selected);
    // Rows that were taken out or put in change what the others are called: as many as before are none too many.
    let kind = |fault: &Fault| (fault.id, fault.file.clone(), anywhere(&fault.path));
    let mut known: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    for fault in &before {
        *known.entry(kind(fault)).or_default() += 1;
    }
    let is_same = |fault: &Fault| {
        before
            .iter()
            .any(|old| old.file == fault.file && old.path == fault.path && old.id == fault.id)
    };
    after.sort_by_key(|fault| !is_same(fault));
    after.retain(|fault| match known.get_mut(&kind(fault)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        Some(_) | None => true,
    });
    after
}

/// Why the reader refuses the files of a report.
fn faults(files: &Files, selected: &Selected) -> Vec<Fault> {
    let Ok(project) = Project::open(files) else { return Vec::new() };
    let examined = project.examine(selected);
    let sources = &examined.sources;
    let of_file = examined.problems.iter().filter(|problem| {
        problem.severity == Severity::Error
            && problem.identity.is_none()
            && is_of_data_file(problem.id)
    });
    let faults = of_file.filter_map(|problem| {
        let (place, _) = problem.places.first()?;
        let path = NamedField::of(problem, sources).map(|field| field.path).unwrap_or_default();
        Some(Fault {
            file: sources.file(place.file)?.name.clone(),
            path,
            headline: problem.headline.clone(),
            is_gap: is_gap(problem, sources) || ASKING.contains(&problem.id),
            id: problem.id,
        })
    });
    faults.collect()
}

/// A path whose rows may be any.
fn anywhere(path: &str) -> String {
    let mut any = String::new();
    let mut rest = path;
    while let Some((before, label)) = rest.split_once('[') {
        any.push_str(before);
        any.push_str("[]");
        rest = label.split_once(']').map_or("", |(_, rest)| rest);
    }
    any.push_str(rest);
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_called_otherwise_and_are_the_same() {
        for (path, wanted) in [
            ("expenditure[3].code", "expenditure[].code"),
            ("reasons.accounts[208/general].use", "reasons.accounts[].use"),
            ("published", "published"),
            ("", ""),
        ] {
            assert_eq!(anywhere(path), wanted);
        }
    }
}
