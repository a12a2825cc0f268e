//! The data that differ, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::attachments::{Origin, origin};
use crate::editions::diff::{Side, Unchanged};
use crate::fields::{described, shape_of};
use crate::problem::leaves;

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct InputDifference {
    /// Its file.
    pub file: String,
    /// Whether that is of a unit which the report adds up.
    #[serde(skip)]
    pub is_of_member: bool,
    /// Its path in the file.
    pub path: String,
    /// What it is called; empty where it is the office's own.
    pub term: String,
    /// What it said; none where it was not written.
    pub old: Option<String>,
    /// What it says.
    pub new: Option<String>,
}

/// The fields of all files of a side, by file and path.
type Fields = BTreeMap<String, BTreeMap<String, String>>;

/// The fields that differ.
pub(super) fn differences(
    old: &Side,
    new: &Side,
    unchanged: &mut Unchanged,
) -> Vec<InputDifference> {
    let (before, now) = (fields(old), fields(new));
    let pairs = pairs(&before, &now);
    let nothing = BTreeMap::new();
    let mut differences = Vec::new();
    for (from, to) in pairs {
        let was = from.as_ref().and_then(|file| before.get(file)).unwrap_or(&nothing);
        let is = to.as_ref().and_then(|file| now.get(file)).unwrap_or(&nothing);
        let Some((name, side)) =
            to.as_ref().map(|file| (file, new)).or(from.as_ref().map(|file| (file, old)))
        else {
            continue;
        };
        let shape = origin(name).path().and_then(|path| shape_of(&path));
        let paths: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for path in paths {
            let (old, new) = (was.get(path), is.get(path));
            if old == new {
                unchanged.inputs += 1;
                continue;
            }
            let field = shape.and_then(|shape| described(shape, path));
            let (file, shown) = side.shown(name, path);
            differences.push(InputDifference {
                file,
                is_of_member: matches!(origin(name), Origin::Member(..)),
                path: shown,
                term: field.map(|field| field.term.to_owned()).unwrap_or_default(),
                old: old.cloned(),
                new: new.cloned(),
            });
        }
    }
    differences
}

/// The fields of the files of a side.
fn fields(side: &Side) -> Fields {
    let texts = side.files.iter().filter(|(name, _)| name.ends_with(".toml"));
    let fields = texts.map(|(name, text)| {
        let shape = origin(name).path().and_then(|path| shape_of(&path));
        let fields = leaves(text, shape).into_iter();
        (name.clone(), fields.filter(|(path, _)| is_said(name, path)).collect())
    });
    fields.collect()
}

/// Whether a field says anything of the report: how rules are counted is written by the program itself where findings were
/// accepted, so that the report can be made again.
fn is_said(file: &str, path: &str) -> bool {
    origin(file) != Origin::Settings || !path.starts_with("check.")
}

/// Which files belong together: members and self-evaluation reports by the names that they state, all others by theirs.
fn pairs(before: &Fields, now: &Fields) -> Vec<(Option<String>, Option<String>)> {
    let mut left: Vec<&String> = now.keys().collect();
    let mut pairs = Vec::new();
    let mut unmet = Vec::new();
    for file in before.keys() {
        let called = called(before, file);
        match left.iter().position(|other| self::called(now, other) == called) {
            Some(found) => pairs.push((Some(file.clone()), Some(left.remove(found).clone()))),
            None => unmet.push(file),
        }
    }
    for file in unmet {
        let found = left.iter().position(|other| *other == file);
        pairs.push((Some(file.clone()), found.map(|found| left.remove(found).clone())));
    }
    pairs.extend(left.into_iter().map(|file| (None, Some(file.clone()))));
    pairs.sort_by(|one, other| {
        one.1.as_ref().or(one.0.as_ref()).cmp(&other.1.as_ref().or(other.0.as_ref()))
    });
    pairs
}

/// What a file is known by: the name of the member or of the project that it is about, and what it is of it.
fn called(fields: &Fields, file: &str) -> (String, String) {
    let name = |file: &str| {
        let name = fields.get(file).and_then(|fields| fields.get("name"));
        name.cloned().unwrap_or_else(|| file.to_owned())
    };
    match origin(file) {
        Origin::Member(number, rest) => (name(&format!("{number}-unit.toml")), rest.to_owned()),
        Origin::Evaluation(..) => (name(file), String::new()),
        Origin::Settings | Origin::Own(_) | Origin::Catalog(_) | Origin::Other => {
            (file.to_owned(), String::new())
        }
    }
}
