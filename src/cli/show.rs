//! What the user sees on the terminal; a terminal or pipe that is closed does not stop a batch.

use std::io::{self, Write};

use crate::problem::{Problem, Sources, render};

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
