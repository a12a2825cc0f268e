//! A worker process: reports one after another, as they are ordered.

use std::io::{self, BufRead, Write};
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::batch::inputs::Surroundings;
use crate::batch::order::Order;
use crate::batch::report::{Workplace, build_one};
use crate::engine::{Engine, Fonts};
use crate::files::Files;
use crate::problem::reason;
use crate::project::{Project, Selected};

/// The stack of the thread that does the work, where nobody says otherwise.
const STACK: usize = 16 << 20;

/// Does what a worker of a project does, on a thread whose stack is as large as whoever started the process wants; that of
/// a process's first thread is small on some systems.
pub(crate) fn work(files: Files, workplace: Workplace) -> Result<(), String> {
    let stack = std::env::var("RUST_MIN_STACK").ok().and_then(|stack| stack.parse().ok());
    let builder = thread::Builder::new().stack_size(stack.unwrap_or(STACK));
    let worker = builder.spawn(move || carry_out(&files, &workplace));
    let worker = worker.map_err(|error| reason(&error))?;
    worker.join().unwrap_or_else(|_| Err("进程内部出错".to_owned()))
}

/// Builds what standard input orders and answers on standard output, until the input ends or
/// the engine breaks. Why it could not begin, if so.
fn carry_out(files: &Files, workplace: &Workplace) -> Result<(), String> {
    let orders = listen().map_err(|error| reason(&error))?;
    // First of all, so that what changes while it begins counts as changed the next time.
    let Workplace { out: _, fonts, purpose } = workplace;
    let surroundings = Surroundings::new(files, fonts.as_deref(), *purpose);
    let project = Project::open(files).map_err(|noted| {
        let first = noted.problems.into_iter().next();
        first.map(|problem| problem.headline).unwrap_or_default()
    })?;
    let fonts = Fonts::load(files.root(), workplace.fonts.as_deref());
    let mut engine = Engine::new(Arc::new(fonts));
    for order in orders {
        let selected = Selected { folder: order.folder, year: order.year };
        let reply = build_one(&project, &mut engine, &surroundings, workplace, &selected);
        let line = serde_json::to_string(&reply).map_err(|_| "结果写不成 JSON".to_owned())?;
        writeln!(io::stdout().lock(), "{line}").map_err(|error| reason(&error))?;
        if reply.last {
            break;
        }
    }
    Ok(())
}

/// The orders of standard input. When it ends, whoever gave them is gone or wants no more: the process ends at once,
/// whatever it was doing.
fn listen() -> io::Result<Receiver<Order>> {
    let (sender, orders) = channel();
    thread::Builder::new().spawn(move || {
        for line in io::stdin().lock().lines() {
            let order = line.ok().and_then(|line| serde_json::from_str(&line).ok());
            let Some(order) = order else { break };
            if sender.send(order).is_err() {
                return;
            }
        }
        process::exit(0);
    })?;
    Ok(orders)
}
