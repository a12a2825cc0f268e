//! The office's working page: the project in a browser of this computer, and nobody else's.
//!
//! ```text
//! connections ──listen──▶ gate ──▶ Ask ──routes──▶ office (the files, as they are now) ──view──▶ Answer
//! ```
//!
//! Time, threads and sockets stay in here: what is made of the project is made by the same doors as on the command line.

mod address;
mod answer;
mod ask;
mod assets;
mod begin;
mod bringing;
mod build;
mod building;
mod compared;
mod editions;
mod families;
mod gate;
mod hand_out;
mod incoming;
mod journal;
mod last_year;
mod listen;
mod listeners;
mod lock;
mod making;
mod office;
mod overview;
mod pages;
mod pairs;
mod places;
mod printed;
mod refused;
mod registering;
mod remembered;
mod rolling;
mod routes;
mod sent;
mod stamp;
mod taken_back;
mod turn;
mod unit;
mod view;
mod watching;

pub(crate) use pages::at_desk;

use std::path::Path;

use crate::serve::address::{Address, Held, Taken};
use crate::serve::office::Office;

/// How a page is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    /// By this process, until it ends.
    Here,
    /// By another one, which was there before.
    Already,
}

/// Serves the page of a project until the program ends, unless it is open already; `ready` is told its address once it can be
/// opened. Why it could not begin, if so.
pub(crate) fn serve(
    root: &Path,
    port: Option<u16>,
    ready: impl FnOnce(&str, Open),
) -> Result<(), String> {
    // What holds the project alone is kept until the end.
    let Held { address, listener, alone: _alone } = match Address::take(root, port)? {
        Taken::New(held) => held,
        Taken::Open(open) => {
            ready(&open.url(), Open::Already);
            return Ok(());
        }
    };
    let office = Office::new(root.to_owned(), address);
    watching::begin(&office);
    ready(&office.address.url(), Open::Here);
    listen::listen(office, listener)
}
