//! A worker process: reports one after another, as they are ordered.

use std::io::{self, BufRead, Write};
use std::process;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::batch::inputs::Surroundings;
use crate::batch::order::Order;
use crate::batch::report::{Workplace, build_one};
use crate::batch::select::Selected;
use crate::catalog::Catalog;
use crate::engine::Fonts;
use crate::read::{Reading, read_project};

/// Does what a worker does, on a thread whose stack is as large as whoever started the process wants; that of a process's
/// first thread is small on some systems.
pub fn work(workplace: Workplace) -> Result<(), String> {
    let worker = thread::spawn(move || carry_out(&workplace));
    worker.join().unwrap_or_else(|_| Err("进程内部出错".to_owned()))
}

/// Builds what standard input orders and answers on standard output, until the input ends or
/// the engine breaks. Why it could not begin, if so.
fn carry_out(workplace: &Workplace) -> Result<(), String> {
    let orders = listen();
    // First of all, so that what changes while it begins counts as changed the next time.
    let surroundings =
        Surroundings::new(&workplace.root, workplace.fonts.as_deref(), workplace.purpose);
    let catalog = Catalog::load(&workplace.root).map_err(|problem| problem.headline)?;
    let reading = Reading::new(&workplace.root, &catalog);
    let project = read_project(&reading);
    let gathered = reading.finish();
    let Some(project) = project else {
        let first = gathered.problems.into_iter().next();
        return Err(first.map(|problem| problem.headline).unwrap_or_default());
    };
    let fonts = Fonts::load(&workplace.root, workplace.fonts.as_deref());
    for order in orders {
        let reading = Reading::after(&workplace.root, &catalog, &gathered.sources);
        let selected = Selected { folder: order.folder, year: order.year };
        let reply = build_one(reading, &project, &fonts, &surroundings, workplace, &selected);
        let line = serde_json::to_string(&reply).map_err(|error| error.to_string())?;
        writeln!(io::stdout().lock(), "{line}").map_err(|error| error.to_string())?;
        if reply.last {
            break;
        }
    }
    Ok(())
}

/// The orders of standard input. When it ends, whoever gave them is gone or wants no more: the process ends at once,
/// whatever it was doing.
fn listen() -> Receiver<Order> {
    let (sender, orders) = channel();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let order = line.ok().and_then(|line| serde_json::from_str(&line).ok());
            let Some(order) = order else { break };
            if sender.send(order).is_err() {
                return;
            }
        }
        process::exit(0);
    });
    orders
}
