//! `juesuan worker`: a process of `build`.

use std::path::PathBuf;

use crate::batch::{Workplace, work};
use crate::cli::args::WorkerArgs;
use crate::cli::start::{NOTHING_BUILT, files};
use crate::cli::{Exit, show};
use crate::project::Purpose;

/// Builds what standard input orders.
pub(super) fn run(project: &Option<PathBuf>, args: WorkerArgs) -> Exit {
    // Ctrl-C reaches all processes of a terminal; the one that gives the orders decides when to stop.
    let _ = ctrlc::set_handler(|| {});
    let files = match files(project, NOTHING_BUILT) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let purpose = if args.draft { Purpose::Draft } else { Purpose::Publication };
    let workplace = Workplace { out: args.out, fonts: args.fonts, purpose };
    match work(files, workplace) {
        Ok(()) => Exit::Done,
        Err(why) => {
            show::remark(&why);
            Exit::Failed
        }
    }
}
