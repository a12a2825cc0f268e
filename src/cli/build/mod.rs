//! `juesuan build`: reports as PDF.

mod explain;
mod human;
mod json;
mod progress;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{process, thread};

use crate::batch::{Batch, Bounds, Digest, Event, Finished, State, Workplace, outdated};
use crate::check::relaxed;
use crate::cli::args::{BuildArgs, BuildFormat};
use crate::cli::start::{NOTHING_BUILT, Opened, check_fonts, failed, open};
use crate::cli::{Exit, show};
use crate::problem::{Sources, any_failure};
use crate::project::{Chosen, Purpose, Selected};
use human::Human;
use progress::Bar;

/// Builds the selected reports that are not up to date; one that fails does not stop the others.
pub(super) fn run(folder: &Option<PathBuf>, args: &BuildArgs) -> Exit {
    let begun = Instant::now();
    let (stop, building) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    stop_on_request(&stop, &building);
    let opened = open(folder, &args.select, NOTHING_BUILT).and_then(|opened| {
        check_fonts(&opened, args.fonts.as_deref(), NOTHING_BUILT).map(|()| opened)
    });
    let opened = match opened {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let Opened { project, chosen, sources: _ } = &opened;
    let selected = of_shard(chosen, args);
    let workplace = Workplace {
        out: args.out.clone().unwrap_or_else(|| project.files.root().join("out")),
        fonts: args.fonts.clone(),
        purpose: if args.draft { Purpose::Draft } else { Purpose::Publication },
    };
    let batch = Batch {
        workplace: &workplace,
        project,
        census: &chosen.census,
        scope: &chosen.scope,
        program: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("juesuan")),
        jobs: jobs(args),
        bounds: Bounds {
            time: Duration::from_secs(args.limit),
            memory: u64::from(args.memory) << 30,
        },
        force: args.force,
        prune: args.prune,
        shard: args.shard,
        stop: &stop,
    };
    let bar = Bar::new();
    let mut human = Human::new(&bar, &selected, &workplace.out, args);
    let finished = batch.build(&selected, &chosen.refused, |event| {
        building.fetch_or(matches!(event, Event::Planned(_)), Ordering::Relaxed);
        human.tell(event, &stop);
    });
    drop(human);
    bar.clear();
    let mut finished = match finished {
        Ok(finished) => finished,
        Err(problem) => return failed(&[problem], &Sources::default(), NOTHING_BUILT),
    };
    if workplace.purpose == Purpose::Publication {
        let facts = facts(&selected, &finished);
        finished.problems.extend(outdated(project, |report| facts.get(report).cloned()));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let relaxed = relaxed(&project.settings.check);
    match args.format {
        BuildFormat::Human => {
            human::checked(&finished, &relaxed);
            human::summary(&selected, &finished, &workplace.out, seconds);
        }
        BuildFormat::Json => json::show(&selected, &finished, &relaxed, seconds),
    }
    exit(&finished, stop.load(Ordering::Relaxed))
}

/// What the facts say of the reports that are built of the data as they are: the digest of each.
fn facts(selected: &[Selected], finished: &Finished) -> BTreeMap<Selected, Digest> {
    let built = selected.iter().zip(&finished.states).filter_map(|(report, state)| match state {
        State::Built(entry, _) | State::Unchanged(entry) => {
            Some((report.clone(), entry.facts.clone()?))
        }
        State::Failed(_) | State::Left => None,
    });
    built.collect()
}

/// The selected reports that belong to the shard, or all.
fn of_shard(chosen: &Chosen, args: &BuildArgs) -> Vec<Selected> {
    let all = chosen.reports.iter();
    let mine = |selected: &&Selected| args.shard.is_none_or(|shard| shard.holds(&selected.folder));
    all.filter(mine).cloned().collect()
}

/// How many reports are built at the same time.
fn jobs(args: &BuildArgs) -> usize {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    args.jobs.map_or_else(cores, usize::from)
}

/// Counts how often the user asks to stop; before anything is built, the program ends at once.
fn stop_on_request(stop: &Arc<AtomicUsize>, building: &Arc<AtomicBool>) {
    let (stop, building) = (Arc::clone(stop), Arc::clone(building));
    // Without it Ctrl-C ends the program at once, which damages nothing.
    let _ = ctrlc::set_handler(move || {
        stop.fetch_add(1, Ordering::Relaxed);
        if !building.load(Ordering::Relaxed) {
            show::remark(&format!("已停下，{NOTHING_BUILT}"));
            process::exit(Exit::Interrupted as i32);
        }
    });
}

/// How the program ends: a failure of the machine outweighs errors of the data.
fn exit(finished: &Finished, stopped: usize) -> Exit {
    let mut exit = Exit::Done;
    for state in &finished.states {
        match state {
            State::Failed(reply) if reply.failed => exit = Exit::Failed,
            State::Failed(_) if exit == Exit::Done => exit = Exit::Errors,
            _ => {}
        }
    }
    match exit {
        _ if stopped > 0 => Exit::Interrupted,
        _ if any_failure(&finished.problems) => Exit::Failed,
        exit => exit,
    }
}
