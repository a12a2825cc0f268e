//! Files that another program holds for a moment, as scanners and indexers on Windows do.

use std::io;
use std::thread;
use std::time::Duration;

/// How often what is held is tried again.
const TRIES: u32 = 20;

/// How long it is waited in between.
const PAUSE: Duration = Duration::from_millis(75);

/// The numbers by which Windows says that somebody holds a file: access denied, sharing and lock violations.
const HELD: [i32; 3] = [5, 32, 33];

/// Whether an error says that another program holds a file, which it may let go soon.
pub(super) fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(|number| HELD.contains(&number))
}

/// Does some work, and again for a second or two while it fails in a way that may pass; what failed hands back what it
/// was about.
pub(super) fn patiently<S, T, E>(
    about: S,
    passes: impl Fn(&E) -> bool,
    work: impl Fn(S) -> Result<T, (S, E)>,
) -> Result<T, E> {
    persistently(about, TRIES, PAUSE, passes, work)
}

/// The same with so many tries.
fn persistently<S, T, E>(
    mut about: S,
    tries: u32,
    pause: Duration,
    passes: impl Fn(&E) -> bool,
    work: impl Fn(S) -> Result<T, (S, E)>,
) -> Result<T, E> {
    let mut left = tries;
    loop {
        match work(about) {
            Ok(done) => return Ok(done),
            Err((again, error)) if left > 0 && passes(&error) => {
                about = again;
                left -= 1;
                thread::sleep(pause);
            }
            Err((_, error)) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// How often work is tried that fails so often, with 32 or another number, and whether it is done at last.
    fn tried(failures: u32, number: i32) -> (u32, bool) {
        let count = Cell::new(0);
        let work = |about: &'static str| {
            count.set(count.get() + 1);
            match count.get() > failures {
                true => Ok(()),
                false => Err((about, number)),
            }
        };
        let passes = |error: &i32| HELD.contains(error);
        let done = persistently("a file", TRIES, Duration::ZERO, passes, work);
        (count.get(), done.is_ok())
    }

    #[test]
    fn what_is_held_for_a_moment_is_tried_again() {
        assert_eq!(tried(0, 32), (1, true));
        assert_eq!(tried(1, 32), (2, true));
        assert_eq!(tried(3, 33), (4, true));
        assert_eq!(tried(20, 5), (21, true));
        assert_eq!(tried(1000, 5), (21, false));
        assert_eq!(tried(1000, 112), (1, false), "a full disk is no matter of time");
        assert_eq!(tried(1000, 2), (1, false));
    }
}
