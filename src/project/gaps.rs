//! A report of which only figures are missing: a draft shows what is known of it, and never a figure that one of the missing
//! would change.

use serde_json::Value;

use crate::fields::year::year as fields;
use crate::model::report::Report;
use crate::problem::{Problem, Severity, Sources};

/// The problems that tell of something missing.
const MISSING: [&str; 2] = ["missing-field", "unfilled"];

/// The problem that tells of last year's figures.
const MISSING_LAST_YEAR: &str = "missing-last-year";

/// The parts of a year's file that hold figures and what is said of them.
const OF_FIGURES: [&str; 13] = [
    "income",
    "expenditure",
    "economic",
    "carry-over",
    "budget",
    "three-public",
    "operating-expense",
    "procurement",
    "assets",
    "performance",
    "reasons",
    "prior",
    "control",
];

/// The facts that hold no figure.
const WITHOUT_FIGURES: [&str; 12] = [
    "format",
    "layout",
    "fonts",
    "unit",
    "year",
    "prior-year",
    "new",
    "draft",
    "published",
    "edition",
    "corrected",
    "profile",
];

/// The fact that says that figures are missing.
const OPEN: &str = "open";

/// Whether all errors only tell of missing figures, and there are some.
pub(super) fn are_gaps(problems: &[Problem], sources: &Sources) -> bool {
    let mut errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let gaps = errors.clone().count();
    gaps > 0 && errors.all(|problem| is_gap(problem, sources))
}

/// The same problems, of which the gaps are no errors of a draft.
pub(super) fn as_warnings(problems: &mut [Problem], sources: &Sources) {
    for problem in problems.iter_mut().filter(|problem| is_gap(problem, sources)) {
        problem.severity = Severity::Warning;
    }
}

/// The facts of a report with gaps: those without figures, and the tables of the accounts that are whole.
pub(super) fn facts_of_open(
    facts: Value,
    report: &Report,
    problems: &[Problem],
    sources: &Sources,
) -> Value {
    let Value::Object(mut facts) = facts else { return Value::Null };
    let whole = [
        (fields::INCOME.key, !report.year.income.is_empty()),
        (fields::EXPENDITURE.key, !report.year.expenditure.is_empty()),
    ];
    let whole = whole.map(|(key, has_rows)| {
        // Of a department rows of one unit may stand in for those of another.
        let is_own = report.members.is_empty();
        let is_told = problems.iter().any(|problem| part_of(problem, sources) == Some(key));
        (key, has_rows && is_own && !is_told)
    });
    let is_kept = |key: &str| {
        WITHOUT_FIGURES.contains(&key) || whole.iter().any(|(one, whole)| *one == key && *whole)
    };
    facts.retain(|key, _| is_kept(key));
    facts.insert(OPEN.to_owned(), Value::Bool(true));
    Value::Object(facts)
}

/// Whether a problem only tells of a missing figure.
fn is_gap(problem: &Problem, sources: &Sources) -> bool {
    let file = problem.places.first().and_then(|(place, _)| sources.file(place.file));
    let name = file.map(|file| file.name.as_str()).unwrap_or_default();
    let is_data = name.starts_with("data/");
    // Self-evaluation reports of a year stand in a folder beside its file.
    let is_of_evaluation = is_data && name.split('/').count() == 4;
    match part_of(problem, sources) {
        _ if problem.id == MISSING_LAST_YEAR => true,
        _ if !MISSING.contains(&problem.id) => false,
        _ if is_of_evaluation => true,
        Some(part) => OF_FIGURES.contains(&part),
        None => problem.id == "missing-field" && is_data && !name.ends_with("/unit.toml"),
    }
}

/// The part of its file that a problem is about; none where it is about the file.
fn part_of<'a>(problem: &Problem, sources: &'a Sources) -> Option<&'a str> {
    let (place, _) = problem.places.first()?;
    let path = sources.path(*place)?;
    path.split(['.', '[']).next().filter(|part| !part.is_empty())
}
