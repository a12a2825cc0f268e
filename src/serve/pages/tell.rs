//! What the process that sets pages answers, and how long it remembers.

use std::io::{self, Write};
use std::process;

use serde::Serialize;

/// After how many edits what was not used again is forgotten: enough to go back and forth, and memory stays bounded.
pub(super) const REMEMBERED: usize = 8;

/// Tells whoever asked; where nobody hears any more, the process ends.
pub(super) fn tell(answer: &impl Serialize) {
    let line = serde_json::to_string(answer);
    if !line.is_ok_and(|line| writeln!(io::stdout().lock(), "{line}").is_ok()) {
        process::exit(0);
    }
}
