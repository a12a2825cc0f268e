//! The pages that are open and want to know what happens.

use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// How many pages may listen.
const MANY: usize = 48;

/// How much a page may be behind before it is given up.
const BEHIND: usize = 16;

/// The pages that listen.
#[derive(Debug, Default)]
pub(super) struct Listeners(Mutex<Vec<Sender<Bytes>>>);

/// What a page hears, as the body of an answer that does not end.
#[derive(Debug)]
pub(super) struct Heard(Receiver<Bytes>);

impl Listeners {
    /// Listens; none where too many do.
    pub(super) fn listen(&self) -> Option<Heard> {
        let mut all = self.lock();
        all.retain(|one| !one.is_closed());
        if all.len() >= MANY {
            return None;
        }
        let (sender, receiver) = channel(BEHIND);
        // So that the browser knows at once that it is heard.
        let _ = sender.try_send(Bytes::from_static(b"retry: 2000\n\n"));
        all.push(sender);
        Some(Heard(receiver))
    }

    /// Tells all that something of a kind happened.
    pub(super) fn tell(&self, kind: &str) {
        let told = Bytes::from(format!("event: {kind}\ndata:\n\n"));
        self.lock().retain(|one| one.try_send(told.clone()).is_ok());
    }

    /// Whether anybody listens.
    pub(super) fn any(&self) -> bool {
        let mut all = self.lock();
        all.retain(|one| !one.is_closed());
        !all.is_empty()
    }

    /// All that listen.
    fn lock(&self) -> MutexGuard<'_, Vec<Sender<Bytes>>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Body for Heard {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
