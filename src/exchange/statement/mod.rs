//! Tables of final accounts → what they say, each figure with its cell.

mod coded;
mod codes;
mod economic;
mod fiscal;
mod fund;
mod income;
mod indicators;
mod labelled;
mod paper;
mod people;
mod read;
mod spending;
mod statistics;
mod three_public;
mod totals;
mod troubles;

pub(crate) use coded::Coded;
pub(crate) use economic::Economic;
pub(crate) use fiscal::Fiscal;
pub(crate) use fund::{FundColumn, Group, Part};
pub(crate) use income::IncomeColumn;
pub(crate) use indicators::Indicators;
pub(crate) use paper::{Paper, Read, Rounding};
pub(crate) use read::Statements;
pub(crate) use spending::SpendingColumn;
pub(crate) use statistics::Statistics;
pub(crate) use three_public::{Budget, ThreePublic};
pub(crate) use totals::Totals;
pub(crate) use troubles::Troubles;
