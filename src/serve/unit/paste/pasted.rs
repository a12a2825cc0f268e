//! A block that was pasted: its columns, the unit of its amounts, what each row would write.

use crate::exchange::UnitOfMoney;
use crate::fields::field::Field;
use crate::serve::pairs::Pairs;

/// A block that was pasted, understood.
#[derive(Debug)]
pub(in crate::serve) struct Pasted {
    /// The file of the rows.
    pub file: String,
    /// Their path.
    pub path: String,
    /// Their term.
    pub term: &'static str,
    /// The block as it was pasted.
    pub text: String,
    /// The fields that a column may be.
    pub fields: Vec<&'static Field>,
    /// The columns of the block.
    pub columns: Vec<Column>,
    /// The words that rows are called by and no column has, each with what was chosen for it.
    pub fixed: Vec<(&'static Field, String)>,
    /// The unit of its amounts.
    pub money: Unit,
    /// What would be written.
    pub rows: Vec<Line>,
    /// What is left out, each with why.
    pub left_out: Vec<(String, String)>,
    /// Rows of the file that are none of the block's: they stay.
    pub stays: Vec<String>,
}

/// A column of the block.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Column {
    /// The words above it.
    pub heading: String,
    /// The field that it is; none where it is not used.
    pub field: Option<&'static Field>,
}

/// The unit of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Unit {
    /// It is known.
    Known(UnitOfMoney),
    /// It must be told: the block, or its amounts beside those of the file, speak for another one than 元.
    Asked,
}

/// A row that would be written.
#[derive(Debug)]
pub(in crate::serve) struct Line {
    /// What it is called in paths.
    pub label: String,
    /// What it is called by people.
    pub called: String,
    /// The words that it is called by, with their keys.
    pub keys: Vec<(&'static str, String)>,
    /// Whether it is a new one.
    pub is_new: bool,
    /// Its cells: the field, what the file says, what it would say.
    pub cells: Vec<(&'static Field, String, String)>,
}

impl Line {
    /// Whether anything of it changes.
    pub(in crate::serve) fn changes(&self) -> bool {
        self.is_new || self.cells.iter().any(|(_, was, is)| was != is)
    }
}

impl Pasted {
    /// The form that writes it.
    pub(in crate::serve) fn form(&self) -> Pairs {
        let Self {
            file,
            path,
            term: _,
            text: _,
            fields: _,
            columns: _,
            fixed: _,
            money: _,
            rows,
            left_out: _,
            stays: _,
        } = self;
        let mut pairs = Vec::new();
        for Line { label, called: _, keys, is_new, cells } in
            rows.iter().filter(|row| row.changes())
        {
            let changed = cells.iter().filter(|(_, was, is)| was != is);
            if !is_new {
                for (field, was, is) in changed {
                    let at = format!("{file}|{path}[{label}].{}", field.key);
                    pairs.push((format!("is|{at}"), is.clone()));
                    pairs.push((format!("was|{at}"), was.clone()));
                }
                continue;
            }
            for (key, word) in keys {
                pairs.push((format!("new|{file}|{path}|{key}"), word.clone()));
            }
            for (field, _, is) in cells {
                pairs.push((format!("new|{file}|{path}|{}", field.key), is.clone()));
            }
        }
        Pairs(pairs)
    }
}
