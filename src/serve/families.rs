//! The order in which all units are shown: those that a department sums up stand under it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::unit::Kind;
use crate::project::{Census, Selected};

/// A report in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// The report.
    pub selected: Selected,
    /// The folder of the department that it stands under.
    pub head: Option<String>,
}

/// Some reports in the order of folders, those of a department's units behind its own. A unit that several departments name
/// stands under the first of them.
pub(super) fn in_families(mut reports: Vec<Selected>, census: &Census) -> Vec<Placed> {
    reports.sort();
    let there: BTreeSet<&str> = reports.iter().map(|report| report.folder.as_str()).collect();
    let departments: BTreeMap<&str, _> = census
        .units()
        .filter(|(folder, unit)| unit.kind == Kind::Department && there.contains(folder))
        .collect();
    let mut heads: BTreeMap<&str, &str> = BTreeMap::new();
    for (department, unit) in &departments {
        let members = unit.members.iter().map(|member| member.value.as_str());
        for member in members.filter(|member| !departments.contains_key(member)) {
            heads.entry(member).or_insert(department);
        }
    }
    let mut placed: Vec<Placed> = reports
        .iter()
        .map(|report| Placed {
            selected: report.clone(),
            head: heads.get(report.folder.as_str()).map(|head| (*head).to_owned()),
        })
        .collect();
    placed.sort_by(|one, other| key(one).cmp(&key(other)));
    placed
}

/// By what reports stand in order.
fn key(placed: &Placed) -> (&str, bool, &Selected) {
    let head = placed.head.as_deref();
    (head.unwrap_or(&placed.selected.folder), head.is_some(), &placed.selected)
}
