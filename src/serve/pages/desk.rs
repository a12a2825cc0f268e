//! The process that sets pages.

use std::io::{self, BufRead};
use std::process;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;

use crate::engine::{Engine, Fonts, Heading, LaidOut, forget};
use crate::files::Files;
use crate::problem::Problem;
use crate::project::{Project, Purpose, Selected};
use crate::serve::pages::job::{Begins, Job, Order, Pages};
use crate::serve::pages::tell::{REMEMBERED, tell};
use crate::serve::pages::{edition, tracing};

/// The stack of the thread that sets pages, where nobody says otherwise.
const STACK: usize = 16 << 20;

/// How deep the headings are that are told: those of parts, and of statements and sections.
const DEEPEST: usize = 2;

/// What was set last.
struct Set {
    /// What it was set from.
    edition: String,
    /// Its pages.
    laid_out: LaidOut,
}

/// Sets what standard input orders and answers on standard output, until the input ends. Then whoever asked is gone or wants
/// no more: the process ends at once, whatever it was doing.
pub(crate) fn at_desk(files: Files) {
    let (sender, orders) = channel::<Job>();
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
    let stack = std::env::var("RUST_MIN_STACK").ok().and_then(|stack| stack.parse().ok());
    let setter = thread::Builder::new().stack_size(stack.unwrap_or(STACK)).spawn(move || {
        let fonts = Arc::new(Fonts::load(files.root(), None));
        let mut engine = Engine::new(Arc::clone(&fonts));
        let mut last: Option<Set> = None;
        let mut next = None;
        while let Some(order) = next.take().or_else(|| orders.recv().ok()) {
            match order {
                Job::Draw(order) => {
                    tell(&carry_out(&files, &fonts, &mut engine, &mut last, &order));
                }
                Job::Edition(order) => {
                    let done = edition::carry_out(&files, &fonts, &order);
                    tell(&done.map_err(|problem| problem.headline));
                }
                Job::Trace(order) => {
                    next = tracing::carry_out(&files, &fonts, &mut engine, order, &orders);
                }
            }
        }
    });
    let _ = setter.map(thread::JoinHandle::join);
}

/// Sets a report, unless it is set already, and draws the page that is asked for. Where it cannot be set, what was set last
/// stays, and it is said why.
fn carry_out(
    files: &Files,
    fonts: &Arc<Fonts>,
    engine: &mut Engine,
    last: &mut Option<Set>,
    order: &Order,
) -> Pages {
    let mut why = None;
    if last.as_ref().is_none_or(|last| last.edition != order.edition) {
        match set(files, fonts, engine, order) {
            Ok(laid_out) => *last = Some(Set { edition: order.edition.clone(), laid_out }),
            Err(problems) => {
                let first = problems.into_iter().next();
                why = Some(first.map(|problem| problem.headline).unwrap_or_default());
            }
        }
        forget(REMEMBERED);
    }
    let Some(Set { edition, laid_out }) = last else {
        return Pages { why, ..Pages::default() };
    };
    let svg = order.page.and_then(|page| laid_out.svg(page).ok().flatten());
    let text = order.page.map(|page| laid_out.text(page)).unwrap_or_default();
    let headings = match order.page {
        None => begins(laid_out),
        Some(_) => Vec::new(),
    };
    Pages { edition: edition.clone(), sizes: laid_out.sizes(), headings, svg, text, why }
}

/// The statements and sections of a report, down to where they would be too many to be chosen from.
fn begins(laid_out: &LaidOut) -> Vec<Begins> {
    let headings = laid_out.headings().into_iter().filter(|heading| heading.level <= DEEPEST);
    let begins = headings.map(|Heading { page, top, level: _, words }| Begins { page, top, words });
    begins.collect()
}

/// Sets a report, whatever the check says of it.
fn set(
    files: &Files,
    fonts: &Fonts,
    engine: &mut Engine,
    order: &Order,
) -> Result<LaidOut, Vec<Problem>> {
    let project = Project::open(files).map_err(|noted| noted.problems)?;
    let selected = Selected { folder: order.folder.clone(), year: order.year };
    let (prepared, mut noted) = project.prepare(fonts, &selected, Purpose::Draft);
    let Some(prepared) = prepared else { return Err(noted.problems) };
    engine.lay_out(&prepared.folder, &mut noted.sources)
}
