//! Which files make a layout, and what a layout sees.

mod about;
mod chain;
mod find;
mod folder;
mod formats;
mod mentions;
mod renamed;
mod settings;
mod shelf;
mod style;

pub use about::{About, Years};
pub use chain::{chain, merged, real_path, seen};
#[cfg(test)]
pub(crate) use find::read_settings;
pub use find::{find, unlisted, unused};
pub use folder::{Attachment, Folder, folder};
pub use formats::{Gone, gone, old_layout};
pub use mentions::mentioned;
pub use renamed::{Old, Renamed, new_name};
pub use settings::{FontRoles, Layout};
pub use shelf::{COMMON, Contents, File, Origin, is_built_in, names};
pub use style::{FACTS_FORMAT, Filling};
