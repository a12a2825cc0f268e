//! The door to the disk: regular files of bounded size, and nothing else.

mod most;
mod plain;
mod unread;

pub use most::Most;
pub use plain::{open, read};
pub use unread::Unread;
