//! What a year's file shall hold, by field.

use std::collections::BTreeMap;

use crate::exchange::table::{Cell, Figure};
use crate::model::amount::Money;
use crate::model::unit::Nature;

/// What a year's file shall hold.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// To how many 元 the amounts were rounded.
    pub rounded_to: Option<u32>,
    /// The rows.
    pub arrays: Vec<Array>,
    /// Other fields by path, in the order in which they are written.
    pub fields: Vec<(String, Written)>,
    /// The names of codes that the catalogue lacks.
    pub names: BTreeMap<String, String>,
    /// What kind of unit it is, where the tables tell.
    pub nature: Option<Nature>,
    /// What the rows of each table add up to.
    pub sums: Vec<Sum>,
    /// What the tables do not tell, in sentences for the user.
    pub gaps: Vec<String>,
}

/// What the rows of a table add up to, beside the total that is printed.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    /// The path of the rows.
    pub path: String,
    /// The one kind of expenditure that they are of; none where they are of all.
    pub only: Option<Only>,
    /// How many rows.
    pub rows: usize,
    /// Their sum.
    pub sum: Money,
    /// The printed total, where there is one.
    pub printed: Option<Figure>,
    /// By how much the two may differ where amounts are rounded.
    pub tolerance: Money,
}

/// The one kind of expenditure that rows are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Only {
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
}

/// All rows of a field.
#[derive(Debug)]
pub(crate) struct Array {
    /// The path of the field.
    pub path: &'static str,
    /// The keys that the tables tell all of; others in the file stay.
    pub owned: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug)]
pub(crate) struct Row {
    /// What it is known by, as the file writes it: keys and words.
    pub keys: Vec<(&'static str, String)>,
    /// The amounts by key.
    pub amounts: Vec<(&'static str, Figure)>,
}

/// A value with where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// An amount.
    Amount(Figure),
    /// A number of things.
    Count(u32, Cell),
}

impl Draft {
    /// Adds a field.
    pub(crate) fn amount(&mut self, path: impl Into<String>, figure: Option<Figure>) {
        if let Some(figure) = figure {
            self.fields.push((path.into(), Written::Amount(figure)));
        }
    }

    /// Adds a number of things.
    pub(crate) fn count(&mut self, path: impl Into<String>, count: Option<(u32, Cell)>) {
        if let Some((count, cell)) = count {
            self.fields.push((path.into(), Written::Count(count, cell)));
        }
    }

    /// How many values there are.
    pub(crate) fn values(&self) -> usize {
        let rows = self.arrays.iter().flat_map(|array| &array.rows);
        let amounts: usize = rows.map(|row| row.amounts.len()).sum();
        self.fields.len() + self.names.len() + amounts
    }

    /// Notes what is missing.
    pub(crate) fn gap(&mut self, sentence: impl Into<String>) {
        self.gaps.push(sentence.into());
    }
}

impl Written {
    /// As it stands in a file.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Amount(figure) => figure.amount.to_string(),
            Self::Count(count, _) => count.to_string(),
        }
    }

    /// Where it was read.
    pub(crate) fn origin(&self) -> String {
        match self {
            Self::Amount(figure) => figure.origin.to_string(),
            Self::Count(_, cell) => cell.to_string(),
        }
    }
}
