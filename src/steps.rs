//! How much work is done, counted by the tests that it grows no faster than what it is done on.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    /// The steps of this thread so far.
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts some steps of work that could grow faster than what it is done on.
#[cfg(test)]
pub(crate) fn count(steps: usize) {
    STEPS.set(STEPS.get() + steps as u64);
}

/// Counts nothing outside the tests.
#[cfg(not(test))]
#[inline(always)]
pub(crate) fn count(_: usize) {}

/// What some work makes, and in how many steps.
#[cfg(test)]
pub(crate) fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = STEPS.get();
    let made = work();
    (made, STEPS.get() - before)
}
