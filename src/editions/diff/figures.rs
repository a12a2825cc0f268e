//! The figures that differ.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::editions::diff::{Side, Unchanged};

/// A figure that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct FigureDifference {
    /// What it is recognised by.
    pub id: String,
    /// What it is called.
    pub term: String,
    /// What it came to; none where there was none.
    pub old: Option<String>,
    /// What it comes to.
    pub new: Option<String>,
}

/// The figures that differ, in the order of their ids.
pub(super) fn differences(
    old: &Side,
    new: &Side,
    unchanged: &mut Unchanged,
) -> Vec<FigureDifference> {
    let all: BTreeMap<&String, &String> =
        old.figures.iter().chain(&new.figures).map(|(id, (term, _))| (id, term)).collect();
    let value = |side: &Side, id: &String| side.figures.get(id).map(|(_, value)| value.clone());
    let mut differences = Vec::new();
    for (id, term) in all {
        let (old, new) = (value(old, id), value(new, id));
        if old == new {
            unchanged.figures += 1;
        } else {
            differences.push(FigureDifference { id: id.clone(), term: term.clone(), old, new });
        }
    }
    differences
}
