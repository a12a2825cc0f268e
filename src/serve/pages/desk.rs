//! The process that sets pages.

use std::io::{self, BufRead};
use std::mem;
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::engine::{Engine, Fonts, Heading, LaidOut, forget};
use crate::files::{Files, Seen};
use crate::problem::Problem;
use crate::project::{Project, Purpose, Selected};
use crate::serve::pages::job::{Begins, Job, Order, Pages};
use crate::serve::pages::tell::{REMEMBERED, tell};
use crate::serve::pages::{edition, tracing};

/// The stack of the thread that sets pages, where nobody says otherwise.
const STACK: usize = 16 << 20;

/// How deep the headings are that are told: those of parts, and of statements and sections.
const DEEPEST: usize = 2;

/// How long nothing is asked for before there is time to forget: what follows on an edit, or on its pages, follows sooner.
const IDLE: Duration = Duration::from_millis(30);

/// How many reports are set at most before there must be time to forget, once a page is drawn.
const DRAWN: usize = 2;

/// The same, whatever is asked for.
const SET: usize = 4;

/// A report that was set.
struct Set {
    /// By what the files are known that it was set from.
    edition: String,
    /// What they answered.
    seen: Seen,
    /// Its pages.
    laid_out: LaidOut,
}

/// What was set, and what is to be put away of that once there is time.
#[derive(Default)]
struct Desk {
    /// What was asked for last.
    last: Option<Set>,
    /// What will be asked for if the files are written that were about to be.
    ahead: Option<Set>,
    /// What nobody asks for any more.
    gone: Vec<Set>,
    /// How many reports were set since something was forgotten.
    unforgotten: usize,
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
        let mut desk = Desk::default();
        let mut next = None;
        while let Some(order) = next.take().or_else(|| desk.next(&orders)) {
            match order {
                Job::Draw(order) => {
                    tell(&desk.carry_out(&files, &fonts, &mut engine, &order));
                    desk.tidy(if order.page.is_some() { DRAWN } else { SET });
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

impl Desk {
    /// What is ordered next. Where that is not at once, the time is used to forget; none when nobody orders any more.
    fn next(&mut self, orders: &Receiver<Job>) -> Option<Job> {
        match orders.recv_timeout(IDLE) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                self.tidy(1);
                orders.recv().ok()
            }
        }
    }

    /// Sets a report, unless it is set already, and draws the page that is asked for. Where it cannot be set, what was set
    /// last stays, and it is said why.
    fn carry_out(
        &mut self,
        files: &Files,
        fonts: &Arc<Fonts>,
        engine: &mut Engine,
        order: &Order,
    ) -> Pages {
        if let Some(texts) = &order.ahead {
            let over = files.over(texts.clone());
            let set = self.set(&over, fonts, engine, order).ok();
            self.gone.extend(mem::replace(&mut self.ahead, set));
            return Pages::default();
        }
        let mut why = None;
        if self.last.as_ref().is_none_or(|last| last.edition != order.edition) {
            why = self.renew(files, fonts, engine, order).err();
        }
        let Some(Set { edition, seen: _, laid_out }) = &self.last else {
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

    /// Has the report set as its files are now: again only where they are not those that it was set from, or those that were
    /// about to be written. Why not, where it cannot be.
    fn renew(
        &mut self,
        files: &Files,
        fonts: &Arc<Fonts>,
        engine: &mut Engine,
        order: &Order,
    ) -> Result<(), String> {
        let is_so = |set: &mut Set| set.seen.holds(files);
        let known = self.ahead.take_if(is_so).or_else(|| self.last.take_if(is_so));
        let set = match known {
            Some(known) => Set { edition: order.edition.clone(), ..known },
            None => self.set(files, fonts, engine, order).map_err(|problems| {
                let first = problems.into_iter().next();
                first.map(|problem| problem.headline).unwrap_or_default()
            })?,
        };
        self.gone.extend(self.last.replace(set));
        Ok(())
    }

    /// Sets a report, whatever the check says of it.
    fn set(
        &mut self,
        files: &Files,
        fonts: &Fonts,
        engine: &mut Engine,
        order: &Order,
    ) -> Result<Set, Vec<Problem>> {
        self.unforgotten += 1;
        let files = files.seeing();
        let project = Project::open(&files).map_err(|noted| noted.problems)?;
        let selected = Selected { folder: order.folder.clone(), year: order.year };
        let (prepared, mut noted) = project.prepare(fonts, &selected, Purpose::Draft);
        let Some(prepared) = prepared else { return Err(noted.problems) };
        let laid_out = engine.lay_out(&prepared.folder, &mut noted.sources)?;
        Ok(Set { edition: order.edition.clone(), seen: files.seen(), laid_out })
    }

    /// Forgets what was not used again, once so many reports were set since.
    fn tidy(&mut self, many: usize) {
        if self.unforgotten >= many {
            self.gone.clear();
            forget(REMEMBERED / self.unforgotten.max(1));
            self.unforgotten = 0;
        }
    }
}

/// The statements and sections of a report, down to where they would be too many to be chosen from.
fn begins(laid_out: &LaidOut) -> Vec<Begins> {
    let headings = laid_out.headings().into_iter().filter(|heading| heading.level <= DEEPEST);
    let begins = headings.map(|Heading { page, top, level: _, words }| Begins { page, top, words });
    begins.collect()
}
