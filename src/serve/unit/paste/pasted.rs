//! A block that was pasted: its columns, the unit of its amounts, what each row would write.

use std::collections::BTreeSet;

use crate::exchange::UnitOfMoney;
use crate::fields::field::{Codes, Field, Kind};
use crate::model::fund::FiscalFund;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Now;
use crate::serve::unit::paths::of_row;
use crate::serve::view::shown;

/// What a column is that has the amounts of 财政拨款 of whatever fund.
pub(in crate::serve) const FISCAL: &str = "fiscal";

/// What a column is of which it must be told.
pub(in crate::serve) const ASKED: &str = "asked";

/// What stands before a word that is chosen for the rows that nothing else tells.
pub(in crate::serve) const REST: &str = "rest:";

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
    /// How many groups of columns stood side by side in it.
    pub groups: usize,
    /// The fields that a column may be.
    pub fields: Vec<&'static Field>,
    /// The columns of the block.
    pub columns: Vec<Column>,
    /// Whether a column may be 财政拨款 of whatever fund.
    pub sums_funds: bool,
    /// Whether it must be told first which columns are amounts.
    pub asks: bool,
    /// The words that rows are called by and no column has, each with what was chosen for it: a word for all rows, one for those
    /// that nothing else tells, or nothing.
    pub fixed: Vec<(&'static Field, String)>,
    /// The unit of its amounts.
    pub money: Unit,
    /// What becomes of rows that come more than once; none where all come once.
    pub twice: Option<Twice>,
    /// What does not fit, and may be right.
    pub misfits: Vec<String>,
    /// What would be written.
    pub rows: Vec<Line>,
    /// What is left out, each with why.
    pub left_out: Vec<(String, String)>,
    /// Rows of the file that are none of the block's: they stay.
    pub stays: Vec<String>,
    /// How what would be written differs from what was shown before.
    pub since: Vec<String>,
}

/// A column of the block.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Column {
    /// The words above it.
    pub heading: String,
    /// The field that it is; none where it is not used.
    pub field: Option<&'static Field>,
    /// Whether it has the amounts of 财政拨款 of whatever fund.
    pub is_fiscal: bool,
    /// Whether it is the sum of all others.
    pub is_total: bool,
    /// Whether it is of another year, or of the budget, by the words above it.
    pub is_other: bool,
    /// Whether it must be told what it is: another one seems to be the same.
    pub is_asked: bool,
    /// Some of its cells.
    pub samples: Vec<String>,
}

impl Column {
    /// What it is; none where it is not used.
    pub(in crate::serve) fn meaning(&self) -> Option<&'static str> {
        let own = self.field.map(|field| field.key);
        if self.is_fiscal { Some(FISCAL) } else { own }
    }
}

/// The unit of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Unit {
    /// It is known.
    Known(UnitOfMoney),
    /// It must be told: the block, or its amounts beside those of the file, speak for another one than 元.
    Asked,
}

/// What becomes of rows that come more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Twice {
    /// It must be told.
    Asked,
    /// Their amounts are added up.
    Add,
    /// They are left out.
    Leave,
}

impl Twice {
    /// What a form says of it.
    pub(in crate::serve) fn of(text: &str) -> Self {
        match text {
            "add" => Self::Add,
            "leave" => Self::Leave,
            _ => Self::Asked,
        }
    }
}

/// A row that would be written.
#[derive(Debug)]
pub(in crate::serve) struct Line {
    /// Where in the block it stands.
    pub at: Vec<usize>,
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
    /// The cells that are blank in the block and stay: the field, what the file says, what stands in the block.
    pub kept: Vec<(&'static Field, String, String)>,
}

impl Line {
    /// Whether anything of it changes.
    pub(in crate::serve) fn changes(&self) -> bool {
        self.is_new || self.cells.iter().any(|(_, was, is)| was != is)
    }
}

impl Pasted {
    /// Whether something must be told before anything is written.
    pub(in crate::serve) fn is_unsure(&self) -> bool {
        self.asks || self.money == Unit::Asked || self.twice == Some(Twice::Asked)
    }

    /// The form that writes it.
    pub(in crate::serve) fn form(&self) -> Pairs {
        let Self {
            file,
            path,
            term: _,
            groups: _,
            text: _,
            fields: _,
            columns: _,
            sums_funds: _,
            asks: _,
            fixed: _,
            money: _,
            twice: _,
            misfits: _,
            rows,
            left_out: _,
            stays: _,
            since: _,
        } = self;
        let mut pairs = Vec::new();
        for Line { at: _, label, called: _, keys, is_new, cells, kept: _ } in
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

    /// What is shown of it as a form carries it.
    pub(in crate::serve) fn seen(&self) -> String {
        // Lists of texts can always be written.
        serde_json::to_string(&self.shown()).unwrap_or_default()
    }

    /// Whether it would write just what a form carries as having been shown; how it differs is kept.
    pub(in crate::serve) fn is_as_seen(&mut self, now: &Now, seen: &str) -> bool {
        let seen: Vec<[String; 4]> = serde_json::from_str(seen).unwrap_or_default();
        if seen == self.shown() {
            return true;
        }
        let mut since = BTreeSet::new();
        for [label, key, was, _] in &seen {
            let slot = now.slot(&self.file);
            let row = slot.and_then(|slot| slot.said.row(&self.path, label));
            let called = of_row(label, &|code| now.name_of(slot?, Codes::Any, code));
            let is_new = seen.iter().any(|[own, key, ..]| own == label && key.is_empty());
            let said = match (row, is_new) {
                (None, true) => continue,
                (None, false) => format!("{called}：文件里没有这一行了"),
                (Some(_), true) => format!("{called}：刚才文件里没有这一行，现在有了"),
                (Some(row), false) => {
                    let now = row.fields.get(key).cloned().unwrap_or_default();
                    if now == *was {
                        continue;
                    }
                    let field = self.fields.iter().find(|field| field.key == key);
                    let term = field.map(|field| field.term).unwrap_or_default();
                    let said = |text: &str| match (text, field) {
                        ("", _) => "没有".to_owned(),
                        (text, Some(field)) => shown(field, text),
                        (text, None) => text.to_owned(),
                    };
                    format!("{called}，{term}：刚才文件里是 {}，现在是 {}", said(was), said(&now))
                }
            };
            since.insert(said);
        }
        self.since = since.into_iter().collect();
        if self.since.is_empty() {
            self.since.push("照现在的选择和文件，要写的与刚才列出的不同".to_owned());
        }
        false
    }

    /// What is shown: the row, the key, what the file says, what it would say; a row that is new first without a key.
    fn shown(&self) -> Vec<[String; 4]> {
        let of = |row: &Line| {
            let cell = |key: &str, was: &str, is: &str| {
                [row.label.clone(), key.to_owned(), was.to_owned(), is.to_owned()]
            };
            let new = row.is_new.then(|| cell("", "", ""));
            let changed = row.cells.iter().filter(|(_, was, is)| was != is);
            let cells = changed.map(|(field, was, is)| cell(field.key, was, is));
            new.into_iter().chain(cells).collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of).collect()
    }
}

/// The fields of 财政拨款, one for each fund, where rows have all of them.
pub(super) fn fiscal(fields: &[&'static Field]) -> Vec<&'static Field> {
    let of = |fund: FiscalFund| {
        let is_of = |field: &&&'static Field| {
            field.key == fund.key() && matches!(field.kind, Kind::Money(_))
        };
        fields.iter().find(is_of).copied()
    };
    FiscalFund::ALL.into_iter().map(of).collect::<Option<Vec<_>>>().unwrap_or_default()
}
