//! What the user sees on the terminal; a terminal or pipe that is closed does not stop a batch, and is told of at the end.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::Mutex;

use crate::problem::{
    Problem, Shown, Sources, escaped, gathered, more, reason, render, summed_up, visible,
};

/// Why results could not be written, if they could not.
static LOST: Mutex<Option<Lost>> = Mutex::new(None);

/// Why results could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lost {
    /// Whoever read them wants no more.
    Unread,
    /// There is no standard output, or it takes no more: why.
    Failed(String),
}

/// Why results could not be written, if they could not.
pub(super) fn lost() -> Option<Lost> {
    noted(io::stdout().lock().flush());
    LOST.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
}

/// Notes that there was no standard output to begin with.
pub(super) fn no_output() {
    note(Lost::Failed("它是关着的".to_owned()));
}

/// Writes a line of results to standard output; nothing in it steers the terminal.
pub(super) fn result(line: &str) {
    noted(writeln!(io::stdout().lock(), "{}", visible(line)));
}

/// Writes JSON to standard output; it says the same, and nothing in it steers the terminal.
pub(super) fn json(text: &str) {
    noted(writeln!(io::stdout().lock(), "{}", escaped(text)));
}

/// Writes a file's text to standard output: as it is, but for a terminal.
pub(super) fn text(text: &str) {
    match io::stdout().is_terminal() {
        true => result(text),
        false => noted(writeln!(io::stdout().lock(), "{text}")),
    }
}

/// Writes texts to standard output in which nothing steers the terminal but their colours, which show where it has them.
pub(super) fn styled(texts: impl Iterator<Item = String>) {
    let mut out = anstream::stdout().lock();
    for text in texts {
        noted(writeln!(out, "{text}"));
    }
    noted(out.flush());
}

/// Writes a line about what went wrong to standard error.
pub(super) fn remark(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(line));
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

/// Notes what came of writing results.
fn noted(written: io::Result<()>) {
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => note(Lost::Unread),
        Err(error) => note(Lost::Failed(reason(&error))),
    }
}

/// Notes the first reason.
fn note(why: Lost) {
    LOST.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).get_or_insert(why);
}
