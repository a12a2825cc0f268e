//! What the user sees on the terminal; a terminal or pipe that is closed does not stop a batch.

use std::io::{self, Write};

use crate::problem::{Problem, Severity, Sources, render, short};

/// Writes a line of results to standard output.
pub(super) fn result(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Writes a line about what went wrong to standard error.
pub(super) fn remark(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes problems to standard error; colours show where the terminal has them, old Windows consoles included.
pub(super) fn problems(problems: &[Problem], sources: &Sources) {
    for problem in problems {
        let _ = writeln!(anstream::stderr().lock(), "{}\n", render(problem, sources, true));
    }
}

/// Writes errors with their excerpts, and warnings in one line each, to standard error.
pub(super) fn errors_in_full(problems: &[Problem], sources: &Sources) {
    for problem in problems {
        match problem.severity {
            Severity::Error => self::problems(std::slice::from_ref(problem), sources),
            _ => remark(&short(problem, sources)),
        }
    }
}

/// How many errors there are.
pub(super) fn errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}
