//! Problems in one line each, as editors and scripts read them.

use crate::problem::visible::in_one_line;
use crate::problem::{NamedField, Position, Problem, Sources};

/// One line: file, line, column, severity, id and headline.
pub fn short(problem: &Problem, sources: &Sources) -> String {
    let position = problem.places.first().and_then(|(place, _)| Position::of(*place, sources));
    let place =
        position.map_or_else(String::new, |p| format!("{}:{}:{}: ", p.file, p.line, p.column));
    let missing = NamedField::of(problem, sources).filter(|field| field.missing);
    let missing = missing.filter(|_| !problem.headline.contains('缺'));
    let missing = missing.map_or_else(String::new, |field| format!("（缺 {}）", field.path));
    let (severity, id, headline) = (problem.severity.term(), problem.id, &problem.headline);
    in_one_line(&format!("{place}{severity}[{id}]: {headline}{missing}"))
}
