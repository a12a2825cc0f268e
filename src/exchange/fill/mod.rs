//! The fill-in workbook (填报表) of one report: every field of its data files as cells, written by the reader's own description
//! of the fields, and read back field by field.
//!
//! ```text
//! files ──said──▶ what they say ──plan──▶ sheets ──pages──▶ .xlsx ──cells──▶ ──filled──▶ what it says ──merge──▶ edits
//!                      └──────────────────── sent (a hidden sheet) ────────────────────────────┘
//! ```
//!
//! What a file says stands in the workbook three times over in the same form: as it was sent, as it is filled in, and as the
//! file has it now. Only what differs between the first two is applied, where the third is still the first.

mod against;
mod apply;
mod asks;
mod book;
mod cells;
mod check;
mod codes;
mod content;
mod explain;
mod filled;
mod fit;
mod fresh;
mod guide;
mod lists;
mod looks;
mod merge;
mod note;
mod page;
mod plan;
mod rows;
mod said;
mod sent;
mod slots;
mod units;
mod whole;
mod workbook;
mod wrong;

pub(crate) use against::{Against, apart};
pub use apply::{Applied, NewText, apply};
pub(crate) use apply::{Asked, Returned, is_blank};
pub use cells::{Cells, Content, Page, cells};
pub(crate) use codes::sought_code;
pub(crate) use content::{read, value};
pub(crate) use fit::of_field;
pub(crate) use note::unit as in_unit;
pub(crate) use plan::{Block, blocks_of, columns};
pub(crate) use said::{Row, Said, rows_shape as rows_of};
pub use sent::is_fill_in;
pub(crate) use slots::{Part, Slot, part as part_of, slots};
pub(crate) use units::{is_unit, is_units};
pub(crate) use whole::{whole_of_row, whole_of_rows};
pub use workbook::workbook;
