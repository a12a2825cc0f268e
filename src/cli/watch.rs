//! Which reports take long: one that never ends is known by its name.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// After how long a report is named.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The reports that are at work, by their numbers.
#[derive(Debug, Default)]
pub(super) struct AtWork(BTreeMap<usize, Begun>);

/// When a report was begun.
#[derive(Debug)]
struct Begun {
    /// When.
    at: Instant,
    /// Whether it was named.
    named: bool,
}

impl AtWork {
    /// A report is begun.
    pub(super) fn begin(&mut self, number: usize) {
        self.0.insert(number, Begun { at: Instant::now(), named: false });
    }

    /// A report is done; whether it was at work.
    pub(super) fn end(&mut self, number: usize) -> bool {
        self.0.remove(&number).is_some()
    }

    /// The reports that are at work.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.0.keys().copied()
    }

    /// The reports that have taken so long and were not named yet; now they are.
    pub(super) fn overdue(&mut self, patience: Duration) -> Vec<usize> {
        let mut overdue = Vec::new();
        for (number, begun) in &mut self.0 {
            if !begun.named && begun.at.elapsed() >= patience {
                begun.named = true;
                overdue.push(*number);
            }
        }
        overdue
    }
}

/// Watches over work on several threads.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// What is at work, and whether all is done.
    state: Mutex<(AtWork, bool)>,
    /// Says that all is done.
    done: Condvar,
}

impl Watch {
    /// Does one report's part of the work.
    pub(super) fn over<T>(&self, number: usize, work: impl FnOnce() -> T) -> T {
        self.lock().0.begin(number);
        let made = work();
        self.lock().0.end(number);
        made
    }

    /// Locks what no panic can leave half done.
    fn lock(&self) -> MutexGuard<'_, (AtWork, bool)> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Ends the watch, also where the work breaks off.
struct Ending<'w>(&'w Watch);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.lock().1 = true;
        self.0.done.notify_all();
    }
}

/// Does some work that is watched; a report that takes longer than `patience` is told of once.
pub(super) fn watched<T>(
    patience: Duration,
    tell: impl Fn(usize) + Send,
    work: impl FnOnce(&Watch) -> T,
) -> T {
    let watch = Watch::default();
    thread::scope(|scope| {
        let watch = &watch;
        let watcher = move || {
            let mut state = watch.lock();
            while !state.1 {
                state.0.overdue(patience).into_iter().for_each(&tell);
                let waited = watch.done.wait_timeout(state, patience / 20);
                state = waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0;
            }
        };
        // Without it nobody is told what takes long; the work is done all the same.
        let _ = thread::Builder::new().spawn_scoped(scope, watcher);
        let _ending = Ending(watch);
        work(watch)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{self, AssertUnwindSafe};

    /// Which of some reports are told of that take so many milliseconds each.
    fn told(patience: u64, took: &[u64]) -> Vec<usize> {
        let told = Mutex::new(Vec::new());
        let tell = |number| told.lock().unwrap().push(number);
        watched(Duration::from_millis(patience), tell, |watch| {
            thread::scope(|scope| {
                for (number, took) in took.iter().enumerate() {
                    let work = || thread::sleep(Duration::from_millis(*took));
                    scope.spawn(move || watch.over(number, work));
                }
            });
        });
        told.into_inner().unwrap()
    }

    #[test]
    fn a_report_that_takes_long_is_told_of_once() {
        assert_eq!(told(200, &[0, 2000, 0]), [1]);
        assert_eq!(told(60_000, &[0, 1, 20]), [0; 0]);
        assert_eq!(told(60_000, &[]), [0; 0]);
    }

    #[test]
    fn the_watch_ends_with_work_that_breaks_off() {
        let broken = panic::catch_unwind(AssertUnwindSafe(|| {
            let broken = || -> usize { panic!("broken") };
            watched(Duration::from_secs(600), |_| {}, |watch| watch.over(0, broken))
        }));
        assert!(broken.is_err());
    }
}
