//! Which files make a layout, and what a layout sees.

mod find;
mod folder;
mod settings;

pub use find::{files, find, names};
pub use folder::{Attachment, Folder, attachments, folder};
pub use settings::{FontRoles, Layout};
