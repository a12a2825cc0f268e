//! Worker processes that share the reports of a batch.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use crate::batch::hand::{Bounds, Gone, Hand, Post};
use crate::batch::order::{Order, Reply};
use crate::problem::reason;

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(100);

/// How workers are started, and how many.
#[derive(Debug)]
pub(super) struct Crew<'a> {
    /// The program.
    pub program: PathBuf,
    /// Its arguments, which make it a worker.
    pub arguments: Vec<OsString>,
    /// How many work at the same time.
    pub jobs: usize,
    /// What a report may take.
    pub bounds: Bounds,
    /// How often the user asked to stop: once, and what was begun is finished; twice, and it is dropped.
    pub stop: &'a AtomicUsize,
}

/// What happens to the report of a number.
#[derive(Debug)]
pub(super) enum Progress {
    /// A worker has begun with it.
    Begun(usize),
    /// It is done, well or not.
    Done(usize, Box<Reply>),
    /// Its worker died over it; it is tried once more when all others are done.
    Lost(usize),
    /// Its worker died over it again, or would: why.
    GivenUp(usize, Gone),
    /// Time passed.
    Tick,
}

/// Whether the user asked to drop even what was begun.
const DROP: usize = 2;

impl Crew<'_> {
    /// Has all orders carried out and tells what happens, in the order in which it does. Orders that were not begun when
    /// the user asked to stop are left.
    pub(super) fn carry_out(&self, orders: &[Order], mut tell: impl FnMut(Progress)) {
        let mut lost = Vec::new();
        let all = (0..orders.len()).collect();
        self.share(orders, all, self.jobs, |progress| match progress {
            Progress::GivenUp(number, why) if why != Gone::Greedy => {
                lost.push(number);
                tell(Progress::Lost(number));
            }
            progress => tell(progress),
        });
        lost.sort_unstable();
        for number in lost {
            self.share(orders, VecDeque::from([number]), 1, &mut tell);
        }
    }

    /// Shares some orders among so many workers.
    fn share(
        &self,
        orders: &[Order],
        numbers: VecDeque<usize>,
        jobs: usize,
        mut tell: impl FnMut(Progress),
    ) {
        let jobs = jobs.min(numbers.len()).max(1);
        let queue = Mutex::new(numbers);
        let posts: Vec<Post> = (0..jobs).map(|_| Post::default()).collect();
        let (sender, events) = channel();
        thread::scope(|scope| {
            let mut failed = None;
            for post in &posts {
                let (queue, sender) = (&queue, sender.clone());
                let keep_busy = move || self.keep_busy(orders, queue, post, jobs, &sender);
                failed = thread::Builder::new().spawn_scoped(scope, keep_busy).err().or(failed);
            }
            drop(sender);
            loop {
                match events.recv_timeout(TICK) {
                    Ok(progress) => tell(progress),
                    Err(RecvTimeoutError::Timeout) => tell(Progress::Tick),
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                let dropped = self.stop.load(Ordering::Relaxed) >= DROP;
                for post in &posts {
                    post.watch(self.bounds, dropped);
                }
            }
            // Nobody was there to take them.
            let left = std::mem::take(&mut *lock(&queue));
            if let Some(error) = failed.filter(|_| self.stop.load(Ordering::Relaxed) == 0) {
                for number in left {
                    tell(Progress::GivenUp(number, Gone::Ended(not_started(&error))));
                }
            }
        });
    }

    /// Keeps one worker busy, and hires another when it dies or its engine broke, until the queue is empty.
    fn keep_busy(
        &self,
        orders: &[Order],
        queue: &Mutex<VecDeque<usize>>,
        post: &Post,
        jobs: usize,
        sender: &Sender<Progress>,
    ) {
        let mut hand = None;
        while self.stop.load(Ordering::Relaxed) == 0 {
            let Some(number) = lock(queue).pop_front() else { break };
            let Some(order) = orders.get(number) else { continue };
            let _ = sender.send(Progress::Begun(number));
            let answer = match hand.take().map_or_else(|| self.hire(post, jobs), Ok) {
                Ok(mut hired) => {
                    let answer: Result<Reply, Gone> = hired.ask(order);
                    hand = answer.as_ref().is_ok_and(|reply| !reply.last).then_some(hired);
                    answer
                }
                Err(error) => Err(Gone::Ended(not_started(&error))),
            };
            let progress = match answer {
                Ok(reply) => Progress::Done(number, Box::new(reply)),
                Err(_) if self.stop.load(Ordering::Relaxed) > 0 => break,
                Err(why) => Progress::GivenUp(number, why),
            };
            let _ = sender.send(progress);
        }
    }

    /// Starts a worker. Its engine may use the cores that other workers leave.
    fn hire<'p>(&self, post: &'p Post, jobs: usize) -> io::Result<Hand<'p>> {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let threads = (cores / jobs).max(1);
        let hand = Hand::start(&self.program, &self.arguments, threads, post)?;
        Ok(hand.within(self.bounds.memory))
    }
}

/// Why a report has no worker.
fn not_started(error: &io::Error) -> String {
    format!("无法启动生成报告的进程（{}）", reason(error))
}

/// Locks what no panic can leave half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// What happens to so many reports whose workers each make one, say whether it is their last, and end.
    fn carried_out(reports: usize, last: bool) -> (usize, usize) {
        let reply = format!(r#"{{"made":null,"said":[],"failed":true,"last":{last}}}"#);
        let crew = Crew {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), format!("read order; echo '{reply}'").into()],
            jobs: 2,
            bounds: Bounds { time: Duration::from_secs(600), memory: u64::MAX },
            stop: &AtomicUsize::new(0),
        };
        let order = |number| Order { folder: format!("{number}"), year: 2022 };
        let orders: Vec<Order> = (0..reports).map(order).collect();
        let (mut done, mut lost) = (0, 0);
        crew.carry_out(&orders, |progress| match progress {
            Progress::Done(..) => done += 1,
            Progress::Lost(_) => lost += 1,
            Progress::GivenUp(number, why) => unreachable!("{number}: {why:?}"),
            Progress::Begun(_) | Progress::Tick => {}
        });
        (done, lost)
    }

    #[test]
    fn a_worker_whose_engine_broke_is_replaced_without_loss() {
        for reports in [1, 2, 5, 9] {
            assert_eq!(carried_out(reports, true), (reports, 0), "{reports}");
        }
    }

    #[test]
    fn a_worker_that_dies_between_two_reports_loses_one() {
        let (done, lost) = carried_out(9, false);
        assert_eq!(done, 9);
        assert!(lost > 0);
    }
}
