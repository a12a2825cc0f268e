//! A project opened, and the way of one report: chosen, examined, made ready, set.

mod asked;
mod census;
mod choose;
mod dates;
mod drawn;
mod examine;
mod file_name;
mod gaps;
mod glyphs;
mod names;
mod notice;
mod open;
mod prepare;
mod printed;
mod probe;
mod review;
mod root;
mod scope;
mod select;
mod typeset;
mod unprinted;

pub use census::Census;
pub(crate) use census::UnitBelow;
pub use choose::Chosen;
pub use examine::{Days, Derived, Examined};
pub use file_name::safe_file_name;
pub(crate) use file_name::{DRAFT, draft_file_name, edition_file_name, file_names, file_stem};
pub(crate) use notice::SetNotice;
pub use open::{Noted, Project};
pub use prepare::{Prepared, Purpose};
pub(crate) use review::{Reviewed, is_gap};
pub(crate) use root::find_root;
pub(crate) use scope::Scope;
pub use select::Selected;
