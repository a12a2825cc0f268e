//! Which files make a layout, and what a layout sees.

mod folder;
mod settings;

pub use folder::{Folder, attachments, folder};
pub use settings::{FontRoles, Layout, find, names};
