//! Locks that outlive whoever broke off with them.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a lock holds, also after somebody broke off with it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
