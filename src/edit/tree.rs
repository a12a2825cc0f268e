//! What a file says, without how it is written.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::edit::change::Change;
use crate::edit::path::{Step, Target};
use crate::edit::value::Value;

/// A value without its place and its writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// A number, a day or a flag, as it is written.
    Bare(String),
    /// Words; blanks around them and the kind of line ends say nothing.
    Words(String),
    /// Several values.
    Rows(Vec<Node>),
    /// A table.
    Table(BTreeMap<String, Node>),
}

impl Node {
    /// What a table says.
    pub(super) fn of_table(table: &DeTable<'_>) -> Self {
        let fields =
            table.iter().map(|(key, value)| (key.get_ref().to_string(), Self::of(value.get_ref())));
        Self::Table(fields.collect())
    }

    /// What a value says.
    fn of(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(words) => Self::words(words),
            DeValue::Integer(number) => Self::Bare(format!("{}:{number}", number.radix())),
            DeValue::Float(number) => Self::Bare(number.as_str().to_owned()),
            DeValue::Boolean(flag) => Self::Bare(flag.to_string()),
            DeValue::Datetime(day) => Self::Bare(day.to_string()),
            DeValue::Array(rows) => {
                Self::Rows(rows.iter().map(|row| Self::of(row.get_ref())).collect())
            }
            DeValue::Table(table) => Self::of_table(table),
        }
    }

    /// What words say.
    fn words(words: &str) -> Self {
        Self::Words(words.replace("\r\n", "\n").trim().to_owned())
    }

    /// What a value to be written says; none where it is not well formed.
    fn of_value(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Bare(text) => {
                let text = format!("value = {text}");
                let (table, errors) = DeTable::parse_recoverable(&text);
                let table = table.get_ref();
                let value = table.get("value").filter(|_| errors.is_empty() && table.len() == 1)?;
                match value.get_ref() {
                    DeValue::String(_) | DeValue::Array(_) | DeValue::Table(_) => return None,
                    bare => Self::of(bare),
                }
            }
            Value::Words(words) => Self::words(words),
            Value::List(words) => {
                Self::Rows(words.iter().map(|words| Self::words(words)).collect())
            }
            Value::Table(fields) => {
                let fields =
                    fields.iter().map(|(key, value)| Some((key.clone(), Self::of_value(value)?)));
                Self::Table(fields.collect::<Option<_>>()?)
            }
            Value::Rows(rows) => {
                Self::Rows(rows.iter().map(Self::of_value).collect::<Option<_>>()?)
            }
        })
    }

    /// What the file says once a change is made; none where it cannot be made.
    pub(super) fn changed(&self, target: &Target, change: &Change) -> Option<Self> {
        let mut changed = self.clone();
        match change {
            Change::Set(value) => changed.set(&target.steps, Self::of_value(value)?)?,
            Change::Insert(at, row) => changed.insert(&target.steps, *at, Self::of_value(row)?)?,
            Change::Remove => changed.remove(&target.steps)?,
        }
        Some(changed)
    }

    /// Sets what a path leads to; tables and rows on the way are made.
    fn set(&mut self, steps: &[Step], value: Self) -> Option<()> {
        let Some((step, rest)) = steps.split_first() else {
            match (&mut *self, value) {
                // The keys of a new row stand beside its fields.
                (Self::Table(own), Self::Table(fields)) if !own.is_empty() => own.extend(fields),
                (own, value) => *own = value,
            }
            return Some(());
        };
        let empty = || match rest.first() {
            Some(Step::Row(_) | Step::New(_)) => Self::Rows(Vec::new()),
            Some(Step::Key(_)) | None => Self::Table(BTreeMap::new()),
        };
        match (self, step) {
            (Self::Table(fields), Step::Key(key)) if rest.is_empty() => {
                fields.insert(key.clone(), value);
                Some(())
            }
            (Self::Table(fields), Step::Key(key)) => {
                fields.entry(key.clone()).or_insert_with(empty).set(rest, value)
            }
            (Self::Rows(rows), Step::Row(number)) if rest.is_empty() => {
                *rows.get_mut(*number)? = value;
                Some(())
            }
            (Self::Rows(rows), Step::Row(number)) => rows.get_mut(*number)?.set(rest, value),
            (Self::Rows(rows), Step::New(keys)) => {
                let keys = keys.iter().map(|(key, word)| ((*key).to_owned(), Self::words(word)));
                let mut row = Self::Table(keys.collect());
                row.set(rest, value)?;
                rows.push(row);
                Some(())
            }
            _ => None,
        }
    }

    /// Puts a row among those that a path leads to, which are made where they are not there.
    fn insert(&mut self, steps: &[Step], at: usize, row: Self) -> Option<()> {
        match (self, steps) {
            (Self::Rows(rows), []) => {
                rows.insert(at.min(rows.len()), row);
                Some(())
            }
            (Self::Table(fields), [Step::Key(key), rest @ ..]) => {
                let empty = || match rest {
                    [] => Self::Rows(Vec::new()),
                    [..] => Self::Table(BTreeMap::new()),
                };
                fields.entry(key.clone()).or_insert_with(empty).insert(rest, at, row)
            }
            _ => None,
        }
    }

    /// Removes what a path leads to.
    fn remove(&mut self, steps: &[Step]) -> Option<()> {
        let (step, rest) = steps.split_first()?;
        match (self, step) {
            (Self::Table(fields), Step::Key(key)) if rest.is_empty() => {
                fields.remove(key).map(drop)
            }
            (Self::Table(fields), Step::Key(key)) => fields.get_mut(key)?.remove(rest),
            (Self::Rows(rows), Step::Row(number)) if rest.is_empty() => {
                (*number < rows.len()).then(|| drop(rows.remove(*number)))
            }
            (Self::Rows(rows), Step::Row(number)) => rows.get_mut(*number)?.remove(rest),
            _ => None,
        }
    }

    /// Whether it says the same as what a change means. Where something goes, tables with nothing in them say nothing: such
    /// a table goes with its last dotted key, and rows under headings go with the last one.
    pub(super) fn says(&self, meant: &Self, change: &Change) -> bool {
        let goes = *change == Change::Remove;
        self == meant || goes && self.without_empty() == meant.without_empty()
    }

    /// The same without what has nothing in it.
    fn without_empty(&self) -> Self {
        match self {
            Self::Bare(_) | Self::Words(_) => self.clone(),
            Self::Rows(rows) => Self::Rows(rows.iter().map(Self::without_empty).collect()),
            Self::Table(fields) => {
                let fields = fields.iter().map(|(key, value)| (key.clone(), value.without_empty()));
                Self::Table(fields.filter(|(_, value)| !value.is_empty()).collect())
            }
        }
    }

    /// Whether it has nothing in it.
    fn is_empty(&self) -> bool {
        match self {
            Self::Bare(_) | Self::Words(_) => false,
            Self::Rows(rows) => rows.is_empty(),
            Self::Table(fields) => fields.is_empty(),
        }
    }
}
