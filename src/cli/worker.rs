//! `juesuan worker`: a process of `build`.

use std::path::PathBuf;

use crate::batch::{Purpose, Workplace, work};
use crate::cli::args::WorkerArgs;
use crate::cli::start::{NOTHING_BUILT, root};
use crate::cli::{Exit, show};

/// Builds what standard input orders.
pub(super) fn run(project: &Option<PathBuf>, args: WorkerArgs) -> Exit {
    // Ctrl-C reaches all processes of a terminal; the one that gives the orders decides when to stop.
    let _ = ctrlc::set_handler(|| {});
    let root = match root(project, NOTHING_BUILT) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let purpose = if args.draft { Purpose::Draft } else { Purpose::Publication };
    match work(Workplace { root, out: args.out, fonts: args.fonts, purpose }) {
        Ok(()) => Exit::Done,
        Err(why) => {
            show::remark(&why);
            Exit::Failed
        }
    }
}
