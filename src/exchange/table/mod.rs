//! The cells of a workbook → tables, known by their titles and the words above their columns.

mod address;
mod amount;
mod columns;
mod enumerator;
mod grid;
mod heading;
mod pieces;
mod titles;
mod unit_of_money;
mod words;

pub(crate) use address::{Cell, Figure};
pub(crate) use amount::{Value, value};
pub(crate) use columns::{Column, is_note};
pub(crate) use enumerator::bare;
pub(crate) use grid::Grid;
pub(crate) use heading::Heading;
pub(crate) use pieces::{Piece, pieces};
pub(crate) use titles::Form;
pub(crate) use unit_of_money::UnitOfMoney;
pub(crate) use words::{is_other_number, plain};
