//! The files are looked at while a page is open: what has changed is told, and what could not be written is tried again.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::serve::office::{Office, Stamps};
use crate::serve::unit::resumed::resume_all;

/// How often the files are looked at while a page is open. Looking is chosen over being told: it works alike on network
/// drives, sticks and all systems.
const TICK: Duration = Duration::from_millis(1000);

/// Every how many ticks what could not be written is tried again.
const PATIENCE: usize = 5;

/// Watches the files of a project as long as a page is open.
pub(super) fn begin(office: &Arc<Office>) {
    let watched = Arc::clone(office);
    let begun = office.looks();
    // Without it the page shows what has changed when it is loaded again.
    let _ = thread::Builder::new().spawn(move || watch(&watched, begun));
}

/// Tells the open pages when the files have changed since they were last looked at: while nobody listens they are not, so
/// that what changed between a page and its first question is told as well.
fn watch(office: &Office, mut last: Stamps) {
    let mut tick = 0;
    loop {
        thread::sleep(TICK);
        office.journal.keep(&office.root);
        if !office.listeners.any() {
            continue;
        }
        // What kept something from being written may not be seen on the files: another program had them open.
        tick = (tick + 1) % PATIENCE;
        let now = office.looks();
        if now.sources != last.sources || tick == 0 {
            resume_all(office);
        }
        // What is made tells of itself, and of the rest at its end.
        let is_new = now.sources != last.sources || !office.is_making();
        if now != last && is_new {
            last = now;
            office.listeners.tell("changed");
        }
    }
}
