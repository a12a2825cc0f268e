//! Problems in one line each, as editors and scripts read them.

use crate::problem::{Position, Problem, Sources};

/// One line: file, line, column, severity, id and headline.
pub fn short(problem: &Problem, sources: &Sources) -> String {
    let position = problem.places.first().and_then(|(place, _)| Position::of(*place, sources));
    let place =
        position.map_or_else(String::new, |p| format!("{}:{}:{}: ", p.file, p.line, p.column));
    format!("{place}{}[{}]: {}", problem.severity.term(), problem.id, problem.headline)
}
