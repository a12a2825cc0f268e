//! Which files make a layout, and what a layout sees.

mod about;
mod chain;
mod find;
mod folder;
mod formats;
mod known;
mod mentions;
mod renamed;
mod settings;
mod shelf;
mod style;

pub(crate) use chain::{chain, merged, real_path, seen};
#[cfg(test)]
pub(crate) use find::read_settings;
pub(crate) use find::{find, unlisted, unused, unused_in};
pub use folder::Folder;
pub(crate) use folder::{Attachment, folder, is_main_file, notice_folder};
pub(crate) use formats::{gone, old_layout};
pub(crate) use known::Known;
pub(crate) use mentions::mentioned;
pub(crate) use renamed::new_name;
pub use settings::FontRoles;
pub(crate) use settings::Layout;
pub(crate) use shelf::{COMMON, File, Origin};
pub use shelf::{is_built_in, names};
pub(crate) use style::{FACTS_FORMAT, Filling};
