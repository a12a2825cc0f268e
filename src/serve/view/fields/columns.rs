//! The columns of a table: sentences, amounts that are added up, those without a number, and where the names of codes stand.

use crate::exchange::fill::{Row, columns};
use crate::fields::field::{Field, Kind, Need, Shape};

/// From more than how many amounts on the columns without a number are folded away.
const MANY: usize = 3;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    /// All of them, in the order in which they stand.
    pub all: Vec<&'static Field>,
    /// The keys of those that are folded away, as no row has an amount there.
    idle: Vec<&'static str>,
}

impl Columns {
    /// The columns of rows, of which those that something is told of are not folded away; names that only serve to check codes
    /// are shown where somebody wrote them.
    pub(super) fn of(shape: &'static Shape, rows: &[Row], is_told: impl Fn(&str) -> bool) -> Self {
        let all = columns(shape);
        let has_code = all.iter().any(|field| matches!(field.kind, Kind::Code(_)));
        let is_written = |key: &str| rows.iter().any(|row| row.fields.contains_key(key));
        let checks =
            |field: &Field| has_code && field.key == "name" && field.need != Need::Required;
        let all: Vec<&'static Field> =
            all.into_iter().filter(|field| !checks(field) || is_written(field.key)).collect();
        let is_idle = |field: &&&'static Field| {
            is_summed(field) && !is_written(field.key) && !is_told(field.key)
        };
        let idle = match rows.is_empty() || count(&all) <= MANY {
            true => Vec::new(),
            false => all.iter().filter(is_idle).map(|field| field.key).collect(),
        };
        Self { all, idle }
    }

    /// Columns none of which is folded away.
    pub(super) fn whole(all: Vec<&'static Field>) -> Self {
        Self { all, idle: Vec::new() }
    }

    /// Whether a column is folded away.
    pub(super) fn is_idle(&self, field: &Field) -> bool {
        self.idle.contains(&field.key)
    }

    /// The columns that are folded away.
    pub(super) fn idle(&self) -> impl Iterator<Item = &'static Field> {
        self.all.iter().copied().filter(|field| self.is_idle(field))
    }

    /// Whether rows have so many amounts that they hardly have room beside each other.
    pub(super) fn is_many(&self) -> bool {
        count(&self.all) > MANY
    }

    /// Whether the names of codes stand in a column of their own: not where they stand below, or are filled in beside.
    pub(super) fn names_apart(&self) -> bool {
        !self.names_below() && self.all.iter().all(|column| column.key != "name")
    }

    /// Whether the names of codes stand below them, as the other columns want the room.
    pub(super) fn names_below(&self) -> bool {
        count(&self.all) - self.idle.len() > MANY || self.all.iter().any(|column| is_words(column))
    }

    /// How many cells a row has, of which the last is for deleting it, with those that are folded away counted apart.
    pub(super) fn cells(&self, has_last: bool) -> (usize, usize) {
        let others = 1 + usize::from(self.names_apart()) + usize::from(has_last);
        (self.all.len() - self.idle.len() + others, self.idle.len())
    }
}

/// How many columns of amounts there are.
fn count(columns: &[&'static Field]) -> usize {
    columns.iter().filter(|field| is_summed(field)).count()
}

/// Whether the values of a column are sentences.
pub(super) fn is_words(field: &Field) -> bool {
    matches!(field.kind, Kind::Words | Kind::Paragraphs)
}

/// Whether the values of a column are added up.
pub(super) fn is_summed(field: &Field) -> bool {
    matches!(field.kind, Kind::Money(_))
}
