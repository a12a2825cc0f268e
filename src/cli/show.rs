//! Problems on the terminal.

use std::io::{IsTerminal, Write};

use crate::problem::{Problem, Severity, Sources, render};

/// Writes problems to standard error, coloured on a terminal.
pub(super) fn problems(problems: &[Problem], sources: &Sources) {
    let mut stderr = std::io::stderr().lock();
    let colour = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for problem in problems {
        // A closed terminal must not stop a batch.
        let _ = writeln!(stderr, "{}\n", render(problem, sources, colour));
    }
}

/// How many errors there are.
pub(super) fn errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}
