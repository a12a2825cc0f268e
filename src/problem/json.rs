//! Problems as other programs read them.

use serde::Serialize;

use crate::model::acceptance::Identity;
use crate::problem::identity::path;
use crate::problem::{NamedField, Position, Problem, Severity, Sources};

/// A problem with its places counted out.
#[derive(Debug, Serialize)]
pub struct Described<'a> {
    /// The number of its rule, or its id.
    pub rule: &'a str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub headline: &'a str,
    /// The field that it is about, by its path in the file of the main place.
    pub path: Option<String>,
    /// Whether that field is not written, so that the problem asks for it.
    pub missing: bool,
    /// Where, the main place first.
    pub places: Vec<DescribedPlace<'a>>,
    /// What to do.
    pub help: &'a [String],
    /// What it is recognised by, for a finding of the check.
    #[serde(flatten)]
    pub identity: Option<DescribedIdentity<'a>>,
}

/// What a finding is recognised by, as `[[accept]]` has it.
#[derive(Debug, Serialize)]
pub struct DescribedIdentity<'a> {
    /// The fields that it is about.
    pub at: &'a [String],
    /// The figures that it states.
    pub figures: &'a [String],
    /// The words that it is about.
    pub words: &'a [String],
}

/// A place with what is to be said of it.
#[derive(Debug, Serialize)]
pub struct DescribedPlace<'a> {
    /// The place.
    #[serde(flatten)]
    pub position: Position,
    /// The field there, such as `income[2080109].business`.
    pub path: Option<String>,
    /// What is to be said of it.
    pub label: &'a str,
}

/// Counts out the places of a problem.
pub fn describe<'a>(problem: &'a Problem, sources: &Sources) -> Described<'a> {
    let places = problem.places.iter().enumerate().filter_map(|(index, (place, label))| {
        let position = Position::of(*place, sources)?;
        let field = if index == 0 { problem.field() } else { None };
        Some(DescribedPlace { position, path: path(*place, field, sources), label })
    });
    let named = NamedField::of(problem, sources);
    let identity = problem
        .identity
        .as_deref()
        .map(|Identity { at, figures, words }| DescribedIdentity { at, figures, words });
    Described {
        rule: problem.id,
        severity: problem.severity,
        headline: &problem.headline,
        missing: named.as_ref().is_some_and(|field| field.missing),
        path: named.map(|field| field.path),
        places: places.collect(),
        help: &problem.help,
        identity,
    }
}
