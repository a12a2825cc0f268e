//! Places for connections: a bounded number. Where all are taken, the oldest that has not yet sent a whole head gives way to a new one:
//! who sends nothing keeps nobody waiting.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::AbortHandle;

use crate::serve::lock::lock;

/// The places of all connections.
#[derive(Debug)]
pub(super) struct Places {
    /// Those that are free.
    free: Arc<Semaphore>,
    /// The connections that have not yet sent a whole head, in the order in which they came.
    waiting: Mutex<BTreeMap<u64, AbortHandle>>,
}

/// The place of a connection, until this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    /// Which connection it is, in their order.
    number: u64,
    /// All places.
    places: Arc<Places>,
    /// That it is taken.
    _taken: OwnedSemaphorePermit,
}

impl Places {
    /// So many places.
    pub(super) fn of(count: usize) -> Arc<Self> {
        let free = Arc::new(Semaphore::new(count));
        Arc::new(Self { free, waiting: Mutex::default() })
    }

    /// A place for a connection with a number, once there is one; none where there never is.
    pub(super) async fn take(self: &Arc<Self>, number: u64) -> Option<Place> {
        if self.free.available_permits() == 0 {
            let oldest = lock(&self.waiting).pop_first();
            oldest.iter().for_each(|(_, oldest)| oldest.abort());
        }
        let taken = Arc::clone(&self.free).acquire_owned().await.ok()?;
        Some(Place { number, places: Arc::clone(self), _taken: taken })
    }

    /// Notes who works at a connection, which has sent nothing so far.
    pub(super) fn wait(&self, number: u64, work: AbortHandle) {
        lock(&self.waiting).insert(number, work);
    }
}

impl Place {
    /// Notes that a whole head came: from now on it gives way to nobody.
    pub(super) fn heard(&self) {
        lock(&self.places.waiting).remove(&self.number);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.heard();
    }
}
