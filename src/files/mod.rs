//! The door to the disk: what is in folders, where links lead, regular files of bounded size.

mod clutter;
mod folder;
mod link;
mod most;
mod plain;
mod unread;
mod within;

pub use clutter::{is_clutter, is_hidden, is_shadow};
pub use folder::{Entry, is_absent, list};
pub use link::{BadLink, bad_link};
pub use most::Most;
pub use plain::{open, read};
pub use unread::Unread;
pub use within::read_within;
