//! Where a figure was read.

use std::fmt;
use std::sync::Arc;

use crate::model::amount::Money;

/// A cell of a sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// The sheet's name, with the file's before it where there are several.
    pub sheet: Arc<str>,
    /// The row from 0.
    pub row: u32,
    /// The column from 0.
    pub column: u32,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut number = self.column + 1;
        while number > 0 {
            let letter = u8::try_from((number - 1) % 26).unwrap_or_default();
            letters.push(char::from(b'A' + letter));
            number = (number - 1) / 26;
        }
        let column: String = letters.into_iter().rev().collect();
        write!(f, "{}!{column}{}", self.sheet, self.row + 1)
    }
}

/// The cells that a figure comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// What was added.
    pub plus: Vec<Cell>,
    /// What was taken off.
    pub minus: Vec<Cell>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |cells: &[Cell]| {
            let mut names: Vec<String> = cells.iter().take(4).map(Cell::to_string).collect();
            if cells.len() > 4 {
                names.push(format!("等 {} 格", cells.len()));
            }
            names.join("＋")
        };
        match self.minus.as_slice() {
            [] => write!(f, "{}", list(&self.plus)),
            minus => write!(f, "{}－{}", list(&self.plus), list(minus)),
        }
    }
}

/// An amount in 元 with the cells that it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The amount.
    pub amount: Money,
    /// The cells.
    pub origin: Origin,
}

impl Figure {
    /// An amount of one cell.
    pub(crate) fn at(amount: Money, cell: Cell) -> Self {
        Self { amount, origin: Origin { plus: vec![cell], minus: Vec::new() } }
    }

    /// Whether it is nothing.
    pub(crate) fn is_zero(&self) -> bool {
        self.amount.is_zero()
    }

    /// Less another one; nothing taken off leaves no trace.
    pub(crate) fn less(mut self, other: Option<&Self>) -> Self {
        let Some(other) = other.filter(|other| !other.is_zero()) else { return self };
        self.amount = self.amount - other.amount;
        self.origin.minus.extend(other.origin.plus.iter().cloned());
        self.origin.plus.extend(other.origin.minus.iter().cloned());
        self
    }

    /// With another one added.
    pub(crate) fn plus(mut self, other: &Self) -> Self {
        self.amount += other.amount;
        self.origin.plus.extend(other.origin.plus.iter().cloned());
        self.origin.minus.extend(other.origin.minus.iter().cloned());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        let name = |column| Cell { sheet: "甲".into(), row: 8, column }.to_string();
        for (column, wanted) in
            [(0, "甲!A9"), (25, "甲!Z9"), (26, "甲!AA9"), (90, "甲!CM9"), (16383, "甲!XFD9")]
        {
            assert_eq!(name(column), wanted);
        }
    }
}
