//! Where PDFs are verified: in processes of their own, watched for time and memory. A file that was made to do harm ends such a
//! process and nothing else.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::batch::{Bounds, Gone, Hand, Post};
use crate::engine::Fonts;
use crate::verify::Order;
use crate::verify::judge::judge;
use crate::verify::said::{Verdict, Verified};

/// What verifying a PDF may take.
const BOUNDS: Bounds = Bounds { time: Duration::from_secs(120), memory: 2 << 30 };

/// How often it is looked at.
const TICK: Duration = Duration::from_millis(10);

/// The command that makes the program a verifier.
const COMMAND: &str = "verify-reports";

/// Verifies PDFs, several at a time, each on its own; `done` is told how many are, as they come.
pub(crate) fn verify_files(orders: &[Order], done: impl Fn(usize) + Sync) -> Vec<Verified> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let jobs = cores.min(orders.len());
    let queue: Mutex<VecDeque<usize>> = Mutex::new((0..orders.len()).collect());
    let posts: Vec<Post> = (0..jobs).map(|_| Post::default()).collect();
    let (working, finished) = (AtomicUsize::new(jobs), AtomicUsize::new(0));
    let (sender, replies) = channel();
    thread::scope(|scope| {
        for post in &posts {
            let (queue, sender) = (&queue, sender.clone());
            let (working, finished, done) = (&working, &finished, &done);
            scope.spawn(move || {
                let mut hand = None;
                while let Some(number) = next(queue) {
                    let Some(order) = orders.get(number) else { continue };
                    let _ = sender.send((number, ask(&mut hand, post, order)));
                    done(finished.fetch_add(1, Ordering::Relaxed) + 1);
                }
                working.fetch_sub(1, Ordering::Relaxed);
            });
        }
        while working.load(Ordering::Relaxed) > 0 {
            thread::sleep(TICK);
            posts.iter().for_each(|post| post.watch(BOUNDS, false));
        }
    });
    drop(sender);
    let mut found: Vec<(usize, Verified)> = replies.into_iter().collect();
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, reply)| reply).collect()
}

/// The next PDF.
fn next(queue: &Mutex<VecDeque<usize>>) -> Option<usize> {
    queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop_front()
}

/// Has a PDF verified by a process; a new one is started where there is none, or where the last one was ended.
fn ask<'p>(hand: &mut Option<Hand<'p>>, post: &'p Post, order: &Order) -> Verified {
    let failed = |why: String| Verified::because(Verdict::Failed, why);
    if hand.is_none() {
        match process_of(post) {
            Ok(started) => *hand = Some(started),
            Err(error) => {
                return failed(format!("核实的进程没有启动（{}）", crate::problem::reason(&error)));
            }
        }
    }
    let reply: Option<Result<Verified, Gone>> = hand.as_mut().map(|hand| hand.ask(order));
    match reply {
        Some(Ok(reply)) => reply,
        Some(Err(gone)) => {
            *hand = None;
            Verified::because(Verdict::Unreadable, ended(gone))
        }
        None => failed("核实的进程没有启动".to_owned()),
    }
}

/// Why a PDF ended its process.
fn ended(gone: Gone) -> String {
    match gone {
        Gone::Overdue => format!("{} 秒没有核实完，已停下", BOUNDS.time.as_secs()),
        Gone::Greedy => "里面的内容大得不像决算报告（或是压缩炸弹）".to_owned(),
        Gone::Ended(_) => "读到中途出了错，可能已经损坏，或是存心弄坏的".to_owned(),
    }
}

/// Starts a process that verifies PDFs.
fn process_of(post: &Post) -> io::Result<Hand<'_>> {
    let program = std::env::current_exe()?;
    Hand::start(&program, &[OsString::from(COMMAND)], 1, post)
}

/// Verifies what standard input orders and answers on standard output, until the input ends. Then whoever asked is gone or wants
/// no more: the process ends at once, whatever it was doing.
pub(crate) fn at_desk() {
    let (sender, orders) = channel::<Order>();
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
    // On a thread of its own, whose stack is as large as whoever started the process wants.
    let reader = thread::spawn(move || {
        let mut desk = Desk::default();
        for order in orders {
            let said = judge(&order, &desk.fonts(&order));
            let Ok(line) = serde_json::to_string(&said) else { break };
            if writeln!(io::stdout().lock(), "{line}").is_err() {
                break;
            }
        }
    });
    let _ = reader.join();
}

/// What a process keeps from one PDF to the next.
#[derive(Default)]
struct Desk {
    /// The fonts, with where they were looked for.
    fonts: Option<(Folders, Arc<Fonts>)>,
}

/// Where fonts are looked for: a project, and another folder.
type Folders = (Option<PathBuf>, Option<PathBuf>);

impl Desk {
    /// The fonts of an order, loaded anew only where they are looked for elsewhere.
    fn fonts(&mut self, order: &Order) -> Arc<Fonts> {
        let wanted = (order.project.clone(), order.fonts.clone());
        if let Some((known, fonts)) = &self.fonts
            && *known == wanted
        {
            return Arc::clone(fonts);
        }
        let root = order.project.as_deref().unwrap_or(Path::new(NOWHERE));
        let fonts = Arc::new(Fonts::load(root, order.fonts.as_deref()));
        self.fonts = Some((wanted, Arc::clone(&fonts)));
        fonts
    }
}

/// A folder that has no fonts of its own: without a project, those beside the program count.
const NOWHERE: &str = "/nowhere/juesuan";
