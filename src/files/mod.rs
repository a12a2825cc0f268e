//! The door to the disk: what is in folders, where links lead, regular files of bounded size; files written whole.
//!
//! What belongs to a project is read through [`Files`]; fonts and finished reports stand elsewhere and are read by path.

mod again;
mod age;
mod alone;
mod beside;
mod busy;
mod clutter;
mod device;
mod digest;
mod door;
mod folder;
mod found;
mod link;
mod looked;
mod most;
mod plain;
mod private;
mod same;
mod seen;
mod shown;
mod unread;
mod within;
mod write;

pub(crate) use age::{Age, age};
pub(crate) use alone::{Alone, hold_alone, lock_patiently};
pub(crate) use beside::write_with_folder;
pub(crate) use clutter::{is_clutter, is_hidden, is_shadow};
pub(crate) use device::device;
pub use digest::Digest;
pub use door::Files;
pub(crate) use folder::{Entry, list};
pub(crate) use found::{Found, Kind, is_absent, is_file, is_folder, look, size};
pub(crate) use link::{BadLink, bad_link, real};
pub(crate) use looked::{Looked, is_put_there};
pub(crate) use most::Most;
pub(crate) use plain::{Opened, open, read};
pub(crate) use private::keep_private;
pub(crate) use same::folded;
pub(crate) use seen::Seen;
pub(crate) use shown::shown_path;
pub(crate) use unread::Unread;
pub(crate) use within::read_within;
pub use write::write_whole;
pub(crate) use write::{
    copy, remove, remove_folder, remove_own_folder, rewrite_whole, sweep, write_new,
};
