//! What the user sees on the terminal; a terminal or pipe that is closed does not stop a batch.

use std::io::{self, Write};

use crate::problem::{Problem, Shown, Sources, gathered, more, render, summed_up};

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
    for shown in summed_up(problems) {
        let text = match shown {
            Shown::One(problem) => render(problem, sources, true),
            Shown::Together(first, all) => gathered(first, all, sources),
            Shown::More(first, count) => more(first, count, sources),
            Shown::Counted => continue,
        };
        let _ = writeln!(anstream::stderr().lock(), "{text}\n");
    }
}
