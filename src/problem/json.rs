//! Problems as other programs read them.

use serde::Serialize;

use crate::problem::{Position, Problem, Severity, Sources};

/// A problem with its places counted out.
#[derive(Debug, Serialize)]
pub struct Described<'a> {
    /// The number of its rule, or its id.
    pub rule: &'a str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub headline: &'a str,
    /// Where, the main place first.
    pub places: Vec<DescribedPlace<'a>>,
    /// What to do.
    pub help: &'a [String],
}

/// A place with what is to be said of it.
#[derive(Debug, Serialize)]
pub struct DescribedPlace<'a> {
    /// The place.
    #[serde(flatten)]
    pub position: Position,
    /// What is to be said of it.
    pub label: &'a str,
}

/// Counts out the places of a problem.
pub fn describe<'a>(problem: &'a Problem, sources: &Sources) -> Described<'a> {
    let places = problem.places.iter().filter_map(|(place, label)| {
        Some(DescribedPlace { position: Position::of(*place, sources)?, label })
    });
    Described {
        rule: problem.id,
        severity: problem.severity,
        headline: &problem.headline,
        places: places.collect(),
        help: &problem.help,
    }
}
