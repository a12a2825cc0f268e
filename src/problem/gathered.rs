//! Many problems of one kind told as one, with a line for each.

use crate::problem::summary::kind;
use crate::problem::visible::in_one_line;
use crate::problem::{Gathering, Position, Problem, Sources};

/// So many of them have a line of their own; the others are counted.
const LINES: usize = 20;

/// The problems that are told together with one, all of them in a few lines.
pub fn gathered(first: &Problem, all: &[Problem], sources: &Sources) -> String {
    let problems: Vec<&Problem> =
        all.iter().filter(|problem| kind(problem) == kind(first)).collect();
    let mut lines = vec![headline(first, problems.len())];
    let position = |problem: &Problem| {
        let (place, _) = problem.places.first()?;
        Position::of(*place, sources)
    };
    lines.extend(position(first).map(|position| format!(" --> {}", in_one_line(&position.file))));
    for problem in problems.iter().take(LINES) {
        let line = position(problem).map_or_else(String::new, |at| format!("第 {} 行：", at.line));
        lines.push(format!("  | {line}{}", in_one_line(&problem.headline)));
    }
    if let Some(more) = problems.len().checked_sub(LINES).filter(|more| *more > 0) {
        lines.push(format!("  | 另有 {more} 处；用 --format json 列出全部"));
    }
    lines.extend(
        first.gathering().map(|Gathering { headline: _, help }| format!("  = 办法: {help}")),
    );
    lines.join("\n")
}

/// The same in one line.
pub(crate) fn gathered_shortly(first: &Problem, all: &[Problem], sources: &Sources) -> String {
    let count = all.iter().filter(|problem| kind(problem) == kind(first)).count();
    let at = first.places.first().and_then(|(place, _)| Position::of(*place, sources));
    let file = at.map_or_else(String::new, |at| format!("{}: ", at.file));
    in_one_line(&format!("{file}{}", headline(first, count)))
}

/// The first line.
fn headline(first: &Problem, count: usize) -> String {
    let headline = first.gathering().map_or(first.headline.as_str(), |told| told.headline.as_str());
    let headline = headline.replace("{}", &count.to_string());
    in_one_line(&format!("{}[{}]: {headline}", first.severity.term(), first.id))
}
