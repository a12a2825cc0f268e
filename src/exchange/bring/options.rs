//! What is said beside workbooks that are brought in.

use crate::exchange::table::UnitOfMoney;

/// What is said beside the workbooks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// The folder of the unit.
    pub unit: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// The unit of money of tables that state none.
    pub amounts: Option<UnitOfMoney>,
    /// Whether each file stands for itself; else they are parts of one.
    pub apart: bool,
    /// The numbers of the files that are taken where others contradict them.
    pub taken: Vec<usize>,
    /// Whether nothing is written.
    pub dry_run: bool,
}
