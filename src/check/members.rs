//! What the check of a department leaves to the checks of its units.

use crate::check::Subject;
use crate::model::place::Place;
use crate::problem::Problem;

/// Families of rules that hold a department's sums against something else; their findings are the department's wherever
/// they point.
const OF_SUMS: [&str; 2] = ["R03", "R04"];

/// Whether a finding about a department only concerns one of its units, whose own check has it or has accepted it.
pub(super) fn is_a_members(finding: &Problem, rule: &str, subject: &Subject<'_>) -> bool {
    if OF_SUMS.iter().any(|family| rule.starts_with(family)) {
        return false;
    }
    let mut folders = finding.places.iter().map(|(place, _)| folder(*place, subject));
    let Some(Some(first)) = folders.next() else { return false };
    let members = &subject.report.members;
    members.iter().any(|member| member.report.unit.folder == first)
        && folders.all(|folder| folder == Some(first))
}

/// The folder of the unit in whose files a place stands.
fn folder<'a>(place: Place, subject: &'a Subject<'_>) -> Option<&'a str> {
    let file = subject.sources.file(place.file)?;
    file.name.strip_prefix("data/")?.split('/').next()
}
