//! What an office's own form prints besides what all forms have.

use crate::model::amount::Money;
use crate::model::place::{Located, Place};
use crate::model::text::Text;

/// One thing of an office's own: a number, a sentence, paragraphs, an amount or a small table.
#[derive(Debug, Clone)]
pub struct Extra {
    /// Where it stands.
    pub place: Place,
    /// The key that its form calls it by.
    pub key: String,
    /// What it is called.
    pub name: Located<String>,
    /// A number, a telephone or a sentence.
    pub text: Option<Text>,
    /// Several paragraphs.
    pub paragraphs: Option<Text>,
    /// An amount, in 元.
    pub amount: Option<Located<Money>>,
    /// The heads of a small table.
    pub columns: Vec<Located<String>>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<ExtraRow>,
}

/// A row of a small table.
#[derive(Debug, Clone)]
pub struct ExtraRow {
    /// Where it stands.
    pub place: Place,
    /// Its cells.
    pub cells: Vec<Located<String>>,
}
