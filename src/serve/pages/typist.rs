//! The processes that set pages and trace what is on them, seen from the page's side: one for each open report, a few at most.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::batch::{Bounds, Gone, Hand, Post};
use crate::project::Selected;
use crate::serve::lock::lock;
use crate::serve::pages::edition::{Done, EditionOrder};
use crate::serve::pages::job::{Job, Order, Pages};
use crate::serve::pages::traces::{TraceOrder, Traced};

/// What setting a report may take.
const BOUNDS: Bounds = Bounds { time: Duration::from_secs(60), memory: 2 << 30 };

/// What comparing and publishing a report may take.
const OF_EDITIONS: Bounds = Bounds { time: Duration::from_secs(300), memory: 4 << 30 };

/// How many reports are open at once.
const OPEN: usize = 3;

/// How many are traced at once: that is done where somebody looks.
const TRACED: usize = 1;

/// How often a process is looked at.
const TICK: Duration = Duration::from_millis(50);

/// An order about one report.
trait OfReport: Send + 'static {
    /// What is answered.
    type Answer: DeserializeOwned + Send + 'static;

    /// The report: its unit's folder and its year.
    fn report(&self) -> String;

    /// Whether nobody misses it when something else is asked for already.
    fn may_be_left(&self) -> bool;

    /// What the process is told.
    fn job(self) -> Job;
}

impl OfReport for Order {
    type Answer = Pages;

    fn report(&self) -> String {
        format!("{}/{}", self.folder, self.year)
    }

    fn may_be_left(&self) -> bool {
        self.ahead.is_some()
    }

    fn job(self) -> Job {
        Job::Draw(self)
    }
}

impl OfReport for TraceOrder {
    type Answer = Traced;

    fn report(&self) -> String {
        format!("{}/{}", self.folder, self.year)
    }

    fn may_be_left(&self) -> bool {
        false
    }

    fn job(self) -> Job {
        Job::Trace(self)
    }
}

/// An order with the way back.
type Waiting<O> = (O, Sender<Result<<O as OfReport>::Answer, String>>);

/// All that pages are asked for.
#[derive(Debug)]
pub(in crate::serve) struct Typists {
    /// The project folder.
    root: PathBuf,
    /// Those that set pages.
    setting: Open<Order>,
    /// Those that trace what is on them, who keep nobody waiting for a page.
    tracing: Open<TraceOrder>,
}

/// The open reports, the one that was used last at the end.
#[derive(Debug)]
struct Open<O: OfReport> {
    /// How many at most.
    most: usize,
    /// A way to each process, by its report.
    ways: Mutex<Vec<(String, Sender<Waiting<O>>)>>,
}

impl Typists {
    /// None yet.
    pub(in crate::serve) fn of(root: &Path) -> Self {
        Self { root: root.to_owned(), setting: Open::of(OPEN), tracing: Open::of(TRACED) }
    }

    /// Has a page set and drawn; why not, where it cannot be.
    pub(in crate::serve) fn ask(&self, order: Order) -> Result<Pages, String> {
        self.setting.ask(&self.root, order)
    }

    /// Has a report set whose pages are looked at as it will be with some texts of files, by path, that are about to be
    /// written; nobody waits for it.
    pub(in crate::serve) fn ahead(&self, report: &Selected, texts: &BTreeMap<String, String>) {
        let Selected { folder, year } = report.clone();
        let (edition, ahead) = (String::new(), Some(texts.clone()));
        self.setting.begin(Order { folder, year, edition, page: None, ahead });
    }

    /// Has something traced; why not, where it cannot be.
    pub(in crate::serve) fn trace(&self, order: TraceOrder) -> Result<Traced, String> {
        self.tracing.ask(&self.root, order)
    }

    /// Has something done with editions, in a process that ends then; why not, where it cannot be.
    pub(in crate::serve) fn edition(&self, order: EditionOrder) -> Result<Done, String> {
        let post = Post::default();
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            let watch = || {
                while !over.load(Ordering::Relaxed) {
                    thread::sleep(TICK);
                    post.watch(OF_EDITIONS, false);
                }
            };
            let _ = thread::Builder::new().spawn_scoped(scope, watch);
            let told = start(&self.root, &post).and_then(|mut hand| {
                let told: Result<Result<Done, String>, Gone> = hand.ask(&Job::Edition(order));
                told.map_err(why)?
            });
            over.store(true, Ordering::Relaxed);
            told
        })
    }
}

impl<O: OfReport> Open<O> {
    /// None yet, and so many at most.
    fn of(most: usize) -> Self {
        Self { most, ways: Mutex::default() }
    }

    /// Has an order carried out; why not, where it cannot be.
    fn ask(&self, root: &Path, order: O) -> Result<O::Answer, String> {
        let report = order.report();
        let (back, answer) = channel();
        let mut open = lock(&self.ways);
        let known = open.iter().position(|(known, _)| *known == report);
        let (_, typist) = match known {
            Some(known) => open.remove(known),
            None => (report.clone(), hire(root)?),
        };
        // Where its thread is gone, another takes its place.
        let typist = match typist.send((order, back)) {
            Ok(()) => typist,
            Err(SendError(job)) => {
                let other = hire(root)?;
                let _ = other.send(job);
                other
            }
        };
        open.push((report, typist));
        let surplus = open.len().saturating_sub(self.most);
        open.drain(..surplus);
        drop(open);
        answer.recv().unwrap_or_else(|_| Err("排版的进程停了，再试一次".to_owned()))
    }

    /// Has an order carried out if its report is open, and waits for nothing.
    fn begin(&self, order: O) {
        let report = order.report();
        let open = lock(&self.ways);
        if let Some((_, typist)) = open.iter().find(|(known, _)| *known == report) {
            // Where its thread is gone, whoever asks next finds that out.
            let _ = typist.send((order, channel().0));
        }
    }
}

/// Starts a thread that keeps a process.
fn hire<O: OfReport>(root: &Path) -> Result<Sender<Waiting<O>>, String> {
    let (sender, jobs) = channel();
    let root = root.to_owned();
    let thread = thread::Builder::new().spawn(move || keep(&root, &jobs));
    thread.map(|_| sender).map_err(|_| "电脑太忙，稍后再试".to_owned())
}

/// Keeps a process at its orders until there are no more; one that was ended is replaced by another.
fn keep<O: OfReport>(root: &Path, jobs: &Receiver<Waiting<O>>) {
    let post = Post::default();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let watch = || {
            while !over.load(Ordering::Relaxed) {
                thread::sleep(TICK);
                post.watch(BOUNDS, false);
            }
        };
        let _ = thread::Builder::new().spawn_scoped(scope, watch);
        let mut hand: Option<Hand<'_>> = None;
        let mut behind: Option<Waiting<O>> = None;
        while let Some((order, back)) = behind.take().or_else(|| jobs.recv().ok()) {
            if order.may_be_left() {
                behind = jobs.try_recv().ok();
                if behind.is_some() {
                    continue;
                }
            }
            let mut hired = match hand.take().map_or_else(|| start(root, &post), Ok) {
                Ok(hired) => hired,
                Err(why) => {
                    let _ = back.send(Err(why));
                    continue;
                }
            };
            let answer: Result<O::Answer, Gone> = hired.ask(&order.job());
            let _ = back.send(match answer {
                Ok(answer) => {
                    hand = Some(hired);
                    Ok(answer)
                }
                Err(gone) => Err(why(gone)),
            });
        }
        over.store(true, Ordering::Relaxed);
    });
}

/// Why a process did not do what it was told.
fn why(gone: Gone) -> String {
    match gone {
        Gone::Overdue => "排版用时太久，已停下；看版式里有没有停不下来的循环".to_owned(),
        Gone::Greedy => "排版用的内存太多，已停下".to_owned(),
        Gone::Ended(how) => how,
    }
}

/// Starts a process that sets pages.
fn start<'p>(root: &Path, post: &'p Post) -> Result<Hand<'p>, String> {
    let program = std::env::current_exe().map_err(|_| "找不到程序文件".to_owned())?;
    let arguments: [OsString; 3] = ["set-pages".into(), "--project".into(), root.into()];
    let hand = Hand::start(&program, &arguments, 1, post);
    hand.map_err(|_| "排版的进程没有启动".to_owned())
}
